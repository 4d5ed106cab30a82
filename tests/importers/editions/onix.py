"""Small ONIX files, written by our own writer."""

from datetime import date
from pathlib import Path

from octavo.importers.book_records import EditionRecord
from octavo.importers.onix.write import write_onix
from tests.book_makers import ISBNS
from tests.importers.editions.makers import record


def write(path: Path, *records: EditionRecord, sender: str = "The Warehouse") -> Path:
    path.write_bytes(b"".join(write_onix(records or [record()], sender=sender, sent_at=date(2025, 3, 1))))
    return path


def two_records() -> list[EditionRecord]:
    return [record(), record("w.2", isbn=ISBNS[1], form="hardback", form_code="BB")]
