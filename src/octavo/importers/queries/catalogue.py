"""The catalogue as records, for whoever is sent it: what an import of them would bring back."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone
from wagtail.models import Locale

from octavo.books.models import Book, BookSubject, Contribution, Edition, Price
from octavo.importers.book_records import EditionRecord, Notice, WorkRecord
from octavo.importers.queries.told_books import work_of
from octavo.importers.queries.told_editions import edition_of, source_id_of

AT_ONCE = 200


def catalogue_records(since: datetime | None = None) -> Iterator[EditionRecord]:
    """Yield every edition that is sold of a book that readers see; a catalogue of any size needs the memory of some.

    With `since`, those of which something has changed from then on, and that
    they are no longer sold, where that has changed.
    """
    pks = iter(_wanted(since).order_by("pk").values_list("pk", flat=True).iterator())
    while some := list(islice(pks, AT_ONCE)):
        yield from _records(some, timezone.now())


def _wanted(since: datetime | None) -> QuerySet[Edition]:
    editions = Edition.objects.filter(book__live=True, book__merged_into=None)
    if since is None:
        return editions.filter(withdrawn_at=None)
    # By what hangs on it, too: a price and the words of its book are changes of an edition to whoever sells it.
    rows = Book.objects.filter(last_published_at__gte=since).values("translation_key")
    changed = Q(updated_at__gte=since) | Q(withdrawn_at__gte=since) | Q(book__translation_key__in=rows)
    return editions.filter(changed | Q(pk__in=Price.objects.filter(created_at__gte=since).values("edition")))


def _records(pks: list[int], now: datetime) -> Iterator[EditionRecord]:
    coming = Price.objects.filter(starts_at__gt=now).order_by("currency", "starts_at", "turn")
    editions = (
        Edition.objects.filter(pk__in=pks)
        .with_prices(now)
        .select_related("book", "book__series", "publisher", "cover", "sample")
        .prefetch_related("sale_links", Prefetch("prices", queryset=coming, to_attr="coming_prices"))
        .order_by("pk")
    )
    told = _told_books([edition.book for edition in editions])
    for edition in editions:
        if edition.withdrawn_at:
            yield EditionRecord(source_id_of(edition), WorkRecord(title=""), Notice.WITHDRAW, edition.isbn or "")
        else:
            yield edition_of(edition, told[edition.book_id])


def _told_books(sources: list[Book]) -> dict[int, Any]:
    """Return what is told of each book, by the key of its source: in the magazine's language, else in the book's own."""
    keys = {book.translation_key: book for book in sources}
    parts = Contribution.objects.select_related("person").order_by("sort_order", "pk")
    rows = Book.objects.filter(translation_key__in=keys, locale=Locale.get_default(), live=True)
    words = {row.translation_key: row for row in rows.prefetch_related(Prefetch("contributions", queryset=parts))}
    others = [book.pk for key, book in keys.items() if key not in words]
    for row in Book.objects.filter(pk__in=others).prefetch_related(Prefetch("contributions", queryset=parts)):
        words[row.translation_key] = row
    subjects: dict[int, list[Any]] = {book.pk: [] for book in sources}
    for line in BookSubject.objects.filter(book__in=subjects).order_by("sort_order", "pk").select_related("subject__parent"):
        subjects[line.book_id].append(line.subject)
    isbns: dict[int, list[str]] = {book.pk: [] for book in sources}
    on_sale = Edition.objects.filter(book__in=isbns).on_sale().exclude(isbn=None).order_by("position", "pk")
    for pk, isbn in on_sale.values_list("book", "isbn"):
        isbns[pk].append(isbn)
    return {book.pk: work_of(book, words[key], subjects[book.pk], isbns[book.pk]) for key, book in keys.items()}
