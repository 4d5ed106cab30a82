"""A record of a library as an edition and the book it is of."""

from pymarc import Record

from octavo.importers.book_records import EditionRecord, WorkRecord
from octavo.importers.marc.fields import Marc
from octavo.importers.marc.making import (
    duration_of,
    form_of,
    languages_of,
    making_of,
    original_language_of,
    pages_of,
    size_of,
    statement_of,
)
from octavo.importers.marc.numbers import Number, form_said_of, numbers_of, prices_of
from octavo.importers.marc.people import contributors_of
from octavo.importers.marc.telling import contents_of, cover_of, description_of, subjects_of
from octavo.importers.marc.titles import series_of, titles_of
from octavo.importers.records import Note, Refusal

KIND = "edition"
ABOUT_ANOTHER = "the record is about another ISBN"
_OF_FILES = frozenset({"ebook", "epub", "pdf"})


def read_marc(record: Record, isbn: str, notes: list[Note]) -> EditionRecord | Refusal:
    """Return the edition with this ISBN; its other ISBNs are those of other editions of the book."""
    marc = Marc(record, isbn, list(notes))
    numbers = numbers_of(marc)
    number = next((one for one in numbers if one.isbn == isbn and one.is_own), None)
    if number is None:
        return Refusal(KIND, isbn, "", ABOUT_ANOTHER)
    siblings = tuple(one.isbn for one in numbers if one.isbn != isbn)
    work = _work(marc, siblings)
    if not work.title:
        return Refusal(KIND, isbn, "", "the record has no title")
    return _edition(marc, number, work)


def _edition(marc: Marc, number: Number, work: WorkRecord) -> EditionRecord:
    form, made, size = _form(marc, number), making_of(marc), size_of(marc)
    is_file = form in _OF_FILES
    return EditionRecord(
        source_id=number.isbn,
        work=work,
        isbn=number.isbn,
        form=form,
        statement=statement_of(marc),
        languages=languages_of(marc),
        publisher=made.publisher,
        published_on=made.published_on,
        pages=pages_of(marc),
        duration_seconds=duration_of(marc) if form.startswith("audio") else None,
        # The record of a print edition names its e-book, which has no height.
        height_mm=None if is_file else size.height_mm,
        width_mm=None if is_file else size.width_mm,
        prices=prices_of(marc, number) or None,
        cover=cover_of(marc),
        notes=tuple(marc.notes),
    )


def _form(marc: Marc, number: Number) -> str:
    said, whole = form_said_of(number), form_of(marc)
    # “Bound” is said of maps too; what the record as a whole is, it is in every binding.
    return whole if whole and not (whole == "ebook" and said) else said or whole or "book"


def _work(marc: Marc, siblings: tuple[str, ...]) -> WorkRecord:
    original_language = original_language_of(marc)
    titles = titles_of(marc, original_language)
    return WorkRecord(
        title=titles.title,
        subtitle=titles.subtitle or None,
        title_original=titles.original or None,
        title_romanised=titles.romanised or None,
        original_language=original_language or None,
        first_year=making_of(marc).first_year,
        description_html=description_of(marc),
        contents_html=contents_of(marc),
        contributors=contributors_of(marc) or None,
        subjects=subjects_of(marc),
        series=series_of(marc),
        sibling_isbns=siblings,
    )
