"""Tags by which the theme asks for comments and reviews."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from octavo.books.models import Book
from octavo.columns.models import ColumnPage
from octavo.columns.seo import script_json
from octavo.conversation.models.review import MAX_STARS
from octavo.conversation.queries.reviews import BookReviewsPart, reviews_of, totals_of
from octavo.conversation.queries.threads import Thread, thread_of
from octavo.conversation.seo import structured_reviews

register = template.Library()


@register.simple_tag
def comments_on(column: ColumnPage) -> Thread:
    """The first part of the comments on a column."""
    return thread_of(column)


@register.simple_tag
def reviews_on(book: Book) -> BookReviewsPart:
    """The first part of the reviews of a book."""
    return reviews_of(book)


@register.simple_tag
def reviews_beside(books: list[Any] | None) -> list[tuple[Book, int]]:
    """The books of a column that have reviews, each with how many; `books` as a column's page has them."""
    shown = [item.book for item in books or ()]
    totals = totals_of(shown)
    return [(book, totals[book.pk]) for book in shown if book.pk in totals]


@register.filter
def as_stars(stars: float) -> str:
    """Whole stars as they are printed: ★★★☆☆."""
    full = min(MAX_STARS, max(0, round(stars)))
    return "★" * full + "☆" * (MAX_STARS - full)


@register.simple_tag
def review_data(part: BookReviewsPart) -> SafeString:
    """What machines are told of a book's reviews."""
    return script_json(structured_reviews(part))
