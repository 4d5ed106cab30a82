"""Dates in all the formats of ONIX list 55, and in those that are in no list."""

import re
from datetime import date, timedelta

from octavo.importers.book_records import PartialDate
from octavo.importers.onix.node import Node
from octavo.importers.onix.reading import Reading

_PLAIN = re.compile(r"(?P<year>\d{4})(?:-?(?P<month>\d\d)(?:-?(?P<day>\d\d))?)?(?:[T ]?\d\d:?\d\d.*)?")
_FIRST_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
_NOTHING = re.compile(r"[0\s./-]*")
_HIJRI = {"20", "21", "25", "32"}
_TEXT = {"12"}
# Of these, how many digits the beginning of the span has.
_SPANS = {"06": 8, "07": 6, "08": 6, "09": 5, "10": 5, "11": 4}
_WEEKS, _QUARTERS, _SEASONS = {"02", "08"}, {"03", "09"}, {"04", "10"}
_SEASON_MONTHS = {"1": 3, "2": 6, "3": 9, "4": 12}


def date_in(reading: Reading, node: Node | None, name: str = "Date") -> PartialDate | None:
    """Return the date that a composite holds, with what is known of it; None, and a note where it is no date."""
    found = node.first(name) if node else None
    if node is None or found is None or _NOTHING.fullmatch(found.line):
        return None
    date_format = found.attribute("dateformat") or node.text("DateFormat")
    read = parsed_date(found.line, date_format)
    if read is None:
        reading.note("A date that is none was left out.", f"{node.name}: {found.line[:60]}")
    elif date_format in _QUARTERS | _SEASONS | _WEEKS | _TEXT:
        reading.note("A date known only roughly stands at its beginning.", f"{node.name}: {found.line[:60]}")
    return read


def parsed_date(text: str, date_format: str = "") -> PartialDate | None:
    """Return the date of a text in a format of list 55, whose code is often missing or wrong; a span gives its beginning."""
    if date_format in _HIJRI:
        return None
    if date_format in _TEXT:
        year = _FIRST_YEAR.search(text)
        return _checked(int(year[1]), 1, 1, "year") if year else None
    text = text[: _SPANS.get(date_format, len(text))]
    if len(text) == 5 and text.isdecimal() and date_format in _QUARTERS | _SEASONS:
        return _part_of_year(text, date_format)
    if date_format in _WEEKS and len(text) == 6 and text.isdecimal():
        return _week(int(text[:4]), int(text[4:]))
    return _plain(text)


def _plain(text: str) -> PartialDate | None:
    found = _PLAIN.fullmatch(text)
    if not found:
        return None
    year, month, day = (int(found[name] or 0) for name in ("year", "month", "day"))
    if not month:
        return _checked(year, 1, 1, "year") if not day else None
    return _checked(year, month, day or 1, "day" if day else "month")


def _part_of_year(text: str, date_format: str) -> PartialDate | None:
    if text[4] not in _SEASON_MONTHS:
        return None
    month = _SEASON_MONTHS[text[4]] if date_format in _SEASONS else 3 * int(text[4]) - 2
    return _checked(int(text[:4]), month, 1, "month")


def _week(year: int, week: int) -> PartialDate | None:
    try:
        # The Thursday of a week is in the month that most of it is in.
        day = date.fromisocalendar(year, week, 1) + timedelta(days=3)
    except ValueError:
        return None
    return PartialDate(day.replace(day=1), "month")


def _checked(year: int, month: int, day: int, precision: str) -> PartialDate | None:
    try:
        return PartialDate(date(year, month, day), precision)
    except ValueError:
        return None
