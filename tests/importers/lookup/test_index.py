"""Large files in which one record is found at once, whatever they are and however they are packed."""

import gzip
import os
import random
import sqlite3
from pathlib import Path

import pytest

from octavo.importers.book_records import EditionRecord
from octavo.importers.lookup import index
from octavo.importers.lookup.index import about, index_path, look, make_index
from octavo.importers.records import Refusal
from tests.book_makers import ISBNS
from tests.importers.lookup.files import isbn_number, onix, onix_product
from tests.importers.marc.records import border_town, exchange, field, record, xml


def titles(path: Path, isbn: str) -> list[str]:
    return [one.work.title for one in look(path, isbn) if isinstance(one, EditionRecord)]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("kind", ["ONIX", "MARC 21", "MARCXML"])
def test_every_record_is_found_by_its_isbn(kind: str, packed: bool, tmp_path: Path) -> None:
    numbers = [isbn_number(number) for number in range(300)]
    records = [record(field("020", "  ", f"a{isbn}"), field("245", "10", f"aRivers {isbn}")) for isbn in numbers]
    contents = {
        "ONIX": onix(*(onix_product(isbn, title=f"Rivers {isbn}") for isbn in numbers)),
        "MARC 21": exchange(*records),
        "MARCXML": xml(*records),
    }[kind]
    path = tmp_path / "source"
    path.write_bytes(gzip.compress(contents) if packed else contents)

    told = make_index(path)

    assert (told.kind, told.records, told.skipped, told.refused) == (kind, 300, 0, "")
    assert [titles(path, isbn) for isbn in numbers[::37]] == [[f"Rivers {isbn}"] for isbn in numbers[::37]]
    assert look(path, ISBNS[5]) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "cp1252"])
def test_onix_in_any_encoding_is_found_again(encoding: str, tmp_path: Path) -> None:
    words = "Größe" if encoding == "cp1252" else "边城"
    declared = {"utf-8-sig": "utf-8", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}.get(encoding, encoding)
    text = onix(*(onix_product(isbn, title=f"{words} {isbn}") for isbn in ISBNS)).decode()
    path = tmp_path / "trade.xml"
    path.write_bytes(text.replace('encoding="utf-8"', f'encoding="{declared}"').replace("\n", "\r\n").encode(encoding))
    make_index(path)
    assert [titles(path, isbn) for isbn in ISBNS] == [[f"{words} {isbn}"] for isbn in ISBNS]


def test_short_tags_and_the_currency_of_the_header_hold_for_a_record_from_the_middle(tmp_path: Path) -> None:
    product = (
        "<product><a001>{0}</a001><a002>03</a002><productidentifier><b221>15</b221><b244>{0}</b244></productidentifier>"
        "<b012>BC</b012><title><b202>01</b202><b203>Rivers</b203></title><supplydetail><j137>Us</j137><j141>IP</j141>"
        "<price><j148>02</j148><j151>9.50</j151></price></supplydetail></product>"
    )
    products = "".join(product.format(isbn) for isbn in ISBNS)
    path = tmp_path / "short.xml"
    path.write_text(f"<ONIXmessage><header><m174>Us</m174><m186>GBP</m186></header>{products}</ONIXmessage>", encoding="utf-8")
    make_index(path)
    (found,) = look(path, ISBNS[3])
    assert isinstance(found, EditionRecord)
    assert [(price.currency, str(price.amount)) for price in found.prices or ()] == [("GBP", "9.50")]


def test_the_isbn_of_a_related_product_leads_nowhere(tmp_path: Path) -> None:
    related = (
        "<RelatedMaterial><RelatedProduct><ProductRelationCode>06</ProductRelationCode><ProductIdentifier><ProductIDType>15"
        f"</ProductIDType><IDValue>{ISBNS[1]}</IDValue></ProductIdentifier></RelatedProduct></RelatedMaterial>"
    )
    path = tmp_path / "trade.xml"
    path.write_bytes(onix(onix_product(ISBNS[0], more=related)))
    make_index(path)
    assert look(path, ISBNS[1]) == []
    (found,) = look(path, ISBNS[0])
    assert isinstance(found, EditionRecord)
    assert found.work.sibling_isbns == (ISBNS[1],)


def test_a_changed_file_has_no_index_until_it_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "library.mrc"
    path.write_bytes(exchange(record()))
    make_index(path)
    path.write_bytes(exchange(record(), border_town()))
    assert about(path) is None
    assert look(path, ISBNS[0]) == []
    make_index(path)
    assert titles(path, ISBNS[1]) == ["Border town"]


