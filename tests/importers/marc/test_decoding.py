"""Letters: MARC-8 with its escapes, UTF-8 that is said or not, Latin-1 where neither is; and records that are broken."""

import pytest

from octavo.importers.marc.decoding import Broken, decode_exchange, decode_xml
from tests.book_makers import ISBNS
from tests.importers.marc.records import exchange, field, record, xml

NAME_IN_MARC8 = b"Garc\xe2ia M\xe2arquez, Gabriel"
CHINESE_IN_MARC8 = b"\x1b$1!Xj\x1b(B"


def raw(title: bytes, *, says_utf8: bool) -> bytes:
    """Return a record whose title is these very bytes."""
    whole = exchange(record(field("245", "10", "a" + "x" * len(title))))
    return whole[:9] + (b"a" if says_utf8 else b" ") + whole[10:].replace(b"x" * len(title), title)


def title(data: bytes) -> tuple[str, list[str]]:
    decoded, notes = decode_exchange(data)
    return decoded["245"]["a"], [note.reason for note in notes]


def test_utf8_that_says_so() -> None:
    assert title(raw("García 边城".encode(), says_utf8=True)) == ("García 边城", [])


def test_utf8_that_says_it_is_not() -> None:
    assert title(raw("García 边城".encode(), says_utf8=False)) == (
        "García 边城",
        ["The record is in UTF-8 and says that it is not."],
    )


def test_marc8_with_accents_before_their_letters() -> None:
    assert title(raw(NAME_IN_MARC8, says_utf8=False)) == ("García Márquez, Gabriel", [])


def test_marc8_that_says_it_is_utf8() -> None:
    assert title(raw(NAME_IN_MARC8, says_utf8=True)) == (
        "García Márquez, Gabriel",
        ["The record says that it is in UTF-8 and is not; its letters were guessed."],
    )


def test_marc8_with_a_chinese_letter() -> None:
    from pymarc.marc8 import marc8_to_unicode

    letter = marc8_to_unicode(CHINESE_IN_MARC8)
    assert "\u4e00" <= letter <= "\u9fff"
    assert title(raw(b"The " + CHINESE_IN_MARC8 + b" book", says_utf8=False)) == (f"The {letter} book", [])


@pytest.mark.parametrize("words", ["Übersetzung für Anfänger, Größe", "Le théâtre français", "Año"])
@pytest.mark.parametrize("says_utf8", [True, False])
def test_latin_1_that_says_it_is_something_else(words: str, says_utf8: bool) -> None:
    assert title(raw(words.encode("latin-1"), says_utf8=says_utf8))[0] == words


def test_the_marks_of_what_is_not_sorted_are_not_read() -> None:
    assert title(raw("\x98The\x9c ferry".encode(), says_utf8=True))[0] == "The ferry"


def test_a_wrong_length_in_the_leader_does_no_harm() -> None:
    whole = exchange(record())
    for said in (b"00010", b"99999"):
        assert title(said + whole[5:])[0] == "Border town"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"00000nam a22",
        b"00060nam a2200049 a 4500" + b"24500XX0000000" + b"\x1e\x1d",
        exchange(record())[:60] + b"\x1d",
        b"00040nam a22xxxxx a 4500" + b"\x1e" * 10 + b"\x1d",
    ],
)
def test_a_broken_record_says_that_it_is(data: bytes) -> None:
    with pytest.raises(Broken):
        decode_exchange(data)


def piece(data: bytes) -> str:
    text = data.decode()
    return text[text.index("<record") : text.index("</record>") + len("</record>")]


def test_marcxml_with_a_prefix_that_is_declared_elsewhere() -> None:
    text = piece(xml(record())).replace("<", "<marc:").replace("<marc:/", "</marc:")
    decoded, notes = decode_xml(text)
    assert (decoded["245"]["a"], decoded["020"]["a"], notes[1:]) == ("Border town", ISBNS[0], [])


def test_marcxml_that_is_not_well_formed_is_mended_where_that_is_plain() -> None:
    decoded, notes = decode_xml(piece(xml(record())).replace("Border town", "Border & town\x07"))
    assert decoded["245"]["a"] == "Border & town"
    assert len(notes) == 2


def test_marcxml_that_cannot_be_mended_is_broken() -> None:
    with pytest.raises(Broken):
        decode_xml(piece(xml(record())).replace("</subfield>", ""))


def test_an_entity_of_its_own_is_no_text() -> None:
    decoded, _notes = decode_xml(piece(xml(record())).replace("Border town", "&file;"))
    assert decoded["245"]["a"] == "&file;"
