"""A book in another language."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale

from octavo.books.actions.books import Parts, remember_hand
from octavo.books.actions.shelve import shelve
from octavo.books.hands import DESK
from octavo.books.models import Book, Contribution
from octavo.books.queries.books import source_of


@transaction.atomic
def add_translation(
    book: Book, locale: Locale, words: Mapping[str, Any], *, parts: Parts | None = None, hand: str = DESK
) -> Book:
    """Add the row of a book in another language, published if the book is, at the same address.

    What `words` and `parts` do not say is as in the source; no edition is made.
    Raises IntegrityError when the book is there in that language.
    """
    source = source_of(book)
    row = source.copy_for_translation(locale)
    for name, value in words.items():
        setattr(row, name, value)
    row.live, row.has_unpublished_changes = source.live, not source.live
    if row.live:
        row.first_published_at = row.last_published_at = timezone.now()
    if parts is not None:
        row.contributions = [
            Contribution(person=person, role=role, sort_order=order) for order, (person, role) in enumerate(parts)
        ]
    remember_hand(row, [*words, *(["contributions"] if parts is not None else [])], hand)
    row.save()
    shelve([row.pk])
    return row
