"""What a record says of the edition itself, as fields of an Edition."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

from octavo.books.codes import AVAILABILITY, FORMS
from octavo.books.models import Edition, Publisher, SaleLink
from octavo.importers.actions.editions.prices import fixed_in
from octavo.importers.book_records import EditionRecord
from octavo.importers.contacts import contact_text
from octavo.importers.records import Note

# A book of which nobody says what kind of thing it is lies on a table of books.
FORM_UNSAID = "book"
MOST = 10**8
MAX_URL_CHARACTERS = 1_000
_NUMBERS = ("pages", "duration_seconds", "height_mm", "width_mm", "thickness_mm", "weight_g")
_TEXTS = ("statement", "imprint", "accessibility_note")


def facts_of(record: EditionRecord, publisher: Callable[[str], Publisher], notes: list[Note]) -> dict[str, Any]:
    """Return the fields that a record speaks of, with their values; what it does not speak of is not among them."""
    return {
        **dict(_identity(record)),
        **dict(_texts(record, notes)),
        **dict(_numbers(record, notes)),
        **dict(_trade(record, publisher)),
        **dict(_dates(record)),
    }


def links_of(record: EditionRecord) -> list[tuple[str, str, str]]:
    """Return where the publisher shows it, as a link to be had elsewhere."""
    url = record.website or ""
    if not url or len(url) > MAX_URL_CHARACTERS:
        return []
    name = record.imprint or record.publisher or urlsplit(url).hostname or url
    return [(SaleLink.Kind.PUBLISHER, name[:100], url)]


def fitting(text: str, field: Any, notes: list[Note]) -> str:
    """Return the text as long as the database has room for, with a note when that is less."""
    most = field.max_length
    if not most or len(text) <= most:
        return text
    notes.append(Note("A text that is too long was cut.", f"{field.name}: {text[:60]}…"))
    return text[: most - 1].rstrip() + "…"


def _identity(record: EditionRecord) -> Iterator[tuple[str, Any]]:
    if record.isbn:
        yield "isbn", record.isbn
    if record.form in FORMS:
        yield "form", record.form
        yield "form_code", record.form_code


def _texts(record: EditionRecord, notes: list[Note]) -> Iterator[tuple[str, Any]]:
    for name in _TEXTS:
        if (text := getattr(record, name)) is not None:
            yield name, fitting(text, Edition._meta.get_field(name), notes)


def _numbers(record: EditionRecord, notes: list[Note]) -> Iterator[tuple[str, Any]]:
    for name in _NUMBERS:
        number = getattr(record, name)
        if number is not None and 0 < number < MOST:
            yield name, number
        elif number is not None:
            notes.append(Note("A number that no book has was left out.", f"{name.partition('_')[0]}: {number}"))


def _trade(record: EditionRecord, publisher: Callable[[str], Publisher]) -> Iterator[tuple[str, Any]]:
    if record.languages is not None:
        yield "languages", list(record.languages)
    if record.publisher is not None:
        yield "publisher", publisher(record.publisher) if record.publisher.strip() else None
    if record.availability in AVAILABILITY:
        yield "availability", record.availability
    if record.safety_contact is not None:
        yield "safety_contact", contact_text(record.safety_contact)
    if record.accessibility is not None:
        yield "accessibility", list(record.accessibility)
    if record.prices is not None:
        yield "fixed_price_countries", fixed_in(record.prices)


def _dates(record: EditionRecord) -> Iterator[tuple[str, Any]]:
    if record.published_on is not None:
        yield "published_on", record.published_on.day
        yield "published_precision", record.published_on.precision
    if record.available_on is not None:
        yield "available_on", record.available_on
    if record.embargo_until is not None:
        yield "embargo_until", record.embargo_until
