"""Spreadsheets as programs save them, and as attackers would."""

import tracemalloc
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from octavo.importers.onix.guard import FeedRefused
from octavo.importers.opening import kind_of
from octavo.importers.sheets import table as tables
from octavo.importers.sheets.headings import FIELDS, HEADINGS, fingerprint, guessed
from octavo.importers.sheets.source import SheetFile
from octavo.importers.sheets.table import is_table, open_table

ROWS = "书名,作者,价格\n围城,钱锺书,39.00\n倾城之恋,张爱玲,45\n"


def saved(path: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def workbook(path: Path, *rows: list[object]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_letters_are_read_in_the_encoding_they_were_written_in(tmp_path: Path, encoding: str) -> None:
    table = open_table(saved(tmp_path / "a.csv", ROWS * 1, encoding))

    assert table.headings == ["书名", "作者", "价格"]
    assert [cells for _, cells in table.rows()] == [["围城", "钱锺书", "39.00"], ["倾城之恋", "张爱玲", "45"]]


def test_western_letters_of_an_old_program(tmp_path: Path) -> None:
    text = "Titre;Auteur;Prix\nLa Modification;Michel Butor;8,50 €\nL'Œuvre au noir;Marguerite Yourcenar;9,20 €\n"
    table = open_table(saved(tmp_path / "a.csv", text, "cp1252"))

    assert table.delimiter == ";"
    assert next(table.rows())[1][2] == "8,50 €"


def test_somebody_may_say_otherwise(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.csv", "title;author\nÉté;Wharton\n", "mac_roman")

    assert next(open_table(path, encoding="mac_roman", delimiter=";").rows()) == (2, ["Été", "Wharton"])


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_columns_are_parted_by_what_is_in_every_line(tmp_path: Path, delimiter: str) -> None:
    rows = [["isbn", "title", "price"], ["9780439023481", "Games; and hunger, then", "12,90"], ["", "Other | thing", "9"]]
    text = "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    table = open_table(saved(tmp_path / "a.csv", text))

    assert (table.delimiter, table.headings) == (delimiter, rows[0])


def test_rows_keep_their_line_and_their_width(tmp_path: Path) -> None:
    text = '\n\nisbn,title\n1,"A title\nof two lines"\n\n2\n3,Three,too,much\n'
    rows = list(open_table(saved(tmp_path / "a.csv", text)).rows())

    assert rows == [(4, ["1", "A title\nof two lines"]), (7, ["2", ""]), (8, ["3", "Three"])]


def test_an_isbn_that_was_kept_from_being_a_number(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.csv", 'isbn,title\n"=""9780439023481""",Games\n')

    assert next(open_table(path).rows())[1] == ["9780439023481", "Games"]


def test_nothing_invisible_comes_through(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.csv", b"isbn,title\n978\x000439023481,Ga\x00mes\n")

    assert next(open_table(path).rows())[1] == ["9780439023481", "Games"]


def test_a_workbook_gives_numbers_and_days_as_a_person_would_write_them(tmp_path: Path) -> None:
    from datetime import datetime

    path = workbook(
        tmp_path / "a.xlsx", ["ISBN", "Published", "Price", "Pages"], [9780439023481, datetime(2008, 9, 14), 12.9, 374.0]
    )

    assert kind_of(path) == "sheet"
    assert list(open_table(path).rows()) == [(2, ["9780439023481", "2008-09-14", "12.9", "374"])]


@pytest.mark.parametrize(
    ("content", "is_one"),
    [
        (b"isbn,title\n1,2\n", True),
        (b"isbn\ttitle\n", True),
        (b"<ONIXMessage/>", False),
        (b"\xef\xbb\xbf  <?xml version='1.0'?>", False),
        (b"%PDF-1.7", False),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", False),
        (b"PK\x03\x04nonsense", False),
        (b"", False),
        (b"one word", False),
    ],
)
def test_what_is_a_spreadsheet(tmp_path: Path, content: bytes, is_one: bool) -> None:
    assert is_table(saved(tmp_path / "a", content)) is is_one


def test_what_is_empty_is_refused_with_the_next_step(tmp_path: Path) -> None:
    with pytest.raises(FeedRefused, match=r"it has no row with anything in it\. Save the right sheet"):
        open_table(saved(tmp_path / "a.csv", "\n\n , \n"))


def test_a_cell_without_end_is_refused_with_its_line(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.csv", 'isbn,title\n1,"' + "x" * (tables.MAX_CELL_CHARACTERS + 10))

    with pytest.raises(FeedRefused, match="line 2"):
        list(open_table(path).rows())


def test_a_workbook_that_would_unpack_to_more_than_the_disk_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_UNPACKED_BYTES", 1 << 20)
    path = workbook(tmp_path / "a.xlsx", ["isbn", "title"])
    with ZipFile(path, "a", ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/zeros.bin", bytes(2 << 20))

    with pytest.raises(FeedRefused, match="unpacked it would have more than 1 MB"):
        open_table(path)


def test_a_broken_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook")

    with pytest.raises(FeedRefused, match="cannot be read as a spreadsheet"):
        open_table(path)


def test_entities_of_a_workbook_are_not_opened(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ["isbn", "title"], ["1", "Games"])
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    bomb = (
        b'<!DOCTYPE x [<!ENTITY a "'
        + b"A" * 1000
        + b'"><!ENTITY b "'
        + b"&a;" * 1000
        + b'"><!ENTITY c "'
        + b"&b;" * 1000
        + b'">]>'
    )
    name = "xl/worksheets/sheet1.xml"
    parts[name] = bomb + parts[name].replace(b"Games", b"&c;").replace(b"<v>1</v>", b"<v>&c;</v>", 1)
    with ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)

    tracemalloc.start()
    try:
        longest = max((len(cell) for _, cells in open_table(path).rows() for cell in cells), default=0)
    except FeedRefused:
        longest = 0
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert longest <= tables.MAX_CELL_CHARACTERS
    assert peak < 64 << 20


def test_twenty_times_the_rows_need_no_more_memory(tmp_path: Path) -> None:
    def peak(rows: int) -> int:
        path = tmp_path / f"{rows}.csv"
        with path.open("w") as file:
            file.write("isbn,title,author,price\n")
            file.writelines(f",Title {number},Author {number},{number}.90 EUR\n" for number in range(rows))
        tracemalloc.start()
        number = sum(1 for _ in SheetFile(path).entries())
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert number == rows
        return highest

    assert peak(6_000) < peak(300) * 1.5 + (1 << 20)


# --- headings -----------------------------------------------------------------


def test_columns_are_guessed_in_four_languages() -> None:
    assert guessed(["ISBN-13", "Book Title", "Author(s)", "Price"], []) == {"isbn": 0, "title": 1, "authors": 2, "price": 3}
    assert guessed(["书号", "书名", "作者", "定价"], []) == {"isbn": 0, "title": 1, "authors": 2, "price": 3}
    assert guessed(["EAN", "Titre", "Auteur", "Prix public"], []) == {"isbn": 0, "title": 1, "authors": 2, "price": 3}
    assert guessed(["ISBN", "Titel", "Autor(en)", "Preis"], []) == {"isbn": 0, "title": 1, "authors": 2, "price": 3}


def test_of_two_isbns_the_one_with_thirteen_digits_counts() -> None:
    assert guessed(["isbn", "isbn13"], []) == {"isbn": 1, "other_isbn": 0}
    assert guessed(["ISBN-13", "ISBN"], []) == {"isbn": 0, "other_isbn": 1}
    assert guessed(["ISBN-10", "title"], []) == {"isbn": 0, "title": 1}


def test_a_column_of_isbns_is_known_without_its_heading() -> None:
    rows = [["Games", "9780439023481"], ["Stone", "0439554934"], ["None", ""]]

    assert guessed(["title", "number"], rows) == {"title": 0, "isbn": 1}


def test_no_name_of_a_column_stands_for_two_fields() -> None:
    names = [name for names in HEADINGS.values() for name in names.split()]

    assert {name for name in names if names.count(name) > 1} <= {"illustrator", "status"}
    assert len(FIELDS) == len(set(FIELDS))


def test_headings_are_the_same_however_they_are_written() -> None:
    assert fingerprint(["ISBN 13", "Title"]) == fingerprint(["isbn-13 ", "TITLE:"])
    assert fingerprint(["ISBN", "Title"]) != fingerprint(["Title", "ISBN"])
