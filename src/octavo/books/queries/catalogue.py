"""The catalogue by its shelves: which books stand on all that were chosen, and how many on each of the others.

Nothing here reads more of a large catalogue than of a small one: the shelf with
the fewest books is walked in its order, by an index, as far as one page; counts
are kept, not counted.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Exists, F, Max, OuterRef, prefetch_related_objects

from octavo.base.shown import shows_rows
from octavo.books.marks import ALL, NO_PRICE, PRICE_STEPS
from octavo.books.models import Book, ShelfCount, ShelfMark, Subject
from octavo.books.queries.books import with_editions

BOOKS_ON_A_PAGE = 24
LAST_PAGE = 200
ORDERS = {
    "newest": ("-newest_key", "-book_id"),
    "title": ("title_key", "book_id"),
    "cheapest": ("price_key", "book_id"),
    "dearest": ("-price_key", "-book_id"),
}
# In the order in which they stand beside the list; "shelf" is new, forthcoming, picks.
FACETS = ("subject", "form", "language", "available", "price")
KINDS = {"new": "new", "forthcoming": "forthcoming", "picks": "pick"}


@dataclass(frozen=True)
class Choice:
    """What somebody has chosen. `subject` is a key; `kind` one of KINDS."""

    subject: int | None = None
    form: str = ""
    language: str = ""
    available: str = ""
    price: str = ""
    kind: str = ""
    order: str = "newest"
    page: int = 1

    @property
    def marks(self) -> list[str]:
        facets = [f"{name}:{getattr(self, name)}" for name in FACETS if getattr(self, name)]
        return facets + ([KINDS[self.kind]] if self.kind else [])

    def query(self, *, without: tuple[str, ...] = (), **changes: object) -> str:
        """Return the query string of this choice with changes; a change goes back to the first page."""
        changed = replace(self, page=1, **changes) if changes else replace(self, page=1)  # type: ignore[arg-type]
        defaults = Choice()
        said = {
            name: getattr(changed, name)
            for name in (*FACETS, "order")
            if name not in without and getattr(changed, name) != getattr(defaults, name)
        }
        return urlencode(said)


@dataclass(frozen=True)
class Value:
    """One value of a facet. `books` is None where nobody has kept the number."""

    name: str
    value: str
    books: int | None
    is_chosen: bool


@dataclass
class Shelf:
    """A page of books and what stands beside it. `total` is None where nobody has kept the number."""

    choice: Choice
    books: list[Book]
    total: int | None
    has_next: bool
    counts: dict[str, int] = field(default_factory=dict)
    are_exact: bool = True


def shelf_of(choice: Choice, *, language_code: str) -> Shelf:
    """Return the page of books that stand on every chosen shelf, with the numbers on the others."""
    marks = choice.marks
    shows_rows(ShelfMark, mark=[ALL, *marks])
    shows_rows(ShelfCount, mark=[ALL, *marks])
    sizes = dict(ShelfCount.objects.filter(mark__in=[ALL, *marks], also=F("mark")).values_list("mark", "books"))
    walked = min(marks, key=lambda mark: sizes.get(mark, 0)) if marks else ALL
    total = _total(marks, sizes)
    pks = [] if any(not sizes.get(mark) for mark in marks) else _walk(walked, marks, choice)
    has_next = len(pks) > BOOKS_ON_A_PAGE and choice.page < LAST_PAGE
    return Shelf(
        choice=choice,
        books=_shown(pks[:BOOKS_ON_A_PAGE], language_code),
        total=total,
        has_next=has_next,
        counts=_counts_beside(walked),
        are_exact=len(marks) <= 1,
    )


def with_opds(books: list[Book]) -> list[Book]:
    """Fetch for books that have their editions what an entry for reading apps says besides, by a query a kind."""
    prefetch_related_objects(books, "book_subjects__subject", "series")
    texts = dict(Book.objects.filter(pk__in=[book.pk for book in books]).values_list("pk", "description"))
    for book in books:
        # Cards do without; asked for here, or each entry would ask by itself.
        book.description = texts[book.pk]
    editions = [edition for book in books for edition in book.editions_shown]
    prefetch_related_objects(editions, "publisher", "sample")
    return books


def subjects_under(subject: Subject | None, counts: dict[str, int]) -> list[Subject]:
    """Return the subjects right under one (or at the top) that have books, by name, with `book_count`."""
    children = [child for child in Subject.objects.filter(parent=subject) if counts.get(f"subject:{child.pk}")]
    for child in children:
        child.book_count = counts[f"subject:{child.pk}"]
    return sorted(children, key=lambda child: child.shown_name)


def subjects_with_books() -> list[Subject]:
    """Return all subjects that have books, in the order of the tree, with `book_count`."""
    counts = counts_of_all()
    shown = [subject for subject in Subject.objects.order_by("path") if counts.get(f"subject:{subject.pk}")]
    for found in shown:
        found.book_count = counts[f"subject:{found.pk}"]
    return shown


def trail_of(subject: Subject) -> list[Subject]:
    """Return the subjects from the top down to this one."""
    found = Subject.objects.in_bulk(subject.ancestor_pks)
    return [found[pk] for pk in subject.ancestor_pks if pk in found]


def counts_of_all() -> dict[str, int]:
    """Return how many books stand on each shelf."""
    shows_rows(ShelfCount, mark=ALL)
    return _counts_beside(ALL)


def changed_at() -> datetime | None:
    """Return when a book was last published; None where there is none."""
    shows_rows(Book)
    return Book.objects.published().aggregate(newest=Max("last_published_at"))["newest"]


def price_values() -> list[str]:
    uppers = [*map(str, PRICE_STEPS[1:]), ""]
    return [f"{lower}-{upper}" for lower, upper in zip(PRICE_STEPS, uppers, strict=True)]


def _total(marks: list[str], sizes: dict[str, int]) -> int | None:
    if len(marks) < 2:
        return sizes.get(marks[0] if marks else ALL, 0)
    if len(marks) == 2:
        pair = ShelfCount.objects.filter(mark=marks[0], also=marks[1]).values_list("books", flat=True).first()
        return pair or 0
    return None


def _walk(walked: str, marks: list[str], choice: Choice) -> list[int]:
    rows = ShelfMark.objects.filter(mark=walked)
    for mark in marks:
        if mark != walked:
            rows = rows.filter(Exists(ShelfMark.objects.filter(book=OuterRef("book"), mark=mark)))
    if choice.order == "dearest":
        rows = rows.exclude(price_key=NO_PRICE)
    start = (choice.page - 1) * BOOKS_ON_A_PAGE
    return list(rows.order_by(*ORDERS[choice.order]).values_list("book_id", flat=True)[start : start + BOOKS_ON_A_PAGE + 1])


def _shown(pks: list[int], language_code: str) -> list[Book]:
    sources = dict(Book.objects.filter(pk__in=pks).values_list("pk", "translation_key")) if pks else {}
    shows_rows(Book, translation_key=sources.values())
    rows = Book.objects.published().in_language(language_code).filter(translation_key__in=sources.values()).for_cards()
    of_key = {book.translation_key: book for book in with_editions(rows)} if pks else {}
    return [of_key[sources[pk]] for pk in pks if pk in sources and sources[pk] in of_key]


def _counts_beside(mark: str) -> dict[str, int]:
    return dict(ShelfCount.objects.filter(mark=mark).values_list("also", "books"))
