"""How long ago, in the words people use: "about 1 hour ago", "over 5 years ago", "in 3 days".

`theme/static/octavo/js/ago.js` says the same in a browser; a test holds the two together.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import NamedTuple

from django.utils.translation import gettext, ngettext

MINUTE_SECONDS = 60
HOUR_MINUTES = 60
DAY_MINUTES = 24 * 60
MONTH_DAYS = 30.4375
YEAR_MONTHS = 12


class Span(NamedTuple):
    """A length of time as people say it: `unit` is less, minute, hour, day, month…, `count` how many."""

    unit: str
    count: int  # type: ignore[assignment]  # a tuple's own method, which nobody calls on a span


# Whole phrases, never put together from words: languages order them differently.
_PAST: dict[str, Callable[[int], str]] = {
    "less": lambda n: gettext("less than a minute ago"),
    "minute": lambda n: ngettext("%(count)d minute ago", "%(count)d minutes ago", n),
    "about_hour": lambda n: ngettext("about %(count)d hour ago", "about %(count)d hours ago", n),
    "day": lambda n: ngettext("%(count)d day ago", "%(count)d days ago", n),
    "about_month": lambda n: ngettext("about %(count)d month ago", "about %(count)d months ago", n),
    "month": lambda n: ngettext("%(count)d month ago", "%(count)d months ago", n),
    "about_year": lambda n: ngettext("about %(count)d year ago", "about %(count)d years ago", n),
    "over_year": lambda n: ngettext("over %(count)d year ago", "over %(count)d years ago", n),
    "almost_year": lambda n: ngettext("almost %(count)d year ago", "almost %(count)d years ago", n),
}
_FUTURE: dict[str, Callable[[int], str]] = {
    "less": lambda n: gettext("in less than a minute"),
    "minute": lambda n: ngettext("in %(count)d minute", "in %(count)d minutes", n),
    "about_hour": lambda n: ngettext("in about %(count)d hour", "in about %(count)d hours", n),
    "day": lambda n: ngettext("in %(count)d day", "in %(count)d days", n),
    "about_month": lambda n: ngettext("in about %(count)d month", "in about %(count)d months", n),
    "month": lambda n: ngettext("in %(count)d month", "in %(count)d months", n),
    "about_year": lambda n: ngettext("in about %(count)d year", "in about %(count)d years", n),
    "over_year": lambda n: ngettext("in over %(count)d year", "in over %(count)d years", n),
    "almost_year": lambda n: ngettext("in almost %(count)d year", "in almost %(count)d years", n),
}


def ago_words(moment: datetime, now: datetime) -> str:
    """Return how long before (or after) `now` a moment was, in the language in use."""
    phrases = _PAST if moment <= now else _FUTURE
    span = span_between(min(moment, now), max(moment, now))
    return phrases[span.unit](span.count) % {"count": span.count}


def span_between(start: datetime, end: datetime) -> Span:
    """Return the rounded length between two moments, the earlier one first."""
    seconds = int((end - start).total_seconds())
    # Halves are rounded up, which Python's round() does not do and JavaScript's does.
    minutes = (seconds + MINUTE_SECONDS // 2) // MINUTE_SECONDS
    if minutes < 1:
        return Span("less", 0)
    if minutes < 45:
        return Span("minute", minutes)
    if minutes < DAY_MINUTES:
        return Span("about_hour", max(1, (minutes + HOUR_MINUTES // 2) // HOUR_MINUTES))
    days = max(1, (minutes + DAY_MINUTES // 2) // DAY_MINUTES)
    if days < 30:
        return Span("day", days)
    return _months_or_years(start, end, days)


def _months_or_years(start: datetime, end: datetime, days: int) -> Span:
    years, months = divmod(_whole_months(start, end), YEAR_MONTHS)
    if years == 0:
        rounded = int(days / MONTH_DAYS + 0.5)
        if rounded >= YEAR_MONTHS:
            return Span("almost_year", 1)
        return Span("about_month", max(1, rounded)) if days < 60 else Span("month", rounded)
    if months < 3:
        return Span("about_year", years)
    return Span("over_year", years) if months < 9 else Span("almost_year", years + 1)


def _whole_months(start: datetime, end: datetime) -> int:
    """Count by the calendar, so that an anniversary is one in leap years too; in UTC, as browsers will."""
    start, end = start.astimezone(UTC), end.astimezone(UTC)
    months = (end.year - start.year) * YEAR_MONTHS + end.month - start.month
    return months - ((end.day, end.time()) < (start.day, start.time()))
