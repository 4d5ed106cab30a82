"""What is written is what is read, and stands in the order that the standard wants."""

import importlib.util
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from octavo.importers.book_records import (
    ContactRecord,
    ContributorRecord,
    EditionRecord,
    FileUse,
    Notice,
    PriceRecord,
    SeriesRecord,
    WorkRecord,
)
from octavo.importers.onix.source import OnixFile
from octavo.importers.onix.write import NAMESPACE, write_onix
from tests.importers.onix.order import ORDER
from tests.importers.onix.records import as_read, catalogues

SHOP = "The Octavo Shop"
PLAIN = EditionRecord("1", WorkRecord("A Title", contributors=()), isbn="9780000000002", form="paperback", form_code="BC")


def written(*records: EditionRecord) -> bytes:
    return b"".join(write_onix(records, sender=SHOP, sent_at=date(2025, 3, 1)))


def read(folder: Path, data: bytes) -> list[EditionRecord]:
    path = folder / "out.xml"
    path.write_bytes(data)
    return [as_read(record) for entry in OnixFile(path).entries() if isinstance(record := entry.read(), EditionRecord)]


@cache
def published_schema() -> etree.XMLSchema:
    """The schema of EDItEUR, in the wheel of a program that checks by it; its code is not run."""
    package = importlib.util.find_spec("onixcheck")
    assert package
    assert package.submodule_search_locations
    folder = Path(package.submodule_search_locations[0]) / "schema/xsd3.0"
    return etree.XMLSchema(etree.parse(folder / "ONIX_BookProduct_3.0_reference.xsd"))


def out_of_order(parent: Any) -> Iterator[str]:
    """Yield each element that the standard does not have there, or has before the one it follows."""
    name = etree.QName(parent).localname
    places = {child: place for place, child in enumerate(ORDER.get(name, "").split())}
    last = -1
    for child in parent:
        place = places.get(etree.QName(child).localname, -1)
        if place < last or place < 0:
            yield f"{name} > {etree.QName(child).localname}"
        last = max(last, place)
        yield from out_of_order(child)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(records=catalogues)
def test_a_message_reads_as_the_records_it_was_written_from(tmp_path: Path, records: list[EditionRecord]) -> None:
    data = written(*records)

    assert read(tmp_path, data) == records
    assert list(out_of_order(etree.fromstring(data))) == []
    published_schema().assertValid(etree.fromstring(data))


def test_a_message_says_who_sends_it_and_when() -> None:
    message = etree.fromstring(b"".join(write_onix([], sender="Ink & Sons", sent_at=datetime(2025, 3, 1, 9, 5, tzinfo=UTC))))

    assert message.tag == f"{{{NAMESPACE}}}ONIXMessage"
    assert message.get("release") == "3.0"
    assert message.findtext("{*}Header/{*}Sender/{*}SenderName") == "Ink & Sons"
    assert message.findtext("{*}Header/{*}SentDateTime") == "20250301T0905"
    assert message.find("{*}NoProduct") is not None


def test_a_catalogue_goes_out_record_by_record() -> None:
    taken = []

    def records() -> Iterator[EditionRecord]:
        for number in range(3):
            taken.append(number)
            yield replace(PLAIN, source_id=str(number))

    pieces = write_onix(records(), sender=SHOP, sent_at=date(2025, 3, 1))
    while b"<Product>" not in next(pieces):
        pass

    assert taken == [0]


@pytest.mark.parametrize(
    "text", ["R&D < 3 > 2", '"Quotes"', "红楼梦", "𠀀𠀁", "Līgas “grāmata” – ½", "100 % & more;", "a\u00a0b", "e\u0301"]
)
def test_any_words_come_back(tmp_path: Path, text: str) -> None:
    (record,) = read(tmp_path, written(replace(PLAIN, work=replace(PLAIN.work, title=text))))

    assert record.work.title == " ".join(text.split())


def test_characters_that_no_xml_may_hold_are_left_out(tmp_path: Path) -> None:
    (record,) = read(tmp_path, written(replace(PLAIN, work=replace(PLAIN.work, title="A\x00\x0bB\ud800\ufffe"))))

    assert record.work.title == "AB"


def test_a_record_without_a_title_goes_out_as_an_update(tmp_path: Path) -> None:
    price = PriceRecord("GBP", Decimal("9.99"))
    update = EditionRecord("1", WorkRecord(""), isbn="9780000000002", prices=(price,))

    data = written(update)
    (record,) = read(tmp_path, data)

    assert b"<NotificationType>04</NotificationType>" in data
    assert record == replace(update, form="", work=WorkRecord(""))


def test_a_withdrawal_goes_out_as_one(tmp_path: Path) -> None:
    (record,) = read(tmp_path, written(replace(PLAIN, notice=Notice.WITHDRAW)))

    assert record == EditionRecord("1", WorkRecord(""), Notice.WITHDRAW, "9780000000002")


def test_an_edition_without_an_isbn_is_known_by_its_number(tmp_path: Path) -> None:
    data = written(replace(PLAIN, isbn=""))

    assert b"<IDTypeName>The Octavo Shop</IDTypeName>" in data
    assert [(record.source_id, record.isbn) for record in read(tmp_path, data)] == [("1", "")]


def test_where_no_publisher_is_known_dates_and_contact_go_with_the_market(tmp_path: Path) -> None:
    contact = ContactRecord("Press", email="safety@press.example")
    told = replace(PLAIN, safety_contact=contact, embargo_until=date(2030, 1, 1), prices=(PriceRecord("GBP", Decimal(9)),))

    (record,) = read(tmp_path, written(told))

    assert (record.safety_contact, record.embargo_until) == (contact, date(2030, 1, 1))


def test_what_is_free_and_what_has_ended_go_out_as_such(tmp_path: Path) -> None:
    prices = (PriceRecord("EUR", Decimal(0)), PriceRecord("GBP", None), PriceRecord("USD", Decimal(5)))

    (record,) = read(tmp_path, written(replace(PLAIN, prices=prices)))

    assert record.prices == (prices[0], prices[2])


def test_a_part_goes_out_by_its_own_code_where_that_fits_the_role(tmp_path: Path) -> None:
    told = (
        ContributorRecord("Ana", "author", source_role="A02"),
        ContributorRecord("Bo", "translator", source_role="A02"),
        ContributorRecord("Cy", "editor"),
    )

    (record,) = read(tmp_path, written(replace(PLAIN, work=replace(PLAIN.work, contributors=told))))

    assert record.work.contributors is not None
    assert [(one.role, one.source_role) for one in record.work.contributors] == [
        ("author", "A02"),
        ("translator", "B06"),
        ("editor", "B01"),
    ]


def test_a_book_that_is_in_no_series_says_so(tmp_path: Path) -> None:
    (record,) = read(tmp_path, written(replace(PLAIN, work=replace(PLAIN.work, series=SeriesRecord("")))))

    assert record.work.series == SeriesRecord("")


def test_a_cover_that_is_a_file_goes_out_by_its_name_and_bytes_do_not(tmp_path: Path) -> None:
    (named,) = read(tmp_path, written(replace(PLAIN, cover=FileUse(name="front cover.jpg"))))
    (unnamed,) = read(tmp_path, written(replace(PLAIN, cover=FileUse(content=b"GIF89a"))))

    assert named.cover == FileUse(name="front cover.jpg")
    assert unnamed.cover is None
