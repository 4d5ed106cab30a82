"""Records of libraries read as what they are after a way through a file."""

from pymarc import Field, Record

from octavo.importers.book_records import EditionRecord
from octavo.importers.marc.decoding import decode_exchange
from octavo.importers.marc.record import read_marc
from tests.book_makers import ISBNS
from tests.importers.marc.records import exchange, record


def read(made: Record, isbn: str = ISBNS[0]) -> EditionRecord:
    """Write a record as ISO 2709 and read the edition with an ISBN out of it."""
    found = read_marc(*_decoded(made, isbn))
    assert isinstance(found, EditionRecord), found
    return found


def read_fields(*fields: Field, isbn: str = ISBNS[0], **told: str) -> EditionRecord:
    return read(record(*fields, **told), isbn)


def _decoded(made: Record, isbn: str) -> tuple:
    decoded, notes = decode_exchange(exchange(made))
    return decoded, isbn, notes
