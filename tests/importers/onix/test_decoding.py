"""Whatever encoding a file is in, or says it is in, the words come out right."""

from pathlib import Path

import pytest

from octavo.importers.onix.decoding import READ_BYTES
from octavo.importers.onix.source import OnixFile
from tests.importers.onix.feeds import Feed, described, message, product, read_all, read_one, reasons, title

FRENCH = "L’Été à Čáslav"
GUESSED = "Letters in another encoding than the rest of the file were guessed."


def text_in(name: str, words: str) -> str:
    declaration = f'<?xml version="1.0" encoding="{name}"?>\n' if name else ""
    return message(product(described(titled=title(words))), declaration=declaration)


def file_notes(path: Path) -> list[str]:
    file = OnixFile(path)
    list(file.entries())
    return [note.reason for note in file.notes]


@pytest.mark.parametrize(
    ("declared", "encoding", "words"),
    [
        ("UTF-8", "utf-8", FRENCH),
        ("utf8", "utf-8-sig", FRENCH),
        ("", "utf-8", FRENCH),
        ("", "utf-8-sig", FRENCH),
        ("UTF-16", "utf-16", FRENCH),
        ("UTF-16", "utf-16-le", FRENCH),
        ("UTF-16", "utf-16-be", "红楼梦"),
        ("", "utf-16", FRENCH),
        ("UTF-32", "utf-32", "红楼梦"),
        ("UTF-32", "utf-32-be", "红楼梦"),
        ("ISO-8859-1", "iso-8859-1", "Küng à la Française"),
        ("ISO-8859-1", "cp1252", "“Küng” – L’Été"),
        ("iso-8859-2", "iso-8859-2", "Čáslav"),
        ("windows-1252", "cp1252", "“Küng” – L’Été"),
        ("windows-1251", "cp1251", "Война и мир"),
        ("GB2312", "gb2312", "红楼梦"),
        ("GBK", "gb18030", "红楼夢𠀀"),
        ("Big5", "big5", "紅樓夢"),
        ("Shift_JIS", "cp932", "吾輩は猫である①"),
        ("EUC-KR", "euc-kr", "한국"),
    ],
)
def test_a_file_in_the_encoding_it_names_or_marks_is_read(feed: Feed, declared: str, encoding: str, words: str) -> None:
    record = read_one(feed(text_in(declared, words).encode(encoding)))

    assert record.work.title == words
    assert record.notes == ()


@pytest.mark.parametrize("declared", ["ISO-8859-1", "windows-1252", "GBK"])
def test_a_file_that_names_another_encoding_than_utf_8_and_is_utf_8_is_read_as_it_is(feed: Feed, declared: str) -> None:
    path = feed(text_in(declared, FRENCH))

    assert read_one(path).work.title == FRENCH
    assert file_notes(path) == ["The file names another encoding than it is in; read as UTF-8."]


@pytest.mark.parametrize("declared", ["klingon", "UTF-16", "unicode_escape", "rot13"])
def test_a_file_that_names_what_it_cannot_be_in_is_read_as_utf_8(feed: Feed, declared: str) -> None:
    path = feed(text_in(declared, FRENCH))

    assert read_one(path).work.title == FRENCH
    assert file_notes(path) == ["The file names an encoding that it is not in, or that nobody knows; read as UTF-8."]


@pytest.mark.parametrize("declared", ["", "UTF-8", "us-ascii"])
def test_windows_letters_in_a_file_of_utf_8_are_guessed_and_it_is_said(feed: Feed, declared: str) -> None:
    record = read_one(feed(text_in(declared, "Patrícia “Melo”").encode("cp1252")))

    assert record.work.title == "Patrícia “Melo”"
    assert reasons(record) == [GUESSED]


@pytest.mark.parametrize(
    ("stray", "words"),
    [
        (b"Patr\xa1cia", "Patrícia"),
        (b"Espa\xa4a", "España"),
        (b"It\x92s", "It’s"),
        (b"K\xfcng", "Küng"),
        (b"10 \xa3", "10 £"),
        (b"\xa1Hola!", "¡Hola!"),
        (b"a\x97b", "a—b"),
    ],
)
def test_a_stray_letter_within_a_word_is_guessed_to_be_a_letter(feed: Feed, stray: bytes, words: str) -> None:
    record = read_one(feed(text_in("", "MARK").encode().replace(b"MARK", stray)))

    assert record.work.title == words


def test_one_stray_letter_is_guessed_and_its_neighbours_are_not(feed: Feed) -> None:
    good, stray = product(described(titled=title("Čáslav"))), product(described(titled=title("Kng Č")), reference="house.2")
    data = message(good, stray).encode().replace(b"Kng", b"K\xfcng")

    first, second = read_all(feed(data))

    assert (first.work.title, first.notes) == ("Čáslav", ())
    assert second.work.title == "Küng Č"
    assert reasons(second) == [GUESSED]


@pytest.mark.parametrize("shift", range(-3, 4))
def test_letters_and_line_ends_split_between_two_reads_stay_whole(feed: Feed, shift: int) -> None:
    head, tail = text_in("UTF-8", "MARK").encode().split(b"MARK")
    padding = b" " * (READ_BYTES - len(head) - 1 + shift)
    path = feed(head + b"A" + padding + "红\r\n楼".encode() + tail)

    assert read_one(path).work.title == "A 红 楼"


def test_letters_that_a_file_of_gbk_cannot_hold_are_said(feed: Feed) -> None:
    record = read_one(feed(text_in("GBK", "红楼").encode("gbk").replace("楼".encode("gbk"), b"\xff")))

    assert record.work.title == "红�"
    assert reasons(record) == [GUESSED]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_whatever_ends_them(feed: Feed, line_end: str) -> None:
    text = message(product(described()), product(described(), reference="house.2")).replace("\n", line_end)

    assert [entry.line for entry in OnixFile(feed(text)).entries()] == [4, 5]
