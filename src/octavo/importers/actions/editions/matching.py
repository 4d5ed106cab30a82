"""Which edition a record is about, and which book an edition is of."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from django.contrib.contenttypes.models import ContentType

from octavo.books.models import Book, Edition
from octavo.books.search_keys import folded
from octavo.importers.actions.ledger import LeftOut
from octavo.importers.book_records import EditionRecord
from octavo.importers.models import ImportedThing
from octavo.importers.records import Kind, Note
from octavo.importers.report import Outcome

# Identifiers that mean the same work whoever names them; all others are one sender's own.
_EVERYBODYS = frozenset({"doi", "istc", "isbn", "isrc", "isan", "oclc", "iscc"})
_EVERYBODY = ""
_MAX_CHARACTERS = 200
# What a ledger says of an edition that its sender has withdrawn.
WITHDRAWN = "withdrawn"

Key = tuple[str, str]


class Matching:
    """`sender` is "" for the desk, of which no ledger is kept."""

    def __init__(self, sender: str) -> None:
        self.sender = sender

    def rows(self, source_ids: Iterable[str]) -> dict[str, ImportedThing]:
        """Return the lines of the ledger for numbers of this sender, by one query."""
        if not self.sender:
            return {}
        rows = ImportedThing.objects.filter(source_site=self.sender, kind=Kind.EDITION, source_id__in=set(source_ids))
        return {row.source_id: row for row in rows}

    def remember(
        self, row: ImportedThing | None, source_id: str, edition: Edition, *, fingerprint: str, state: str
    ) -> ImportedThing:
        """Write down what a record became and what it said."""
        row = row or ImportedThing(source_site=self.sender, kind=Kind.EDITION, source_id=source_id)
        row.content_type, row.object_id = _type_of(Edition), edition.pk
        row.fingerprint, row.state = fingerprint, state
        row.save()
        return row

    def edition(self, record: EditionRecord, row: ImportedThing | None, notes: list[Note]) -> Edition | None:
        """Return the edition a record is about: the one it became before, else the one with its ISBN.

        Raises LeftOut for one that has been deleted here.
        """
        known = _editions().filter(pk=row.object_id).first() if row else None
        if known is not None and (not record.isbn or record.isbn == known.isbn):
            return known
        named = _editions().filter(isbn=record.isbn).first() if record.isbn else None
        if known is not None and named is not None:
            notes.append(Note("Its sender now uses the reference for another ISBN.", f"{known.isbn} → {record.isbn}"))
        elif known is not None and known.isbn:
            notes.append(Note("Its sender has corrected the ISBN.", f"{known.isbn} → {record.isbn}"))
        elif row is not None and known is None and named is None:
            raise LeftOut("deleted here since: not brought back", Outcome.KEPT)
        return named or known

    def book(self, record: EditionRecord) -> Book | None:
        """Return the book of an edition that is not here yet, as far as anything tells which it is."""
        keys = self._keys(record)
        found = self._books_known_by([*keys, (_EVERYBODY, f"isbn:{record.isbn}")])
        siblings = (
            {edition.isbn: edition.book for edition in _editions().filter(isbn__in=record.work.sibling_isbns)}
            if record.work.sibling_isbns
            else {}
        )
        candidates = [found.get(key) or siblings.get(key[1].removeprefix("isbn:")) for key in keys]
        return next((book for book in [*candidates, found.get((_EVERYBODY, f"isbn:{record.isbn}"))] if book), None)

    def remember_work(self, record: EditionRecord, book: Book) -> None:
        """Write down by what else the book is known, for editions to come. What leads to another book stays."""
        keys = self._keys(record) if self.sender else []
        known = self._books_known_by(keys)
        missing = [key for key in keys if key not in known]
        if not missing:
            return
        rows = [
            ImportedThing(source_site=sender, kind=Kind.WORK, source_id=source_id, content_type=_type_of(Book), object_id=book.pk)
            for sender, source_id in missing
        ]
        # A line that leads to a book that was deleted is led to this one.
        ImportedThing.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["source_site", "kind", "source_id"],
            update_fields=["content_type", "object_id"],
        )

    def leads(self, edition: Edition) -> bool:
        """Tell whether the book's texts follow this edition: of those the sender brought, the first that is still sold.

        The audiobook and the paperback of a book come with two sets of
        contributors and two descriptions; if each wrote over the other, what
        readers see would depend on which was sent last.
        """
        if not self.sender:
            return True
        earlier = Edition.objects.filter(book=edition.book_id, withdrawn_at=None).exclude(pk=edition.pk)
        if edition.pk:
            earlier = earlier.filter(position__lt=edition.position)
        brought = ImportedThing.objects.filter(
            kind=Kind.EDITION, source_site=self.sender, content_type=_type_of(Edition), object_id__in=earlier.values("pk")
        )
        return not brought.exists()

    def others_offer(self, edition: Edition) -> bool:
        """Tell whether another sender brought the edition and has not withdrawn it."""
        lines = ImportedThing.objects.filter(kind=Kind.EDITION, content_type=_type_of(Edition), object_id=edition.pk)
        return lines.exclude(source_site=self.sender).exclude(state=WITHDRAWN).exists()

    def _keys(self, record: EditionRecord) -> list[Key]:
        work = record.work
        ids = [*work.work_ids, *(f"isbn:{isbn}" for isbn in work.sibling_isbns)]
        keys = [(_EVERYBODY if one.partition(":")[0] in _EVERYBODYS else self.sender, _fitting(one)) for one in ids]
        if not work.work_ids and work.title and self.sender:
            keys.append((self.sender, _title_key(record)))
        return list(dict.fromkeys(keys))

    def _books_known_by(self, keys: list[Key]) -> dict[Key, Book]:
        if not keys:
            return {}
        rows = ImportedThing.objects.filter(
            kind=Kind.WORK, source_site__in={sender for sender, _ in keys}, source_id__in={known for _, known in keys}
        )
        led = {(row.source_site, row.source_id): row.object_id for row in rows}
        books = Book.objects.select_related("merged_into").in_bulk(set(led.values())) if led else {}
        return {key: books[pk].merged_into or books[pk] for key, pk in led.items() if pk in books}


def _title_key(record: EditionRecord) -> str:
    """Return what two editions have in common that are of one book though nobody says so."""
    work = record.work
    author = next((one.name for one in work.contributors or () if one.role == "author"), "")
    told = [work.title, work.subtitle or "", author, work.series.number if work.series else "", *(record.languages or ())]
    return "title:" + sha256("\0".join(" ".join(folded(text).split()) for text in told).encode()).hexdigest()


def _fitting(known: str) -> str:
    return known if len(known) <= _MAX_CHARACTERS else sha256(known.encode()).hexdigest()


def _editions() -> Any:
    return Edition.objects.select_related("book", "publisher")


def _type_of(model: type[Book] | type[Edition]) -> ContentType:
    return ContentType.objects.get_for_model(model)
