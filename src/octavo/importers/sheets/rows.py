"""A row of a spreadsheet, made into a record, with what is wrong beside its cells."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from html import escape
from typing import Any

from octavo.importers.book_records import (
    ContributorRecord,
    EditionRecord,
    FileUse,
    PriceRecord,
    SeriesRecord,
    SubjectRecord,
    WorkRecord,
)
from octavo.importers.records import Note, Refusal
from octavo.importers.sheets import cells
from octavo.importers.sheets.cells import CellError

KIND = "edition"
ROLES = {"authors": "author", "translators": "translator", "editors": "editor", "illustrators": "illustrator"}
LEFT_OUT = "A cell could not be read; the rest of its row came in."
MENDED = "An ISBN that a program had taken for a number was mended."
ROUNDED = "its ISBN was rounded by a program, and nobody can say what the lost digits were; type it again, as text"
WRONG = "what stands for its ISBN is none; a digit is missing or mistyped"
NOTHING = "it has neither a title nor an ISBN"
_SERIES_IN_TITLE = re.compile(r"\s*\(([^()]+?),?\s*#([\w.\-–]+)[^()]*\)\s*$")
_SEVERAL = re.compile(r"\s*[;|/、；]\s*|\s+(?:&|and|et|und|和)\s+")
_COMMAS = re.compile(r"\s*[,，]\s*")
_THEMA = re.compile(r"[A-Z][A-Z0-9]{0,5}")
_BISAC = re.compile(r"[A-Z]{3}\d{6}")


@dataclass(frozen=True)
class SheetOptions:
    """How cells are meant that can be meant in several ways.

    `dates` is "dmy" or "mdy"; `names` is "first" (Lu Xun, Eileen Chang: a comma
    parts two persons) or "last" (Chang, Eileen; Lu, Xun). `currency`, `form` and
    `language` are of rows that say none.
    """

    currency: str = ""
    form: str = ""
    language: str = ""
    dates: str = "dmy"
    names: str = "first"
    splits_series: bool = False
    includes_tax: bool = True


@dataclass
class RowReading:
    """One row as it will come in: `whole` is all of it, `cells` what is meant, by field, and `errors` what is wrong, by field."""

    line: int
    whole: Sequence[str]
    cells: dict[str, str]
    record: EditionRecord | Refusal | None = None
    errors: dict[str, str] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)


def read_row(line: int, row: Sequence[str], mapping: dict[str, int], options: SheetOptions, *, sheet: str = "") -> RowReading:
    """Read a row; where a cell cannot be read the rest of the row is, but a wrong ISBN is no other book's.

    `sheet` tells the rows of one kind of spreadsheet from those of another, which may count its rows in the same way.
    """
    told = {name: row[column].strip() for name, column in mapping.items() if column < len(row)}
    reading = RowReading(line, row, told)
    isbn = _isbn(reading)
    title = told.get("title", "")
    number = told.get("source_id", "")
    told_apart = (title, told.get("authors", ""), told.get("form", ""), told.get("published", ""))
    name = isbn or (f"{sheet}:{number}" if number else _digest(*told_apart))
    if "isbn" in reading.errors:
        reason = ROUNDED if reading.errors["isbn"] == ROUNDED else WRONG
        reading.record = Refusal(KIND, told["isbn"], title, reason)
        return reading
    if not (title or isbn):
        reading.record = Refusal(KIND, name, title, NOTHING)
        return reading
    reading.record = _record(reading, f"row:{name}"[:200], isbn, options)
    return reading


def _record(reading: RowReading, source_id: str, isbn: str, options: SheetOptions) -> EditionRecord:
    form = _read(reading, "form", cells.form) or options.form
    languages = _languages(reading) or ((options.language,) if options.language else None)
    record = {
        "publisher": reading.cells.get("publisher") or None,
        "imprint": reading.cells.get("imprint") or None,
        "published_on": _read(reading, "published", lambda text: cells.day(text, order=options.dates)),
        "availability": _read(reading, "availability", cells.availability),
        "prices": _prices(reading, options),
        "website": reading.cells.get("website") or None,
        **{name: _size(reading, column) for name, column in _SIZES.items()},
    }
    cover = reading.cells.get("cover", "")
    work = _work(reading, options)
    notes = (*reading.notes, *(Note(LEFT_OUT, f"{name}: {error}") for name, error in reading.errors.items()))
    return EditionRecord(
        source_id=source_id,
        work=work,
        isbn=isbn,
        form=form,
        languages=languages,
        cover=FileUse(url=cover) if cover.startswith(("http://", "https://")) else FileUse(name=cover) if cover else None,
        line=reading.line,
        notes=notes,
        **record,
    )


_SIZES = {"pages": "pages", "height_mm": "height", "width_mm": "width", "thickness_mm": "thickness", "weight_g": "weight"}


def _work(reading: RowReading, options: SheetOptions) -> WorkRecord:
    told = reading.cells
    title, series = told.get("title", ""), _series(reading)
    if options.splits_series and series is None and (found := _SERIES_IN_TITLE.search(title)):
        title, series = title[: found.start()], SeriesRecord(found[1], found[2])
    contributors = [
        ContributorRecord(name=person, role=role)
        for column, role in ROLES.items()
        for person in names_in(told.get(column, ""), order=options.names)
    ]
    return WorkRecord(
        title=title,
        subtitle=told.get("subtitle") or None,
        title_original=told.get("title_original") or None,
        title_romanised=told.get("title_romanised") or None,
        original_language=_read(reading, "original_language", cells.language),
        first_year=_read(reading, "first_year", cells.year),
        description_html=_paragraphs(told.get("description", "")) or None,
        contributors=tuple(contributors) or None,
        subjects=tuple(_subjects(told.get("subjects", ""))) or None,
        series=series,
    )


def names_in(cell: str, *, order: str) -> list[str]:
    """Return the persons a cell names, each as one would say the name."""
    names: list[str] = []
    for part in _SEVERAL.split(cell):
        pieces = [piece for piece in _COMMAS.split(part.strip()) if piece]
        if order == "last" and len(pieces) == 2:
            names.append(f"{pieces[1]} {pieces[0]}")
        else:
            names += pieces
    return list(dict.fromkeys(" ".join(name.split()) for name in names))


def guessed_names(column: Sequence[str]) -> str:
    """Guess how a column of names is written: "last" where most cells are a surname, a comma and the rest."""
    parts = [part for cell in column for part in _SEVERAL.split(cell) if part.strip()]
    turned = [part for part in parts if len(pieces := _COMMAS.split(part.strip())) == 2 and " " not in pieces[0].strip()]
    return "last" if parts and len(turned) / len(parts) > 0.5 else "first"


def guessed_dates(column: Sequence[str]) -> str:
    """Guess whether the month comes first: some day above twelve in the second place says so."""
    second = [int(found[1]) for cell in column if (found := re.fullmatch(r"\d{1,2}[-/. ](\d{1,2})[-/. ]\d{4}", cell.strip()))]
    return "mdy" if any(number > 12 for number in second) else "dmy"


def _isbn(reading: RowReading) -> str:
    """Return the row's ISBN, mended where that is possible without guessing."""
    written, other = reading.cells.get("isbn", ""), _other_isbn(reading)
    rounded = cells.scientific(written)
    if rounded is None:
        try:
            return cells.isbn_digits(written) or other
        except CellError as error:
            reading.errors["isbn"] = str(error)
            return ""
    candidates = rounded.candidates()
    if other and rounded.fits(other):
        reading.notes.append(Note(MENDED, f"{written} is {other}, as the other column says"))
        return other
    if len(candidates) == 1:
        reading.notes.append(Note(MENDED, f"{written} can only be {candidates[0]}"))
        return candidates[0]
    reading.errors["isbn"] = ROUNDED
    return ""


