"""Putting books on their shelves: what makes a large catalogue quick to look through.

Everything here is derived; `shelve_everything` makes it anew.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from itertools import islice

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from octavo.books.marks import NEW_FOR, Keys, ShelvedBook, ShelvedEdition, keys_of_shelf, marks_of
from octavo.books.models import Book, BookSubject, Contribution, Edition, Price, SearchKey, ShelfClock, ShelfCount, ShelfMark
from octavo.books.search_keys import keys_of

AT_ONCE = 200
# Any number that nothing else in the database uses.
SHELVING_LOCK = 8_231_907
_waiting: ContextVar[set[int] | None] = ContextVar("waiting", default=None)


@contextmanager
def shelving_together() -> Iterator[None]:
    """Put off all shelving inside to the end, where it is done at once: twenty changes cost little more than one.

    Inside a transaction, so that changes and shelves hold together.
    """
    waiting: set[int] = set()
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
    shelve(waiting)


def shelve(pks: Iterable[int]) -> None:
    """Put books where they now belong, given the keys of any of their rows."""
    if (waiting := _waiting.get()) is not None:
        waiting.update(pks)
    else:
        _shelve_now(sorted(set(pks)))


@transaction.atomic
def _shelve_now(wanted: list[int]) -> None:
    while wanted:
        part, wanted = wanted[:AT_ONCE], wanted[AT_ONCE:]
        _lock()
        sources = list(Book.objects.filter(translation_key__in=_translation_keys(part), is_source=True).order_by("pk"))
        _Shelving(sources).run()


@transaction.atomic
def unshelve(pks: Iterable[int]) -> None:
    """Take books off all shelves, before they are deleted."""
    _lock()
    sources = list(Book.objects.filter(pk__in=list(pks), is_source=True).order_by("pk"))
    _Shelving(sources).take_away()


def shelve_everything(tell: Callable[[int], None] = lambda _: None) -> int:
    """Shelve the whole catalogue anew, counting from nothing. Returns how many books there are."""
    with transaction.atomic():
        _lock()
        ShelfMark.objects.all().delete()
        ShelfCount.objects.all().delete()
    pks = iter(Book.objects.filter(is_source=True).order_by("pk").values_list("pk", flat=True).iterator())
    done = 0
    while part := list(islice(pks, AT_ONCE)):
        shelve(part)
        done += len(part)
        tell(done)
    return done


def shelve_what_is_due(now: datetime | None = None) -> int:
    """Shelve again what only the calendar has changed since the last time. Returns how many books that were."""
    now = now or timezone.now()
    with transaction.atomic():
        clock, made = ShelfClock.objects.select_for_update().get_or_create(pk=1, defaults={"until": now})
        due = set() if made else set(_due(clock.until, now))
        shelve(due)
        ShelfClock.objects.filter(pk=1).update(until=now)
    return len(due)


class _Shelving:
    """One batch of source books."""

    def __init__(self, sources: list[Book]) -> None:
        self.sources = sources
        self.pks = [book.pk for book in sources]
        self.today = timezone.localdate()
        self.editions = self._grouped(Edition.objects.filter(book__in=self.pks).on_sale().with_prices(), "book_id")
        rows = Book.objects.filter(translation_key__in=[book.translation_key for book in sources])
        self.rows = self._grouped(rows.select_related("series"), "translation_key")
        self.subjects = self._grouped(BookSubject.objects.filter(book__in=self.pks).select_related("subject"), "book_id")
        parts = Contribution.objects.filter(book__translation_key__in=[book.translation_key for book in sources])
        self.parts = self._grouped(parts.select_related("person", "book"), "book__translation_key")

    def run(self) -> None:
        shown = {book.pk: self._facts(book) for book in self.sources if book.live and book.merged_into_id is None}
        self._write_marks({pk: marks_of(facts, self.today) for pk, facts in shown.items()}, shown)
        self._write_keys({book.pk: self._search_keys(book) for book in self.sources if book.merged_into_id is None})

    def take_away(self) -> None:
        self._write_marks({}, {})
        self._write_keys({})

    def _facts(self, book: Book) -> ShelvedBook:
        return ShelvedBook(
            title=book.title,
            is_pick=book.is_staff_pick,
            series_pk=book.series_id,
            subject_paths=[row.subject.path for row in self.subjects[book.pk]],
            editions=[self._edition(edition) for edition in self.editions[book.pk]],
        )

    def _edition(self, edition: Edition) -> ShelvedEdition:
        home = next((price for price in edition.current_prices if price.currency == settings.OCTAVO_CURRENCY), None)
        return ShelvedEdition(
            form=edition.form,
            availability=edition.availability_on(self.today),
            languages=edition.languages,
            published_on=edition.published_on,
            price_minor=home.amount_minor if home else None,
            price=float(home.money.amount) if home and home.money else None,
        )

    def _search_keys(self, book: Book) -> set[str]:
        texts: list[str] = []
        for row in self.rows[book.translation_key]:
            texts += [row.title, row.subtitle, row.title_original, row.title_romanised]
            texts += [row.series.name] if row.series else []
        for part in self.parts[book.translation_key]:
            texts += [part.person.name, part.person.name_original]
        return keys_of(filter(None, texts), [edition.isbn for edition in self.editions[book.pk] if edition.isbn])

    def _write_marks(self, wanted: dict[int, set[str]], facts: dict[int, ShelvedBook]) -> None:
        present: dict[int, dict[str, Keys]] = defaultdict(dict)
        for row in ShelfMark.objects.filter(book__in=self.pks):
            present[row.book_id][row.mark] = Keys(row.newest_key, row.title_key, row.price_key)
        counts: Counter[tuple[str, str]] = Counter()
        rows = []
        for pk in self.pks:
            marks, before = wanted.get(pk, set()), present[pk]
            if gone := before.keys() - marks:
                ShelfMark.objects.filter(book=pk, mark__in=gone).delete()
            keys = keys_of_shelf(facts[pk], self.today) if pk in facts else None
            if keys:
                rows += [_mark(pk, mark, keys) for mark in marks if before.get(mark) != keys]
            if before.keys() != marks:
                counts.subtract(_pairs(before.keys()))
                counts.update(_pairs(marks))
        ShelfMark.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["book", "mark"],
            update_fields=["newest_key", "title_key", "price_key"],
            batch_size=500,
        )
        _add_to_counts(counts)

    def _write_keys(self, wanted: dict[int, set[str]]) -> None:
        present: dict[int, set[str]] = defaultdict(set)
        for pk, key in SearchKey.objects.filter(book__in=self.pks).values_list("book_id", "key"):
            present[pk].add(key)
        rows = []
        for pk in self.pks:
            keys = wanted.get(pk, set())
            if gone := present[pk] - keys:
                SearchKey.objects.filter(book=pk, key__in=gone).delete()
            rows += [SearchKey(book_id=pk, key=key) for key in keys - present[pk]]
        SearchKey.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)

    @staticmethod
    def _grouped(rows: QuerySet, by: str) -> dict:
        grouped: dict = defaultdict(list)
        names = by.split("__")
        for row in rows:
            value = row
            for name in names:
                value = getattr(value, name)
            grouped[value].append(row)
        return grouped


def _mark(pk: int, mark: str, keys: Keys) -> ShelfMark:
    return ShelfMark(book_id=pk, mark=mark, newest_key=keys.newest, title_key=keys.title, price_key=keys.price)


def _pairs(marks: Iterable[str]) -> Iterator[tuple[str, str]]:
    # A series is looked at by itself, never beside other choices.
    counted = [mark for mark in marks if not mark.startswith("series:")]
    return ((mark, also) for mark in counted for also in counted)


def _add_to_counts(counts: Counter[tuple[str, str]]) -> None:
    lines = sorted((mark, also, change) for (mark, also), change in counts.items() if change)
    if not lines:
        return
    table = connection.ops.quote_name(ShelfCount._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} (mark, also, books) VALUES (%s, %s, %s) "  # noqa: S608 - the name of our own table
            f"ON CONFLICT (mark, also) DO UPDATE SET books = {table}.books + excluded.books",
            lines,
        )
    ShelfCount.objects.filter(books__lte=0).delete()


def _lock() -> None:
    """One shelver at a time, or a book that two of them shelve would be counted twice. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SHELVING_LOCK])


def _translation_keys(pks: list[int]) -> QuerySet:
    return Book.objects.filter(pk__in=pks).values("translation_key")


def _due(since: datetime, now: datetime) -> Iterator[int]:
    yield from Price.objects.filter(starts_at__gt=since, starts_at__lte=now).values_list("edition__book", flat=True)
    first, last = timezone.localdate(since), timezone.localdate(now)
    if first == last:
        return
    came = Q(available_on__gt=first, available_on__lte=last) | Q(published_on__gt=first, published_on__lte=last)
    ages = timedelta(days=NEW_FOR.days)
    aged = Q(published_on__gt=first - ages, published_on__lte=last - ages)
    yield from Edition.objects.filter(came | aged).values_list("book", flat=True)
