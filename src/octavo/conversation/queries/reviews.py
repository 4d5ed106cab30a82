"""Reviews of a book, read in parts. One pool for all its languages, editions, and what was merged into it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from octavo.base.shown import shows_rows
from octavo.books.models import Book, Edition, Merge
from octavo.books.queries.books import one_book_pks, source_of
from octavo.conversation.models import BookReviews, Review
from octavo.conversation.models.review import MAX_STARS
from octavo.conversation.models.words import State
from octavo.conversation.queries.buyers import are_buyers_known
from octavo.conversation.queries.threads import by_editor, settings_of

AT_ONCE = 10
ORDERS = {
    "helpful": ("-helpful", "-id"),
    "newest": ("-written_at", "-id"),
    "best": ("-stars", "-helpful", "-id"),
    "worst": ("stars", "-helpful", "-id"),
}


@dataclass(frozen=True)
class Bar:
    """How many gave so many stars, and which part of all that is."""

    stars: int
    reviews: int
    percent: int


@dataclass(frozen=True)
class Summary:
    """The numbers of a book's reviews; `by_stars` begins with the best."""

    by_stars: dict[int, int]

    @property
    def total(self) -> int:
        return sum(self.by_stars.values())

    @property
    def average(self) -> float:
        """From 1 to 5; 0 where nobody has given any."""
        return sum(stars * number for stars, number in self.by_stars.items()) / self.total if self.total else 0.0

    @property
    def bars(self) -> list[Bar]:
        return [Bar(stars, number, round(100 * number / (self.total or 1))) for stars, number in self.by_stars.items()]


@dataclass
class BookReviewsPart:
    """A part of what readers say of a book. `stars`: of those alone who gave so many; 0 for all."""

    book: Book
    reviews: list[Review]
    summary: Summary
    order: str
    stars: int
    page: int
    has_more: bool
    is_open: bool
    are_buyers_known: bool


def reviews_of(book: Book, *, order: str = "", stars: int = 0, page: int = 1) -> BookReviewsPart:
    """Return a part of the reviews of a book that readers see."""
    shows_rows(Review, book__translation_key=book.translation_key)
    rows = list(_rows_of([book.translation_key]))
    summary = Summary({stars: sum(row.by_stars[stars] for row in rows) for stars in range(MAX_STARS, 0, -1)})
    order = order if order in ORDERS else "helpful"
    start = (page - 1) * AT_ONCE
    found = list(_shown([row.book_id for row in rows], order, stars)[start : start + AT_ONCE + 1]) if summary.total else []
    return BookReviewsPart(
        book=book,
        reviews=found[:AT_ONCE],
        summary=summary,
        order=order,
        stars=stars,
        page=page,
        has_more=len(found) > AT_ONCE,
        is_open=settings_of().reviews_are_open,
        are_buyers_known=are_buyers_known(),
    )


def totals_of(books: Iterable[Book]) -> dict[int, int]:
    """Return how many reviews each of these books has that has any, by the book's key: one query for all."""
    keys = {book.translation_key: book.pk for book in books}
    totals: dict[int, int] = defaultdict(int)
    for row in _rows_of(keys).select_related("book__merged_into") if keys else ():
        totals[keys[(row.book.merged_into or row.book).translation_key]] += sum(row.by_stars.values())
    return {pk: total for pk, total in totals.items() if total}


def readable_reviews() -> QuerySet[Review]:
    """Return reviews with what a reader is shown of who wrote them."""
    return Review.objects.select_related("reader", "edition").annotate(by_editor=by_editor())


def review_of(reader: Any, book: Book) -> Review | None:
    """Return what a reader has said of a book, in whatever state; None where they have said nothing."""
    if not reader.is_authenticated:
        return None
    theirs = Review.objects.filter(reader=reader, book__in=one_book_pks(book)).exclude(state=State.DELETED)
    return theirs.select_related("book", "edition").order_by("-pk").first()


def reviews_by(reader: Any) -> QuerySet[Review]:
    """Return what a reader has written and not taken back, the newest first."""
    theirs = Review.objects.filter(reader=reader).exclude(state=State.DELETED)
    return theirs.select_related("book__locale", "edition").order_by("-written_at", "-pk")


def helpful_to(reader: Any, book: Book) -> QuerySet[Review]:
    """Return the reviews of a book that a reader found helpful."""
    return Review.objects.filter(book__in=one_book_pks(book), state=State.PUBLISHED, votes__reader=reader)


def editions_read(book: Book) -> QuerySet[Edition]:
    """Return the editions that somebody may have read, those that are no longer sold too."""
    return Edition.objects.filter(book=source_of(book)).order_by("position", "pk")


def _shown(pks: list[int], order: str, stars: int) -> QuerySet[Review]:
    rows = readable_reviews().filter(book__in=pks, state=State.PUBLISHED)
    return (rows.filter(stars=stars) if stars else rows).order_by(*ORDERS[order])


def _rows_of(keys: Iterable[UUID]) -> QuerySet[BookReviews]:
    """Return the numbers of these works, and of what was merged into them."""
    shows_rows(BookReviews, book__translation_key=keys)
    shows_rows(Merge, kept__translation_key=keys)
    same = Book.objects.filter(translation_key__in=keys).order_by().values("pk")
    merged = Book.objects.filter(merged_into__translation_key__in=keys).order_by().values("pk")
    # One list of keys, to be looked up by the index; two conditions would have every row read.
    return BookReviews.objects.filter(book__in=same.union(merged))
