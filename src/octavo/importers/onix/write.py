"""Records written as an ONIX 3.0 message with reference tags: what `source` reads is what was written.

What the standard has no words for does not go out: a contact's postal address,
prices of the past, files that are nowhere to be fetched from.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from lxml import etree

from octavo.importers.book_records import EditionRecord, Notice
from octavo.importers.onix.describing import add_collateral, add_description
from octavo.importers.onix.elements import add, add_all
from octavo.importers.onix.trading import add_publishing, add_related, add_supply

NAMESPACE = "http://ns.editeur.org/onix/3.0/reference"
_CONFIRMED, _ADVANCE, _UPDATE, _DELETE = "03", "02", "04", "05"


def write_onix(records: Iterable[EditionRecord], *, sender: str, sent_at: date | datetime) -> Iterator[bytes]:
    """Yield the message in pieces, one for each record, so that a whole catalogue needs the memory of one.

    `sender` is the name of the house that sends it, and the supplier named in each record.
    """
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<ONIXMessage release="3.0" xmlns="{NAMESPACE}">\n'.encode()
    yield _header(sender, sent_at)
    is_empty = True
    for record in records:
        is_empty = False
        yield _bytes(_product(record, sender))
    if is_empty:
        yield b"<NoProduct/>\n"
    yield b"</ONIXMessage>\n"


def _header(sender: str, sent_at: date | datetime) -> bytes:
    header = etree.Element("Header")
    add(add(header, "Sender"), "SenderName", sender)
    add(header, "SentDateTime", sent_at.strftime("%Y%m%dT%H%M" if isinstance(sent_at, datetime) else "%Y%m%d"))
    return _bytes(header)


def _product(record: EditionRecord, sender: str) -> Any:
    product = etree.Element("Product")
    add_all(product, ("RecordReference", record.source_id), ("NotificationType", _notification(record)))
    _add_identifiers(product, record, sender)
    if record.notice == Notice.WITHDRAW:
        return product
    if record.work.title:
        add_description(product, record, sender)
    add_collateral(product, record)
    add_publishing(product, record)
    add_related(product, record)
    add_supply(product, record, sender)
    return product


def _notification(record: EditionRecord) -> str:
    if record.notice == Notice.WITHDRAW:
        return _DELETE
    if not record.work.title:
        return _UPDATE
    return _ADVANCE if record.availability == "forthcoming" else _CONFIRMED


def _add_identifiers(product: Any, record: EditionRecord, sender: str) -> None:
    # A bookseller's till wants the GTIN, a library the ISBN; a book has both in the same digits.
    identifiers = [("03", "", record.isbn), ("15", "", record.isbn)] if record.isbn else [("01", sender, record.source_id)]
    for kind, scheme, value in identifiers:
        add_all(add(product, "ProductIdentifier"), ("ProductIDType", kind), ("IDTypeName", scheme), ("IDValue", value))


def _bytes(element: Any) -> bytes:
    written: bytes = etree.tostring(element, encoding="utf-8", pretty_print=True)
    return written
