"""What a record tells of the book: made with the first edition, kept up with the one that leads."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db.models import Model
from wagtail.models import Locale

from octavo.base.html import clean_prose
from octavo.books.actions import add_book, change_book, get_or_add_series
from octavo.books.codes import AUDIO_FORMS
from octavo.books.hands import may_set
from octavo.books.models import Book, Series, Subject
from octavo.importers.actions.editions.known import Known
from octavo.importers.actions.editions.people import People
from octavo.importers.actions.editions.sold import fitting
from octavo.importers.actions.editions.subjects import Subjects
from octavo.importers.book_records import EditionRecord, WorkRecord
from octavo.importers.records import Note
from octavo.people.models import Person

MAX_HTML_CHARACTERS = 200_000
# Who is heard and not read: named by the audiobook, not by the edition on paper.
HEARD = frozenset({"narrator", "performer"})
_PLAIN = ("title", "subtitle", "title_original", "title_romanised", "original_language")
_HTML = {"description_html": "description", "contents_html": "contents", "excerpt_html": "excerpt"}
# What is the same in every language. The other fields are words of one.
_OF_ALL_LANGUAGES = frozenset({"title_original", "title_romanised", "original_language", "first_year", "series", "series_number"})

Parts = Sequence[tuple[Person, str]]


class Works:
    """Writes the books of one run."""

    def __init__(self, locale: Locale, hand: str, known: Known, made: Counter[str], *, is_live: bool = True) -> None:
        self.locale, self.hand, self.known, self.made, self.is_live = locale, hand, known, made, is_live
        self.people, self.subjects = People(locale, made), Subjects(made)
        self._series: dict[str, Series] = {}

    def forget(self) -> None:
        """Ask the database again: what was made may have been taken back."""
        self.people.forget()
        self.subjects.forget()
        self._series.clear()

    def make(self, record: EditionRecord, notes: list[Note]) -> Book:
        """Make a book of what the record of its first edition tells."""
        work = record.work
        book = Book(locale=self.locale, live=self.is_live, **self._told(work, notes))
        parts = list(dict.fromkeys(self.people.parts(work.contributors or ())))
        subjects = self.subjects.of(work.subjects or ())
        add_book(book, parts=parts, subjects=subjects, hand=self.hand)
        self.known.made_book(book, parts, subjects)
        self.made["book"] += 1
        return book

    def change(self, source: Book, record: EditionRecord, notes: list[Note], *, leads: bool) -> bool:
        """Take over what a record says of a book that is here; of one that does not lead, what the book lacks.

        The words are those of the magazine's language, so they go to the book's
        row in it; a book that is told in another language only keeps its words.
        """
        words = self._row_with_words(source)
        told = self._told(record.work, notes, unless_in=None if leads else words)
        subjects = self._subjects_for(source, record, leads=leads)
        if words is source:
            return self._change_row(source, told, self._parts_for(source, record, leads=leads), subjects, leads=leads)
        neutral = {name: value for name, value in told.items() if name in _OF_ALL_LANGUAGES}
        changed = self._change_row(source, neutral, None, subjects, leads=leads)
        return bool(words and self._change_row(words, told, None, None, leads=leads)) or changed

    def _row_with_words(self, source: Book) -> Book | None:
        if source.locale_id == self.locale.pk:
            return source
        return Book.objects.filter(translation_key=source.translation_key, locale=self.locale).first()

    def _change_row(
        self, row: Book, told: dict[str, Any], parts: Parts | None, subjects: list[Subject] | None, *, leads: bool
    ) -> bool:
        changes = {
            name: value
            for name, value in told.items()
            # A number goes with the series that it is a number in.
            if may_set(row.set_by, "series" if name == "series_number" else name, self.hand)
            and _stored(getattr(row, _column(row, name))) != _stored(value)
            and (leads or not getattr(row, _column(row, name)))
        }
        if not changes and parts is None and subjects is None:
            return False
        changed = change_book(row, changes, parts=parts, subjects=subjects, hand=self.hand)
        row.refresh_from_db()
        self.known.told(row, parts, subjects)
        return changed

    def _parts_for(self, row: Book, record: EditionRecord, *, leads: bool) -> Parts | None:
        """Return the contributors that the book is to have, None when it has them."""
        if record.work.contributors is None or not may_set(row.set_by, "contributions", self.hand):
            return None
        present = self.known.parts_of(row)
        told = list(dict.fromkeys(self.people.parts(record.work.contributors)))
        if not leads:
            # An audiobook adds who reads it and takes nobody away.
            wanted = present + [part for part in told if part not in present]
        elif record.form in AUDIO_FORMS:
            wanted = told
        else:
            wanted = told + [part for part in present if part[1] in HEARD and part not in told]
        return None if wanted == present else wanted

    def _subjects_for(self, row: Book, record: EditionRecord, *, leads: bool) -> list[Subject] | None:
        if record.work.subjects is None or not may_set(row.set_by, "book_subjects", self.hand):
            return None
        present = self.known.subjects_of(row)
        if present and not leads:
            return None
        wanted = self.subjects.of(record.work.subjects)
        return None if wanted == present else wanted

    def _told(self, work: WorkRecord, notes: list[Note], *, unless_in: Book | None = None) -> dict[str, Any]:
        """Return the fields of a Book that a record speaks of; long texts not, where that book has them already."""
        told: dict[str, Any] = {
            name: fitting(value, Book._meta.get_field(name), notes)
            for name in _PLAIN
            if (value := getattr(work, name)) is not None and (value or name != "title")
        }
        told |= {
            field: _prose(value, field, notes)
            for name, field in _HTML.items()
            if (value := getattr(work, name)) is not None and not (unless_in and getattr(unless_in, field))
        }
        if work.first_year is not None and abs(work.first_year) < 10_000:
            told["first_year"] = work.first_year
        if work.series is not None:
            told["series"] = self._series_called(work.series.name) if work.series.name else None
            told["series_number"] = fitting(work.series.number, Book._meta.get_field("series_number"), notes)
        return told

    def _series_called(self, name: str) -> Series:
        name = fitting(" ".join(name.split()), Series._meta.get_field("name"), [])
        if name not in self._series:
            self._series[name] = get_or_add_series(name)
        return self._series[name]


def _prose(html: str, field: str, notes: list[Note]) -> str:
    if len(html) > MAX_HTML_CHARACTERS:
        notes.append(Note("A text that is too long was left out.", f"{field}: {len(html):,} characters"))
        return ""
    return clean_prose(html)


def _column(row: Any, name: str) -> str:
    """Return where the value itself stands: of a series its key, so that it need not be fetched to be compared."""
    return str(row._meta.get_field(name).attname)


def _stored(value: Any) -> Any:
    return value.pk if isinstance(value, Model) else value
