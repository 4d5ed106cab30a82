"""When a book came out, from the many ways of writing it."""

import re
from collections.abc import Sequence
from datetime import date

from octavo.books.epub.facts import PublicationDate

_W3C_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T ].*)?)?)?$")
# What events of EPUB 2 say when the book came out, best first; a date without an event is of EPUB 3.
_EVENTS = ("publication", "original-publication", "ops-publication", "epub-publication", "")
# calibre writes the year 101 for a date that nobody knows.
_FIRST_YEAR = 1000


def published_on(dates: Sequence[tuple[str, str]]) -> tuple[PublicationDate | None, list[str]]:
    """Return the best of (event, text) pairs, and a note for a date that cannot be read."""
    for event in _EVENTS:
        for told, text in dates:
            if told != event:
                continue
            if (found := _date(text)) is None:
                return None, [f"its date “{text}” cannot be read"]
            return (found, []) if found.day.year >= _FIRST_YEAR else (None, [])
    return None, []


def _date(text: str) -> PublicationDate | None:
    found = _W3C_DATE.match(text.strip())
    if not found:
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    precision = "day" if day else "month" if month else "year"
    try:
        return PublicationDate(date(year, month or 1, day or 1), precision)
    except ValueError:
        return None
