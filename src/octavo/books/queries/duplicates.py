"""Books that look like one: the same title in some form, or the same author and nearly the same title."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from octavo.books.models import Book, BookSubject, SearchKey
from octavo.books.models.edition import AVAILABILITY_NAMES
from octavo.books.queries.books import editions_of
from octavo.books.queries.desk import books_at_the_desk, rows_of
from octavo.books.search_keys import folded, keys_of

MOST = 10
LOOKED_AT = 300
NEARLY = 0.8


@dataclass(frozen=True, slots=True)
class Row:
    """A fact of two books, side by side."""

    name: str
    one: str
    other: str

    @property
    def is_the_same(self) -> bool:
        return folded(self.one) == folded(self.other)


def likely_duplicates(book: Book) -> list[Book]:
    """Return the books that may be the same one, the likeliest first; at most ten, from at most 300 looked at."""
    rivals = rows_of(books_at_the_desk()).filter(pk__in=_near(book)).exclude(pk=book.pk)[:LOOKED_AT]
    people = {part.person_id for part in book.contributions.all()}
    scored = [(_likeness(book, people, rival), rival) for rival in rivals]
    scored = sorted(((score, rival) for score, rival in scored if score > 0), key=lambda pair: (-pair[0], pair[1].pk))
    return [rival for _score, rival in scored[:MOST]]


def side_by_side(one: Book, other: Book) -> list[Row]:
    """Return what there is to compare of two source books; what both leave out is left out."""
    rows = [Row(name, left, right) for (name, left), (_name, right) in zip(_facts(one), _facts(other), strict=True)]
    return [row for row in rows if row.one or row.other]


def _near(book: Book) -> QuerySet[Any]:
    """Books that share a whole title with it, by the keys they are found by, or an author."""
    keys = keys_of(filter(None, _titles(book)))
    # Single short words lead to half the catalogue.
    telling = sorted(keys, key=len, reverse=True)[:8]
    by_title = SearchKey.objects.filter(key__in=telling).values("book")
    people = [part.person_id for part in book.contributions.all()]
    return Book.objects.filter(Q(pk__in=by_title) | Q(contributions__person__in=people)).values("pk")


def _likeness(book: Book, people: set[int], rival: Book) -> float:
    ours, theirs = ({folded(title) for title in _titles(row) if title} for row in (book, rival))
    shared = people & {part.person_id for part in rival.contributions.all()}
    if ours & theirs:
        return 2 if shared else 1.5
    nearest = max((SequenceMatcher(None, one, other).ratio() for one in ours for other in theirs), default=0)
    if nearest < NEARLY:
        return 0
    return nearest if shared else nearest - NEARLY


def _titles(book: Book) -> Iterable[str]:
    return (book.title, book.title_original, book.title_romanised)


def _facts(book: Book) -> list[tuple[str, str]]:
    editions = editions_of(book)
    people = book.contributions.select_related("person").order_by("sort_order")
    subjects = BookSubject.objects.filter(book=book).select_related("subject").order_by("sort_order")
    return [
        (_("Title"), book.title),
        (_("Subtitle"), book.subtitle),
        (_("In the original script"), book.title_original),
        (_("In Latin letters"), book.title_romanised),
        (_("Year of the work"), str(book.first_year or "")),
        (_("Contributors"), ", ".join(f"{part.person} ({part.get_role_display()})" for part in people)),
        (_("Series"), f"{book.series or ''} {book.series_number}".strip()),
        (_("Subjects"), ", ".join(str(row.subject) for row in subjects)),
        (_("Description"), book.description),
        (_("Editions"), "\n".join(f"{edition} – {AVAILABILITY_NAMES[edition.availability_now]}" for edition in editions)),
        (_("Address"), book.url),
        (_("Status"), _("live") if book.live else _("draft")),
    ]
