"""Who brought it out and when, in what form, how long and how large it is, in which languages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from octavo.importers.book_records import PartialDate
from octavo.importers.marc.fields import Marc, subfields, text_of, trimmed
from octavo.importers.onix.languages import our_code

_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
_NOBODY = re.compile(r"s\.?\s*n\.?|publisher not identified|sine nomine|verlag nicht ermittelbar|出版者不明", re.IGNORECASE)
_PAGES = re.compile(
    r"(?<![\d.])(\d{1,5})\s*(?:\]\s*)?(?:(?:unnumbered|numbered)\s+)?(?:pages?\b|pp?\b|p[áa]gs?\b|seiten\b|s\b|bl\b|leaves\b|页|頁|ページ|面|с\b|стр)",
    re.IGNORECASE,
)
_HOURS = re.compile(r"(\d{1,3})\s*(?:hours?|hrs?|std|stunden|heures|h|小时)\b\.?", re.IGNORECASE)
_MINUTES = re.compile(r"(\d{1,4})\s*(?:minutes?|mins?|min|分钟)\b\.?", re.IGNORECASE)
_CLOCK = re.compile(r"(\d\d)(\d\d)(\d\d)")
_SIZE = re.compile(r"(\d{1,3}(?:[.,]\d)?)\s*(?:[x×]\s*(\d{1,3}(?:[.,]\d)?)\s*)?(cm|mm|in\b|公分|厘米)", re.IGNORECASE)
_MILLIMETRES = {"cm": 10.0, "mm": 1.0, "in": 25.4, "公分": 10.0, "厘米": 10.0}
_ONLINE = frozenset("oqs")
_SPOKEN, _MAPS, _FILMS, _PRINTS = "i", "ef", "g", "k"
_NO_DATE = {"    ", "uuuu", "||||", "9999"}


@dataclass(frozen=True, slots=True)
class Made:
    """Publisher and dates; None where the record does not say."""

    publisher: str | None
    published_on: PartialDate | None
    first_year: int | None


class Size(NamedTuple):
    height_mm: int | None
    width_mm: int | None


def making_of(marc: Marc) -> Made:
    """Return who published it and when: as the field of the publisher says, else as the fixed places do."""
    publisher, year = "", 0
    for tag, second in (("264", "1"), ("260", None), ("264", "4")):
        for field in marc.fields(tag):
            if second is not None and field.indicator2 != second:
                continue
            if second != "4":
                publisher = publisher or next((name for name in map(trimmed, subfields(field, "b")) if _is_name(name)), "")
            year = year or _year(" ".join(subfields(field, "c")))
    return Made(publisher or None, _published(marc, year), _first_year(marc))


def statement_of(marc: Marc) -> str | None:
    return text_of(marc.first("250"), "a") or None


def form_of(marc: Marc) -> str:
    """Return the form that the record as a whole has, "" for a book of which only that is known."""
    if marc.kind == _SPOKEN:
        return "audio_download" if marc.control("007", 0, 2) in {"cr", "sr"} else "audio_disc"
    if marc.kind and marc.kind in _MAPS:
        return "map"
    if marc.kind == _FILMS:
        return "film"
    if marc.kind == _PRINTS:
        return "print"
    is_file = marc.control("008", 23, 24) in _ONLINE or "online resource" in _extent(marc).casefold()
    return "ebook" if is_file else ""


def pages_of(marc: Marc) -> int | None:
    """Return the longest count of pages: “xii, 345 p., [8] p. of plates” has 345."""
    counts = [int(count) for count in _PAGES.findall(_extent(marc))]
    return max(counts, default=0) or None


def duration_of(marc: Marc) -> int | None:
    """Return the playing time in seconds."""
    for field in marc.fields("306"):
        for text in subfields(field, "a"):
            if clock := _CLOCK.fullmatch(text):
                return int(clock[1]) * 3600 + int(clock[2]) * 60 + int(clock[3]) or None
    hours, minutes = _HOURS.search(_extent(marc)), _MINUTES.search(_extent(marc))
    return (int(hours[1]) * 3600 if hours else 0) + (int(minutes[1]) * 60 if minutes else 0) or None


def size_of(marc: Marc) -> Size:
    """Return height and width in mm; a single measure is the height of the back."""
    for field in marc.fields("300"):
        for text in subfields(field, "c"):
            if found := _SIZE.search(text):
                unit = _MILLIMETRES[found[3].lower()]
                one, other = ((round(float(part.replace(",", ".")) * unit) if part else None) for part in found.groups()[:2])
                return Size(one, other)
    return Size(None, None)


def languages_of(marc: Marc) -> tuple[str, ...] | None:
    """Return the languages of the text."""
    codes = [code for field in marc.fields("041") for code in _codes(subfields(field, "a"))]
    found = [our_code(code) for code in codes or [marc.control("008", 35, 38)]]
    return tuple(dict.fromkeys(code for code in found if code)) or None


def original_language_of(marc: Marc) -> str:
    """Return the language it was translated from, "" where the record names none."""
    codes = [code for field in marc.fields("041") for code in _codes(subfields(field, "h"))]
    return next((ours for code in codes if (ours := our_code(code)) and ours not in (languages_of(marc) or ())), "")


def _codes(texts: Iterator[str]) -> Iterator[str]:
    # Until 2001 codes were written in one: “engchi”.
    for text in texts:
        yield from re.findall(r"[a-z]{3}", text.lower()) if len(text) % 3 == 0 else [text]


def _extent(marc: Marc) -> str:
    return " ".join(text for field in marc.fields("300") for text in subfields(field, "a"))


def _is_name(name: str) -> bool:
    return bool(name) and not _NOBODY.fullmatch(name.strip(" []"))


def _year(text: str) -> int:
    found = _YEAR.findall(text)
    return int(found[0]) if found else 0


def _published(marc: Marc, year: int) -> PartialDate | None:
    fixed = marc.control("008", 7, 11)
    if marc.control("008", 6, 7) == "e" and (day := _day(fixed, marc.control("008", 11, 15), year)):
        return day
    year = year or (_year(fixed) if fixed not in _NO_DATE else 0)
    return PartialDate(date(year, 1, 1), "year") if year else None


def _day(year: str, rest: str, said: int) -> PartialDate | None:
    """Return the exact date of the fixed places, where it is one and the publisher's field does not gainsay it."""
    if not (year.isdigit() and rest[:2].isdigit()) or (said and said != int(year)):
        return None
    has_day = rest[2:].isdigit()
    try:
        return PartialDate(date(int(year), int(rest[:2]), int(rest[2:]) if has_day else 1), "day" if has_day else "month")
    except ValueError:
        return None


def _first_year(marc: Marc) -> int | None:
    """Return the year of the original of a reprint."""
    second = marc.control("008", 11, 15)
    return (_year(second) or None) if marc.control("008", 6, 7) == "r" and second not in _NO_DATE else None