def _other_isbn(reading: RowReading) -> str:
    try:
        return cells.isbn_digits(reading.cells.get("other_isbn", ""))
    except CellError as error:
        reading.errors["other_isbn"] = str(error)
        return ""


def _read(reading: RowReading, name: str, read: Callable[[str], Any]) -> Any:
    text = reading.cells.get(name, "")
    if not text:
        return None
    try:
        return read(text)
    except CellError as error:
        reading.errors[name] = str(error)
        return None


def _size(reading: RowReading, column: str) -> int | None:
    number = _read(reading, column, cells.whole_number)
    return number if number and 0 < number < 32_000 else None


def _languages(reading: RowReading) -> tuple[str, ...] | None:
    parts = [part for part in re.split(r"[;,/|、，]", reading.cells.get("languages", "")) if part.strip()]
    found = []
    for part in parts:
        try:
            found.append(cells.language(part))
        except CellError as error:
            reading.errors["languages"] = str(error)
    return tuple(dict.fromkeys(found)) or None


def _prices(reading: RowReading, options: SheetOptions) -> tuple[PriceRecord, ...] | None:
    currency = reading.cells.get("currency", "").upper() or options.currency
    found = _read(reading, "price", lambda text: cells.price(text, currency))
    return (PriceRecord(found[1], found[0], includes_tax=options.includes_tax),) if found else None


def _series(reading: RowReading) -> SeriesRecord | None:
    name = reading.cells.get("series", "")
    return SeriesRecord(name, reading.cells.get("series_number", "")) if name else None


def _subjects(cell: str) -> list[SubjectRecord]:
    """Return the codes of a cell; words are not made into subjects, which a bookseller keeps in order."""
    codes = [part.strip() for part in re.split(r"[;,|\s]+", cell) if part.strip()]
    schemes = (("bisac", _BISAC), ("thema", _THEMA))
    return [SubjectRecord(scheme, code) for code in codes for scheme, pattern in schemes if pattern.fullmatch(code)][:50]


def _paragraphs(text: str) -> str:
    parts = [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
    return "".join(f"<p>{escape(part, quote=False)}</p>" for part in parts)


def _digest(*told: str) -> str:
    return sha256("\0".join(" ".join(text.casefold().split()) for text in told).encode()).hexdigest()[:32]
