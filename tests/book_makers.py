"""Plain functions that make books, editions and prices with dull defaults."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from wagtail.models import Locale

from octavo.base.money import money
from octavo.books.actions import add_book, add_edition, set_price
from octavo.books.models import Book, Edition, Subject
from octavo.people.models import Person

LONG_AGO = datetime(2020, 3, 1, 9, 30, tzinfo=UTC)
# With correct check digits, one after the other.
ISBNS = ("9780306406157", "9787115293800", "9780141439518", "9780140449136", "9783161484100", "9780262033848")


def make_book(
    *,
    parts: Sequence[tuple[Person, str]] = (),
    subjects: Sequence[Subject] = (),
    hand: str = "desk",
    language: str = "en",
    **changes: Any,
) -> Book:
    fields = {
        "title": "The Story of the Stone",
        "title_original": "红楼梦",
        "title_romanised": "Hónglóu mèng",
        "original_language": "zh",
        "description": "<p>A house falls, slowly, in the best of taste.</p>",
        "locale": Locale.objects.get(language_code=language),
    }
    return add_book(Book(**{**fields, **changes}), parts=parts, subjects=subjects, hand=hand)


def make_edition(book: Book, *, price: str | None = "12.50", hand: str = "desk", **changes: Any) -> Edition:
    fields = {
        "isbn": ISBNS[0],
        "form": "paperback",
        "languages": ["en"],
        "published_on": date(2019, 5, 2),
        "availability": "shelf",
    }
    edition = add_edition(Edition(book=book, **{**fields, **changes}), hand=hand)
    if price is not None:
        set_price(edition, "EUR", money(price, "EUR"), hand=hand, starts_at=LONG_AGO)
    return edition


def make_translation(book: Book, language: str, **changes: Any) -> Book:
    """The book in another language, published."""
    copy = book.copy_for_translation(Locale.objects.get(language_code=language))
    for name, value in {"live": True, **changes}.items():
        setattr(copy, name, value)
    copy.save()
    return copy
