"""A date as people write it: “March 2009”, “2009-03”, “Mar 14, 2009”, “2009年3月”."""

import re
from datetime import date

from octavo.importers.book_records import PartialDate

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
_NUMBERS = re.compile(r"(1[4-9]\d\d|20\d\d)[-/.年](\d{1,2})(?:[-/.月](\d{1,2}))?")
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})[a-z]*\.?", re.IGNORECASE)
_DAY = re.compile(r"(?<!\d)([0-3]?\d)(?:st|nd|rd|th)?(?!\d)")


def date_in_words(text: str) -> PartialDate | None:
    """Return the date as exactly as it is told, None where no year is."""
    if found := _NUMBERS.search(text):
        return _date(int(found[1]), int(found[2]), int(found[3] or 0))
    year = _YEAR.search(text)
    if not year:
        return None
    month = _MONTH.search(text)
    if not month:
        return _date(int(year[1]), 0, 0)
    day = _DAY.search(text.replace(year[1], " "))
    return _date(int(year[1]), _MONTHS.index(month[1].lower()) + 1, int(day[1]) if day else 0)


def _date(year: int, month: int, day: int) -> PartialDate:
    for parts, precision in (((year, month, day), "day"), ((year, month, 1), "month")):
        try:
            return PartialDate(date(*parts), precision)
        except ValueError:
            continue
    return PartialDate(date(year, 1, 1), "year")
