"""Title and subtitle, and their other forms: the original script stands in a field of its own, linked to the title's."""

import re
from dataclasses import dataclass

from pymarc import Field

from octavo.importers.book_records import SeriesRecord
from octavo.importers.marc.fields import Marc, is_latin, subfields, text_of, trimmed
from octavo.importers.onix.languages import is_written_in_latin, our_code

_TITLE, _UNIFORM, _ORIGINAL_ENTRY = "245", ("240", "130"), "765"
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Titles:
    """All title forms of the work, blank where there are none."""

    title: str
    subtitle: str
    original: str = ""
    romanised: str = ""


def titles_of(marc: Marc, original_language: str) -> Titles:
    """Return the title as the title page has it; `original_language` is that of the work translated, or ""."""
    field = marc.first(_TITLE)
    if field is None:
        return Titles("", "")
    title, subtitle = _title(field), _subtitle(field)
    if original_language:
        return Titles(title, subtitle, *_forms_of_original(marc, original_language, title))
    other = marc.other_script(field)
    second = _title(other) if other is not None else ""
    if not second or is_latin(second) == is_latin(title):
        return Titles(title, subtitle)
    return Titles(title, subtitle, second, title) if is_latin(title) else Titles(title, subtitle, title, second)


def series_of(marc: Marc) -> SeriesRecord | None:
    """Return the series as the book has it, else as the library files it."""
    for tag in ("490", "440", "830"):
        for field in marc.fields(tag):
            if name := text_of(field, "a"):
                return SeriesRecord(name, _number(text_of(field, "v")))
    return None


def _title(field: Field) -> str:
    parts = [trimmed(part) for part in subfields(field, "anp")]
    return ". ".join(dict.fromkeys(part for part in parts if part))


def _subtitle(field: Field) -> str:
    # After “=” stands the title in another language, which is no subtitle.
    if next(subfields(field, "a"), "").rstrip().endswith("="):
        return ""
    return text_of(field, "b").partition(" = ")[0].rstrip(" /:")


def _forms_of_original(marc: Marc, language: str, title: str) -> tuple[str, str]:
    """Return the title of the work translated: in its own script, and in Latin letters where that is another."""
    forms = list(dict.fromkeys(form for form in _originals(marc) if form and form != title))
    if is_written_in_latin(our_code(language)):
        return next(iter(forms), ""), ""
    original = next((form for form in forms if not is_latin(form)), "")
    return original, next((form for form in forms if is_latin(form)), "")


def _originals(marc: Marc) -> list[str]:
    forms = []
    for tag in _UNIFORM:
        for field in marc.fields(tag):
            forms += [text_of(field, "a"), text_of(marc.other_script(field), "a")]
    for field in marc.fields(_ORIGINAL_ENTRY):
        forms += [text_of(field, "t"), text_of(marc.other_script(field), "t")]
    return forms


def _number(text: str) -> str:
    """Return the number of “vol. 12” or “Bd. 3”, else what stands there."""
    numbers = _NUMBER.findall(text)
    return numbers[0] if len(numbers) == 1 else text[:20]
