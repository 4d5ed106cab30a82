"""What the desk asks when a book is added by its ISBN: which of our books it may belong to, what was added today."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone
from wagtail.models import ModelLogEntry

from octavo.books.models import Book, Contribution, Edition
from octavo.books.queries.duplicates import likely_duplicates
from octavo.importers.book_records import EditionRecord
from octavo.importers.models import ImportedThing
from octavo.importers.records import Kind
from octavo.people.models import Person

ADDED = "octavo.add_edition"
# In the history of a book: the key of an edition that came this way.
BY_ISBN = "by_isbn"
SHOWN = 50
MOST_SIBLINGS = 100


@dataclass(frozen=True, slots=True)
class Kin:
    """Books of ours that an edition may be of: `named` by a source, which is sure, and those that are `alike`."""

    named: list[Book] = field(default_factory=list)
    alike: list[Book] = field(default_factory=list)


def kin_of(records: Iterable[EditionRecord]) -> Kin:
    """Return the books that what was found may be an edition of."""
    records = list(records)
    if not records:
        return Kin()
    named = _named(records)
    pks = {book.pk for book in named}
    alike = [book for book in likely_duplicates(_imagined(records[0])) if book.pk not in pks]
    return Kin(named, alike)


def added_today() -> list[Edition]:
    """Return the editions that were added by their ISBN since midnight, the newest first."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    lines = ModelLogEntry.objects.filter(action=ADDED, timestamp__gte=midnight, data__has_key=BY_ISBN)
    pks = [data[BY_ISBN] for data in lines.order_by("-timestamp", "-pk").values_list("data", flat=True)[:SHOWN]]
    editions = Edition.objects.select_related("book", "publisher").in_bulk(pks)
    return [editions[pk] for pk in pks if pk in editions]


def _named(records: list[EditionRecord]) -> list[Book]:
    isbns = list(dict.fromkeys(isbn for record in records for isbn in record.work.sibling_isbns))[:MOST_SIBLINGS]
    if not isbns:
        return []
    # What a work is called by everybody, and by no sender alone.
    known = ImportedThing.objects.filter(
        kind=Kind.WORK, source_site="", source_id__in=[f"isbn:{isbn}" for isbn in [*isbns, records[0].isbn]]
    )
    sources = Book.objects.filter(is_source=True, merged_into=None)
    is_meant = Q(own_editions__isbn__in=isbns) | Q(pk__in=known.values("object_id"))
    return list(sources.filter(is_meant).order_by("pk").distinct())


def _imagined(record: EditionRecord) -> Book:
    """Return the book as it would be, unsaved, to be compared with others."""
    work = record.work
    book = Book(title=work.title, title_original=work.title_original or "", title_romanised=work.title_romanised or "")
    names = {name for one in work.contributors or () for name in (one.name, one.name_original) if name}
    people = Person.objects.filter(Q(name__in=names) | Q(name_original__in=names)) if names else []
    book.contributions = [Contribution(person=person, role="author") for person in people]
    return book
