"""What the database says about a few dozen records: asked for at once, and kept up while they are brought.

One question for forty records costs little more than one for one, and asking is
most of what an import does.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType

from octavo.books.models import Book, BookSubject, Contribution, Edition, Price, Subject
from octavo.importers.actions.editions.keys import EVERYBODY, Key, isbn_key, keys_of
from octavo.importers.book_records import EditionRecord
from octavo.importers.models import ImportedThing
from octavo.importers.records import Kind
from octavo.people.models import Person


@dataclass(slots=True)
class Place:
    """Where an edition stands among those of its book, and whether this sender brought it."""

    edition_pk: int
    position: int
    is_ours: bool
    is_withdrawn: bool


class Known:
    """`sender` is "" for the desk, of which no ledger is kept."""

    def __init__(self, sender: str) -> None:
        self.sender = sender
        self.ask([])

    def ask(self, records: Sequence[EditionRecord]) -> None:
        """Look up all that these records are about."""
        self.rows = self.lines_of(record.source_id for record in records)
        self._new_lines: dict[tuple[str, str, str], ImportedThing] = {}
        self._books: dict[int, Book] = {}
        self._editions: dict[int, Edition] = {}
        self._by_isbn: dict[str, Edition] = {}
        self._works: dict[Key, int] = {}
        if not records:
            return
        self._ask_works(records)
        self._ask_editions(records)
        self._ask_about_books()

    def lines_of(self, source_ids: Iterable[str]) -> dict[str, ImportedThing]:
        """Return the ledger's lines of editions that this sender knows by these numbers, by one query."""
        ids = set(source_ids)
        if not self.sender or not ids:
            return {}
        lines = ImportedThing.objects.filter(source_site=self.sender, kind=Kind.EDITION, source_id__in=ids)
        return {line.source_id: line for line in lines}

    # --- what is known ----------------------------------------------------------

    def edition(self, pk: int) -> Edition | None:
        return self._editions.get(pk)

    def edition_with(self, isbn: str) -> Edition | None:
        return self._by_isbn.get(isbn)

    def book_known_by(self, key: Key) -> Book | None:
        """Return the book that is known by an identifier, or that an edition with this ISBN is of."""
        pk = self._works.get(key)
        if pk is None and key[0] == EVERYBODY and key[1].startswith("isbn:"):
            sibling = self._by_isbn.get(key[1].removeprefix("isbn:"))
            return sibling.book if sibling else None
        return self._books.get(pk) if pk else None

    def parts_of(self, book: Book) -> list[tuple[Person, str]]:
        return self._parts[book.pk]

    def subjects_of(self, book: Book) -> list[Subject]:
        return self._subjects[book.pk]

    def prices_of(self, edition: Edition) -> list[Price]:
        """Return the ledger of prices, the oldest first."""
        return self._prices[edition.pk]

    def places_in(self, book: Book) -> list[Place]:
        return self._places[book.pk]

    # --- what is new --------------------------------------------------------------

    def made_book(self, book: Book, parts: Sequence[tuple[Person, str]], subjects: Sequence[Subject]) -> None:
        self._books[book.pk] = book
        self.told(book, parts, subjects)

    def told(self, book: Book, parts: Sequence[tuple[Person, str]] | None, subjects: Sequence[Subject] | None) -> None:
        """The contributors and subjects of a book are these now; None: as before."""
        if parts is not None:
            self._parts[book.pk] = list(parts)
        if subjects is not None:
            self._subjects[book.pk] = list(subjects)

    def made_edition(self, edition: Edition) -> None:
        self._editions[edition.pk] = edition
        self.has_isbn(edition)
        self._places[edition.book_id].append(Place(edition.pk, edition.position, is_ours=True, is_withdrawn=False))

    def has_isbn(self, edition: Edition) -> None:
        if edition.isbn:
            self._by_isbn[edition.isbn] = edition

    def is_ours(self, edition: Edition) -> None:
        """This sender speaks of the edition; as its row says, it is withdrawn or not."""
        for place in self._places[edition.book_id]:
            if place.edition_pk == edition.pk:
                place.is_ours, place.is_withdrawn = True, edition.withdrawn_at is not None

    def remember(self, source_id: str, edition: Edition, *, fingerprint: str, state: str) -> None:
        """Note down, for the ledger, what a record became and what it said."""
        line = ImportedThing(
            source_site=self.sender,
            kind=Kind.EDITION,
            source_id=source_id,
            content_type=_type_of(Edition),
            object_id=edition.pk,
            fingerprint=fingerprint,
            state=state,
        )
        self.rows[source_id] = line
        self._new_lines[self.sender, Kind.EDITION, source_id] = line

    def remember_work(self, record: EditionRecord, book: Book) -> None:
        """Note down by what else a book is known, for editions to come. What leads to another book stays."""
        for key in keys_of(record, self.sender) if self.sender else ():
            if self._books.get(self._works.get(key, 0)) is None:
                site, known = key
                self._works[key] = book.pk
                self._new_lines[site, Kind.WORK, known] = ImportedThing(
                    source_site=site, kind=Kind.WORK, source_id=known, content_type=_type_of(Book), object_id=book.pk
                )

    def snapshot(self) -> dict[tuple[str, str, str], ImportedThing]:
        return dict(self._new_lines)

    def write(self, lines: dict[tuple[str, str, str], ImportedThing] | None = None) -> None:
        """Write what was noted down into the ledger, by one query; or only what a snapshot holds."""
        ImportedThing.objects.bulk_create(
            (self._new_lines if lines is None else lines).values(),
            update_conflicts=True,
            unique_fields=["source_site", "kind", "source_id"],
            update_fields=["content_type", "object_id", "fingerprint", "state"],
        )
        self._new_lines = {}

    # --- asking -------------------------------------------------------------------

    def _ask_works(self, records: Sequence[EditionRecord]) -> None:
        keys = {key for record in records for key in keys_of(record, self.sender)}
        keys |= {isbn_key(record.isbn) for record in records if record.isbn}
        lines = ImportedThing.objects.filter(
            kind=Kind.WORK, source_site__in={site for site, _ in keys}, source_id__in={known for _, known in keys}
        )
        led = {(line.source_site, line.source_id): line.object_id for line in lines}
        books = Book.objects.select_related("merged_into").in_bulk(set(led.values())) if led else {}
        for key, pk in led.items():
            if book := books.get(pk):
                self._works[key] = self._same(book.merged_into or book).pk

    def _ask_editions(self, records: Sequence[EditionRecord]) -> None:
        isbns = {isbn for record in records for isbn in (record.isbn, *record.work.sibling_isbns) if isbn}
        editions = Edition.objects.select_related("book", "publisher")
        found = [
            *editions.filter(isbn__in=isbns),
            *editions.filter(pk__in={row.object_id for row in self.rows.values()}),
        ]
        for edition in found:
            if edition.pk not in self._editions:
                edition.book = self._same(edition.book)
                self._editions[edition.pk] = edition
                self.has_isbn(edition)

    def _ask_about_books(self) -> None:
        self._parts: dict[int, list[tuple[Person, str]]] = defaultdict(list)
        self._subjects: dict[int, list[Subject]] = defaultdict(list)
        self._places: dict[int, list[Place]] = defaultdict(list)
        self._prices: dict[int, list[Price]] = defaultdict(list)
        if not self._books:
            return
        for part in Contribution.objects.filter(book__in=self._books).order_by("sort_order", "pk").select_related("person"):
            self._parts[part.book_id].append((part.person, part.role))
        for row in BookSubject.objects.filter(book__in=self._books).order_by("sort_order", "pk").select_related("subject"):
            self._subjects[row.book_id].append(row.subject)
        self._ask_places()
        for price in Price.objects.filter(edition__in=self._editions).order_by("starts_at", "turn"):
            self._prices[price.edition_id].append(price)

    def _ask_places(self) -> None:
        rows: list[Any] = list(
            Edition.objects.filter(book__in=self._books)
            .order_by("position")
            .values_list("pk", "book", "position", "withdrawn_at")
        )
        lines = ImportedThing.objects.filter(
            kind=Kind.EDITION, source_site=self.sender, content_type=_type_of(Edition), object_id__in=[row[0] for row in rows]
        )
        ours = set(lines.values_list("object_id", flat=True))
        for pk, book_pk, position, withdrawn_at in rows:
            self._places[book_pk].append(Place(pk, position, pk in ours, withdrawn_at is not None))

    def _same(self, book: Book) -> Book:
        """Return the one object that stands for a book here, so that what is written to it is seen by all."""
        return self._books.setdefault(book.pk, book)


def _type_of(model: type[Book] | type[Edition]) -> ContentType:
    return ContentType.objects.get_for_model(model)
