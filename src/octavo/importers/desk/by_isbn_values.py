"""What a source says, as the values of the form and as words beside those of other sources."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape, unescape
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from octavo.base.html import clean_prose
from octavo.books.desk import fields
from octavo.books.models.book import ROLE_NAMES
from octavo.books.models.edition import AVAILABILITY_NAMES, FORM_NAMES
from octavo.books.subject_names import THEMA, names_of
from octavo.importers.book_records import ContributorRecord, EditionRecord, PriceRecord
from octavo.importers.lookup.sources import Found

_PARAGRAPH_END = re.compile(r"(?i)</(?:p|div|li|h[1-6]|blockquote|ul|ol)>|<br\s*/?>")
_MOST_CHARACTERS = 400
# What is laid side by side, in the order of the form. The people have a row of their own.
SHOWN: dict[str, str | Promise] = {
    "title": _("Title"),
    "subtitle": _("Subtitle"),
    "title_original": _("In the original script"),
    "title_romanised": _("In Latin letters"),
    "original_language": _("Original language"),
    "people": _("Contributors"),
    "form": _("Form"),
    "statement": _("Edition"),
    "publisher": _("Publisher"),
    "imprint": _("Imprint"),
    "published": _("Published"),
    "pages": _("Pages"),
    "duration_seconds": _("Playing time"),
    "languages": _("Languages"),
    "amount": _("Price"),
    "availability": _("Availability"),
    "series": _("Series"),
    "subjects": _("Subjects"),
    "description": _("Description"),
    "cover_url": _("Cover"),
}
# Their place in the form is more than a line to write a word into.
_NOT_TAKEN = frozenset({"people", "subjects", "cover_url"})
# What goes with another field when that is taken over.
_WITH = {"amount": "currency", "series": "series_number", "description": "description_html"}


@dataclass(frozen=True, slots=True)
class Cell:
    """What one source says of one thing; `takes` is JSON of the fields to fill, where it can be taken over by itself."""

    words: str
    takes: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that the sources speak of. `chosen`: whose word the form is filled with."""

    label: str | Promise
    cells: Sequence[Cell]
    chosen: int

    @property
    def differs(self) -> bool:
        """Tell whether two sources gainsay each other."""
        return len({cell.words.casefold() for cell in self.cells if cell.words}) > 1


def values_of(record: EditionRecord) -> dict[str, Any]:
    """Return the initial values of the form; what the source does not say is left to the form's own."""
    work, price, date = record.work, _price(record), record.published_on
    values = {
        **{name: getattr(work, name) for name in ("title", "subtitle", "title_original", "title_romanised", "first_year")},
        **{name: getattr(record, name) for name in ("form", "statement", "publisher", "imprint", "pages", "duration_seconds")},
        **{name: getattr(record, name) for name in ("height_mm", "width_mm", "thickness_mm", "weight_g", "availability")},
        "original_language": work.original_language,
        "languages": list(record.languages or ()),
        "published": fields.partial_date(date.day, date.precision) if date else "",
        "series": work.series.name if work.series else "",
        "series_number": work.series.number if work.series else "",
        "description": plain_paragraphs(work.description_html or ""),
        "description_html": work.description_html,
        "contents_html": work.contents_html,
        "subjects": [f"{one.scheme}|{one.code}|{one.name.replace('|', ' ')[:255]}" for one in work.subjects or ()],
        "amount": f"{price.amount:f}" if price else "",
        "currency": price.currency if price else "",
        "cover_url": record.cover.url if record.cover else "",
    }
    return {name: value for name, value in values.items() if value not in (None, "", [])}


def filled_with(found: Sequence[Found], first: int) -> dict[str, Any]:
    """Return the initial values of the form: what the first source says, and of what it leaves out what the others say."""
    values: dict[str, Any] = {}
    for one in _in_turn(found, first):
        told = values_of(one.record)
        partners = {partner for name, partner in _WITH.items() if name in values}
        values = {**{name: value for name, value in told.items() if name not in partners}, **values}
    return values


