"""Tags by which the theme asks for books."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.translation import get_language

from octavo.books import wording
from octavo.books.accessibility import facts_of
from octavo.books.models import Book, Edition, Price, Subject
from octavo.books.queries import pages
from octavo.books.queries.pages import Part
from octavo.books.samples import is_readable
from octavo.people.models import Person

register = template.Library()


@register.filter
def shown_cover(book: Any) -> Any:
    """The picture of the first edition that has one; None: the book gets a cover set in type."""
    return next((edition.cover for edition in getattr(book, "editions_shown", ()) if edition.cover), None)


@register.filter
def cheapest(book: Any) -> Price | None:
    """The lowest price of the editions of a book, in the home currency before all others."""
    prices = [edition.shown_price for edition in getattr(book, "editions_shown", ()) if edition.shown_price]
    return min(prices, key=lambda price: (price.currency != prices[0].currency, price.amount_minor), default=None)


@register.filter
def in_words(price: Price | None) -> str:
    """A price as readers of the page's language write it."""
    return price.in_language(get_language() or "") if price else ""


@register.filter
def has_several_prices(book: Any) -> bool:
    return len({edition.shown_price.amount_minor for edition in getattr(book, "editions_shown", ()) if edition.shown_price}) > 1


@register.filter
def parts_by_role(book: Book) -> list[Part]:
    """Who made a book, a line for each role, in the order of a title page."""
    return pages.parts_of(book)


@register.filter
def accessibility_facts(edition: Edition) -> Iterable[Any]:
    return facts_of(edition.accessibility)


@register.filter
def language_names(codes: Iterable[str]) -> list[str]:
    return [wording.language_name(code) for code in codes]


@register.filter
def has_readable_sample(edition: Edition) -> bool:
    """Tell whether our own reader shows the sample; others open as files."""
    return is_readable(edition)


for say in (wording.availability_words, wording.published_words, wording.duration_words, wording.safety_words):
    register.filter(say.__name__, say)


@register.simple_tag
def editions_of(book: Book) -> list[Edition]:
    """What is sold of a book, in the bookseller's order."""
    return pages.shown_editions(book)


@register.simple_tag
def subjects_of(book: Book) -> list[Subject]:
    return pages.subjects_of(book)


@register.simple_tag
def books_by(person: Person) -> list[Part]:
    """The books somebody had a part in, a group for each role."""
    return pages.books_by_person(person, language_code=get_language() or "")


@register.simple_tag
def series_books(series: Any) -> list[Book]:
    return pages.books_of_series(series, language_code=get_language() or "")


@register.simple_tag
def beside_in_series(book: Book) -> dict[str, Book]:
    """The `previous` and the `next` book of the series, where there are such."""
    return pages.neighbours_in_series(book, language_code=get_language() or "")
