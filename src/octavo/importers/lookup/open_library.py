"""Open Library, asked for one ISBN through the safe fetch, and what it answers as a record."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import urlencode

from octavo.base.fetch import PUBLIC, FetchError, Policy, fetch_bytes
from octavo.importers.book_records import (
    ContributorRecord,
    EditionRecord,
    FileUse,
    SeriesRecord,
    WorkRecord,
)
from octavo.importers.lookup.dates import date_in_words
from octavo.importers.marc.numbers import isbns_in
from octavo.importers.marc.people import role_named
from octavo.importers.onix.languages import our_code

ADDRESS = "https://openlibrary.org"
COVERS = "https://covers.openlibrary.org"
# Somebody with a book in the hand waits for it.
SECONDS = 6
MAX_BYTES = 500_000
MAX_CHARACTERS = 2_000
_FORMS = (
    ("hardback", ("hardcover", "hardback", "hard cover", "library binding", "gebunden")),
    ("paperback", ("paperback", "mass market", "softcover", "perfect", "taschenbuch", "poche")),
    ("audio_disc", ("audio cd", "cd", "audio cassette")),
    ("audio_download", ("audiobook", "audio")),
    ("epub", ("epub",)),
    ("pdf", ("pdf",)),
    ("ebook", ("ebook", "e-book", "kindle", "electronic", "digital")),
)
_SIZE = re.compile(r"([\d.]+)\s*x\s*([\d.]+)\s*x\s*([\d.]+)\s*(inches|centimeters|millimeters)", re.IGNORECASE)
_MILLIMETRES = {"inches": 25.4, "centimeters": 10.0, "millimeters": 1.0}
_WEIGHT = re.compile(r"([\d.]+)\s*(pounds|ounces|grams|kilograms|g|kg)\b", re.IGNORECASE)
_GRAMS = {"pounds": 453.59237, "ounces": 28.349523125, "grams": 1.0, "g": 1.0, "kilograms": 1000.0, "kg": 1000.0}
_SERIES = re.compile(r"(?P<name>.*?)\s*(?:--|,|;|\()\s*(?:vol\.|no\.|bk\.|#|v\.)?\s*(?P<number>\d{1,4})\)?\s*$", re.IGNORECASE)
_MOST = 10**6


class NoAnswer(Exception):
    """Open Library could not be asked; the message says why in words for who waits."""


@dataclass(frozen=True)
class OpenLibrary:
    """Where it is; only tests have reason for another place."""

    address: str = ADDRESS
    policy: Policy = PUBLIC
    seconds: float = SECONDS

    def ask(self, isbn: str) -> EditionRecord | None:
        """Return what it knows of thirteen digits, None when that is nothing. Raises NoAnswer."""
        query = urlencode({"bibkeys": f"ISBN:{isbn}", "format": "json", "jscmd": "details"})
        try:
            answer = fetch_bytes(
                f"{self.address}/api/books?{query}", max_bytes=MAX_BYTES, timeout_seconds=self.seconds, policy=self.policy
            )
            told = json.loads(answer)
        except FetchError as error:
            raise NoAnswer(str(error)) from error
        except (ValueError, RecursionError) as error:
            raise NoAnswer("its answer is not what it should be") from error
        return record_of(told, isbn)


def record_of(told: Any, isbn: str) -> EditionRecord | None:
    """Return the edition in an answer; whatever is not of the kind it should be counts as not said."""
    found = _dict(_dict(told).get(f"ISBN:{isbn}"))
    details = _dict(found.get("details"))
    title = _text(details.get("title"))
    if not title:
        return None
    height, width, thickness = _size(_text(details.get("physical_dimensions")))
    return EditionRecord(
        source_id=isbn,
        work=_work(details, title, isbn),
        isbn=isbn,
        form=_form(_text(details.get("physical_format"))),
        statement=_text(details.get("edition_name")) or None,
        languages=tuple(dict.fromkeys(_languages(details.get("languages")))) or None,
        publisher=next((name for one in _list(details.get("publishers")) if (name := _text(one))), None),
        published_on=date_in_words(_text(details.get("publish_date"))),
        pages=_number(details.get("number_of_pages")),
        height_mm=height,
        width_mm=width,
        thickness_mm=thickness,
        weight_g=_weight(_text(details.get("weight"))),
        cover=_cover(details),
    )


def _work(details: dict[str, Any], title: str, isbn: str) -> WorkRecord:
    prefix = _text(details.get("title_prefix"))
    others = [text for name in ("isbn_13", "isbn_10") for one in _list(details.get(name)) if (text := _text(one))]
    works = [key for one in _list(details.get("works")) if (key := _text(_dict(one).get("key")))]
    original = next(_languages(details.get("translated_from")), None)
    return WorkRecord(
        title=f"{prefix} {title}".strip() if prefix and not title.startswith(prefix) else title,
        subtitle=_text(details.get("subtitle")) or None,
        title_original=(_text(details.get("translation_of")) or None) if original else None,
        original_language=original,
        description_html=_paragraphs(details.get("description")),
        contributors=tuple(dict.fromkeys(_contributors(details))) or None,
        series=_series(details.get("series")),
        work_ids=tuple(f"openlibrary:{key.rpartition('/')[2]}" for key in works[:1]),
        sibling_isbns=tuple(dict.fromkeys(other for text in others for other in isbns_in(text) if other != isbn)),
    )


def _contributors(details: dict[str, Any]) -> Iterator[ContributorRecord]:
    for author in _list(details.get("authors")):
        if name := _text(_dict(author).get("name")):
            yield ContributorRecord(name, "author")
    named = [(_text(_dict(one).get("name")), _text(_dict(one).get("role"))) for one in _list(details.get("contributors"))]
    # An older field has both in one: “Jeffrey Kinkley (Translator)”.
    for text in map(_text, _list(details.get("contributions"))):
        name, _, role = text.removesuffix(")").partition("(")
        named.append((name.strip(), role))
    for name, role in named:
        ours = role_named(role) if role else "other"
        if name and ours:
            yield ContributorRecord(name, ours, source_role=role)


def _languages(told: Any) -> Iterator[str]:
    for one in _list(told):
        if code := our_code(_text(_dict(one).get("key")).rpartition("/")[2]):
            yield code


def _form(text: str) -> str:
    said = text.casefold()
    return next((form for form, words in _FORMS if any(word in said for word in words)), "")


def _size(text: str) -> tuple[int | None, int | None, int | None]:
    if not (found := _SIZE.search(text)):
        return None, None, None
    unit = _MILLIMETRES[found[4].lower()]
    height, width, thickness = (_rounded(found[place], unit) for place in (1, 2, 3))
    return height, width, thickness


def _weight(text: str) -> int | None:
    found = _WEIGHT.search(text)
    return _rounded(found[1], _GRAMS[found[2].lower()]) if found else None


def _rounded(text: str, unit: float) -> int | None:
    try:
        number = round(float(text) * unit)
    except (ValueError, OverflowError):
        return None
    return number if 0 < number < _MOST else None


def _cover(details: dict[str, Any]) -> FileUse | None:
    number = next((one for one in _list(details.get("covers")) if isinstance(one, int) and one > 0), None)
    return FileUse(url=f"{COVERS}/b/id/{number}-L.jpg") if number else None


def _series(told: Any) -> SeriesRecord | None:
    text = next((text for one in _list(told) if (text := _text(one))), "")
    if not text:
        return None
    numbered = _SERIES.fullmatch(text)
    return SeriesRecord(numbered["name"], numbered["number"]) if numbered and numbered["name"] else SeriesRecord(text)


def _paragraphs(told: Any) -> str | None:
    text = told.get("value") if isinstance(told, dict) else told
    if not isinstance(text, str) or not text.strip():
        return None
    paragraphs = [" ".join(part.split()) for part in re.split(r"\r?\n\s*\r?\n", text[:20_000])]
    return "".join(f"<p>{escape(part)}</p>" for part in paragraphs if part)


def _number(told: Any) -> int | None:
    is_number = isinstance(told, int) and not isinstance(told, bool)
    return told if is_number and 0 < told < _MOST else None


def _text(told: Any) -> str:
    return " ".join(told.split())[:MAX_CHARACTERS] if isinstance(told, str) else ""


def _list(told: Any) -> list[Any]:
    return told[:100] if isinstance(told, list) else []


def _dict(told: Any) -> dict[str, Any]:
    return told if isinstance(told, dict) else {}
