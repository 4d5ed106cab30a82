"""Feeds for tests, written out: only what a test is about need be said."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from octavo.importers.book_records import EditionRecord
from octavo.importers.onix.source import OnixFile
from octavo.importers.records import Refusal

NAMESPACE = "http://ns.editeur.org/onix/3.0/reference"
HEADER = (
    "<Header><Sender><SenderName>Test House</SenderName></Sender><SentDateTime>20250301</SentDateTime>"
    "<DefaultLanguageOfText>eng</DefaultLanguageOfText></Header>"
)
ISBN = "9780000000002"

Feed = Callable[[str | bytes], Path]


def elements(**fields: str) -> str:
    return "".join(f"<{name}>{text}</{name}>" for name, text in fields.items())


def composite(name: str, *inner: str, **fields: str) -> str:
    return f"<{name}>{elements(**fields)}{''.join(inner)}</{name}>"


def message(*products: str, header: str = HEADER, declaration: str = '<?xml version="1.0" encoding="UTF-8"?>\n') -> str:
    return (
        f'{declaration}<ONIXMessage release="3.0" xmlns="{NAMESPACE}">\n{header}\n' + "\n".join(products) + "\n</ONIXMessage>\n"
    )


def product(*blocks: str, reference: str = "house.1", kind: str = "03", isbn: str = ISBN) -> str:
    identifier = composite("ProductIdentifier", ProductIDType="15", IDValue=isbn) if isbn else ""
    known = elements(RecordReference=reference) if reference else ""
    return f"<Product>{known}{elements(NotificationType=kind)}{identifier}{''.join(blocks)}</Product>"


def title(text: str = "A Title", kind: str = "01", **more: str) -> str:
    return composite("TitleDetail", composite("TitleElement", TitleElementLevel="01", TitleText=text, **more), TitleType=kind)


def described(*inner: str, titled: str = title(), form: str = "BC") -> str:
    return composite("DescriptiveDetail", titled, *inner, ProductComposition="00", ProductForm=form)


def supplied(*inner: str, availability: str = "21", role: str = "01") -> str:
    supplier = composite("Supplier", SupplierRole=role, SupplierName="Warehouse")
    detail = composite("SupplyDetail", supplier, elements(ProductAvailability=availability), *inner)
    return composite("ProductSupply", detail)


def price(amount: str = "9.99", *inner: str, kind: str = "02", currency: str = "GBP", **more: str) -> str:
    return composite("Price", elements(PriceType=kind, **more, PriceAmount=amount, CurrencyCode=currency), *inner)


def subject(scheme: str, code: str = "", **more: str) -> str:
    return composite("Subject", elements(SubjectSchemeIdentifier=scheme, **({"SubjectCode": code} if code else {}), **more))


def read_all(path: Path) -> list[Any]:
    return [entry.read() for entry in OnixFile(path).entries()]


def read_one(path: Path) -> EditionRecord:
    """Return the only record of a feed."""
    (record,) = read_all(path)
    assert isinstance(record, EditionRecord), record
    return record


def refused_one(path: Path) -> Refusal:
    (refusal,) = read_all(path)
    assert isinstance(refusal, Refusal), refusal
    return refusal


def reasons(record: EditionRecord) -> list[str]:
    return [note.reason for note in record.notes]


def details(record: EditionRecord) -> list[str]:
    return [note.detail for note in record.notes]
