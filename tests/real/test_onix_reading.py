"""Every file of the trade that we have is read, or refused with the reason; as many products as ORACLE.json counts."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from octavo.importers.book_records import EditionRecord
from octavo.importers.onix.guard import FeedRefused
from octavo.importers.onix.source import OnixFile

FOLDER = Path(os.environ["REAL_DATA"]) / "data" / "onix" if os.environ.get("REAL_DATA") else None
ORACLE: dict[str, Any] = json.loads((FOLDER / "ORACLE.json").read_text()) if FOLDER else {}
FEEDS = [name for name, told in ORACLE.items() if told["products"]]
# The oracle counts what prices name; these name none, and their header does.
OF_THE_HEADER = {"yob-small/iso_8859_1.xml": {"AUD"}, "yob-small/utf_16.xml": {"AUD"}}
PIECES = [name for name in ORACLE if name not in FEEDS]

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(FOLDER is None, reason="REAL_DATA is not set: the folder that holds data/onix"),
]


def read(name: str) -> list[Any]:
    assert FOLDER is not None
    return [entry.read() for entry in OnixFile(FOLDER / name).entries()]


def test_the_oracle_speaks_of_every_file_there_is() -> None:
    assert FOLDER is not None
    assert sorted(ORACLE) == sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.xml"))


@pytest.mark.parametrize("name", FEEDS)
def test_every_product_becomes_a_record_also_of_files_that_are_not_well_formed(name: str) -> None:
    assert FOLDER is not None
    told, file = ORACLE[name], OnixFile(FOLDER / name)

    records = [entry.read() for entry in file.entries()]

    assert len(records) == told["products"]
    assert all(isinstance(record, EditionRecord) for record in records)
    assert len({record.source_id for record in records}) == told["distinct_record_references"]
    assert file.release == (told["release"] if told["release"] != "-" else "")
    assert not file.is_cut_off


@pytest.mark.parametrize("name", PIECES)
def test_every_piece_of_a_record_is_refused_with_the_reason(name: str) -> None:
    with pytest.raises(FeedRefused, match=r"a piece of an ONIX record|there is a header and no product after it"):
        read(name)


@pytest.mark.parametrize("name", FEEDS)
def test_every_price_is_in_a_currency_of_the_file(name: str) -> None:
    (record,) = read(name)

    assert {price.currency for price in record.prices or ()} <= set(ORACLE[name]["currencies"]) | OF_THE_HEADER.get(name, set())
    currencies = [price.currency for price in record.prices or ()]
    assert len(currencies) == len({(price.currency, price.starts_on) for price in record.prices or ()})


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("yob-small/control_chars.xml", "OXFORD PICTURE DICTIONARY CHINESE"),
        ("yob-small/entities.xml", "High Noon–in Nimbin"),
        ("yob-small/extra_entities.xml", "Ipod® & Itunes® for Dummies®, 4th Edition"),
        ("yob-small/iso_8859_1.xml", "Property Is a Girl's Best Friend"),
        ("yob-small/utf_16.xml", "Property Is a Girl's Best Friend"),
        ("yob-small/no_xml_declaration.xml", "Lost World"),
        ("yob-small/short_tags.xml", "The Acts of the Apostles"),
        ("sesamy/1.xml", "Moby Dick – Valen"),
        ("sesamy/bokbasen.xml", "Den 5. bølgen"),
        ("jonix/Onix3.1-single-short.xml", "Roseanna"),
        ("im_onix/short.xml", "Roseanna"),
        ("im_onix/onix2_product.xml", "La Physiologie de l'esprit"),
    ],
)
def test_titles_come_out_of_every_quirk(name: str, title: str) -> None:
    (record,) = read(name)

    assert record.work.title == title


@pytest.mark.parametrize(("name", "author"), [("iso_8859_1", "Hans Küng"), ("no_xml_declaration", "Patrícia Melo")])
def test_letters_of_another_encoding_come_out(name: str, author: str) -> None:
    (record,) = read(f"yob-small/{name}.xml")

    assert record.work.contributors[0].name == author


@pytest.mark.parametrize(
    ("reference", "short"),
    [
        ("jonix/Onix3.1-single-ref.xml", "jonix/Onix3.1-single-short.xml"),
        ("jonix/single-book-onix3.xml", "jonix/single-book-onix3-short.xml"),
    ],
)
def test_one_record_in_both_kinds_of_tags_is_one_record(reference: str, short: str) -> None:
    (one,), (other,) = read(reference), read(short)

    assert one.work == other.work
    assert (one.prices, one.isbn, one.form, one.published_on) == (other.prices, other.isbn, other.form, other.published_on)