def people_of(found: Sequence[Found], first: int) -> list[dict[str, Any]]:
    """Return the initial rows of contributors, of the first source that names any."""
    named = (one.record.work.contributors for one in _in_turn(found, first))
    return [
        {
            "name": one.name,
            "name_original": one.name_original,
            "role": one.role,
            "sort_name": one.sort_name,
            "filed_for": one.name,
            "is_team": one.is_team,
        }
        for one in next((people for people in named if people), ())
    ]


def side_by_side(found: Sequence[Found], first: int) -> list[Row]:
    """Return what the sources say, a row for each thing that any of them speaks of."""
    told = [values_of(one.record) for one in found]
    rows = []
    for name, label in SHOWN.items():
        cells = [_cell(name, values, one.record) for values, one in zip(told, found, strict=True)]
        speaking = [number for number in _order(len(found), first) if cells[number].words]
        if speaking:
            rows.append(Row(label, cells, speaking[0]))
    return rows


def subject_in_words(value: str) -> str:
    """Return the name of a subject as the form carries it, with its code; of Thema in our own words."""
    scheme, code, name = value.split("|")
    if scheme == "thema" and not name and code in THEMA:
        name = names_of(THEMA[code])[0]
    return f"{name} ({code})" if name and code else name or code


def plain_paragraphs(html: str) -> str:
    """Return a text as somebody would type it, with a blank line between its paragraphs."""
    text = unescape(strip_tags(_PARAGRAPH_END.sub("\n\n", clean_prose(html)))) if html else ""
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip())


def with_paragraphs(text: str) -> str:
    """Return what somebody typed as HTML."""
    parts = (" ".join(part.split()) for part in re.split(r"\r?\n\s*\r?\n", text))
    return "".join(f"<p>{escape(part)}</p>" for part in parts if part)


def _order(length: int, first: int) -> list[int]:
    return sorted(range(length), key=lambda number: number != first)


def _in_turn(found: Sequence[Found], first: int) -> list[Found]:
    return [found[number] for number in _order(len(found), first)]


def _cell(name: str, values: dict[str, Any], record: EditionRecord) -> Cell:
    if name == "people":
        return Cell(", ".join(map(_person, record.work.contributors or ())))
    value = values.get(name)
    if value is None:
        return Cell("")
    words = _words(name, value, values)[:_MOST_CHARACTERS]
    if name in _NOT_TAKEN:
        return Cell(words)
    taken = {name: _written(name, value)}
    if beside := _WITH.get(name):
        taken[beside] = str(values.get(beside, ""))
    return Cell(words, json.dumps(taken, ensure_ascii=False))


def _words(name: str, value: Any, values: dict[str, Any]) -> str:
    if name in {"form", "availability"}:
        return str({"form": FORM_NAMES, "availability": AVAILABILITY_NAMES}[name].get(value, value))
    if name in {"languages", "original_language"}:
        return fields.in_words(value if isinstance(value, list) else [value], fields.language_names)
    if name == "subjects":
        return ", ".join(subject_in_words(subject) for subject in value)
    if name == "cover_url":
        return urlsplit(value).hostname or value
    if name == "amount":
        return f"{value} {values.get('currency', '')}".strip()
    if name == "series":
        return f"{value} {values.get('series_number', '')}".strip()
    return _written(name, value)


def _written(name: str, value: Any) -> str:
    if name == "duration_seconds":
        return str(fields.DurationField().prepare_value(value))
    return ", ".join(value) if isinstance(value, list) else str(value)


def _person(one: ContributorRecord) -> str:
    said = f"{one.name} {one.name_original}".strip()
    return f"{said} ({ROLE_NAMES.get(one.role, one.role)})"


def _price(record: EditionRecord) -> PriceRecord | None:
    """Return the price in the home currency, else the first there is; one that has ended is none."""
    prices = [price for price in record.prices or () if price.amount is not None]
    home = settings.OCTAVO_CURRENCY
    return next((price for price in prices if price.currency == home), prices[0] if prices else None)