def test_a_broken_record_spoils_no_other(tmp_path: Path) -> None:
    path = tmp_path / "library.mrc"
    path.write_bytes(exchange(record()) + b"00040nam a22xxxxx a 4500 nothing\x1d" + exchange(border_town()))
    told = make_index(path)
    assert (told.records, told.skipped) == (3, 1)
    assert told.reasons[0].startswith("its directory does not fit its fields (byte ")
    assert titles(path, ISBNS[1]) == ["Border town"]


def test_a_record_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    path = tmp_path / "library.xml"
    path.write_bytes(xml(record()).replace(b'<subfield code="a">Border town</subfield>', b'<subfield code="a">Border town'))
    make_index(path)
    (found,) = look(path, ISBNS[0])
    assert isinstance(found, Refusal)
    assert "not well-formed" in found.reason


@pytest.mark.parametrize(
    ("contents", "reason"),
    [
        (b"", "The file is empty."),
        (b"Title;ISBN\nRivers;9780306406157\n", "It is neither ONIX nor MARC."),
        (b"<html><body/></html>", "It is neither ONIX nor MARC."),
        (b'<!DOCTYPE c [<!ENTITY a "aa">]><collection><record/></collection>', "It has a DOCTYPE"),
        (b'<!DOCTYPE ONIXMessage [<!ENTITY a "aa">]><ONIXMessage><Product/></ONIXMessage>', "Its DOCTYPE declares entities"),
        (b"\x1f\x8b\x08\x00broken", "It cannot be read"),
        (gzip.compress(exchange(record()), mtime=0)[:-20], "It cannot be read"),
        (
            gzip.compress("<ONIXMessage><Product/></ONIXMessage>".encode("utf-16"), mtime=0),
            "It is packed, and in an encoding of wide letters",
        ),
    ],
)
def test_a_file_that_is_not_looked_into_says_why(contents: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "source"
    path.write_bytes(contents)
    make_index(path)
    told = about(path)
    assert told is not None
    assert told.refused.startswith(reason)
    assert look(path, ISBNS[0]) == []


def test_a_file_that_unpacks_without_end_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "MAX_UNPACKED_BYTES", 50_000)
    path = tmp_path / "bomb.gz"
    path.write_bytes(gzip.compress(exchange(record()) * 1_000))
    assert make_index(path).refused == "Unpacked it is larger than 0 GB."


def test_zeros_without_end_are_given_up_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "MAX_UNPACKED_BYTES", 5_000_000)
    path = tmp_path / "bomb.gz"
    path.write_bytes(gzip.compress(b"<collection>" + b" " * 20_000_000))
    assert make_index(path).refused == "Unpacked it is larger than 0 GB."


def test_an_index_that_is_no_index_is_none(tmp_path: Path) -> None:
    path = tmp_path / "library.mrc"
    path.write_bytes(exchange(record()))
    index_path(path).write_bytes(b"not a database at all")
    assert about(path) is None
    make_index(path)
    with sqlite3.connect(index_path(path)) as rows:
        rows.execute("UPDATE about SET told = '[]'")
    assert about(path) is None


def test_a_reading_that_is_cut_off_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "library.mrc"
    path.write_bytes(exchange(*[record()] * 600))

    def cut(_done: int, _all: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_index(path, cut)
    assert [one.name for one in tmp_path.iterdir()] == ["library.mrc"]


def test_garbage_of_any_kind_is_refused_or_skipped(tmp_path: Path) -> None:
    chance = random.Random(8614)
    whole = {"m": exchange(record(), border_town()), "x": xml(record(), border_town()), "o": onix(onix_product(ISBNS[0]))}
    for number in range(150):
        contents = bytearray(whole[chance.choice("mxo")])
        for _ in range(chance.randrange(1, 12)):
            contents[chance.randrange(len(contents))] = chance.randrange(256)
        path = tmp_path / f"{number}"
        path.write_bytes(contents)
        make_index(path)
        for isbn in ISBNS[:2]:
            assert all(isinstance(one, (EditionRecord, Refusal)) for one in look(path, isbn))


def test_what_a_killed_reader_left_is_removed_and_what_another_writes_is_not(tmp_path: Path) -> None:
    path = tmp_path / "library [1].mrc"
    path.write_bytes(exchange(record()))
    old, new = (tmp_path / f".library [1].mrc.isbns.{number}.tmp" for number in (1, 2))
    for half in (old, new):
        half.write_bytes(b"half")
    os.utime(old, (1, 1))
    make_index(path)
    assert (old.exists(), new.exists()) == (False, True)
