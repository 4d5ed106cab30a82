"""What a draft brings with it before it is out."""

from collections.abc import Iterable

from django.db import transaction

from octavo.books.actions.books import free_address
from octavo.books.actions.shelve import shelve
from octavo.books.models import Book
from octavo.books.slugs import slug_of


@transaction.atomic
def keep_up_with_draft(draft: Book, *, had_made_address: bool) -> None:
    """Let a book that is not live be found by the words its draft has now.

    As long as it was never out, and nobody has chosen its address
    (`had_made_address`), that follows the title too: an editor that saves while
    one types would else keep the first three letters.
    """
    if draft.live:
        return
    works = Book.objects.filter(translation_key=draft.translation_key)
    if had_made_address and not works.exclude(first_published_at=None).exists():
        draft.slug = ""
        draft.slug = free_address(draft)
        works.update(slug=draft.slug)
    shelve([draft.pk])


@transaction.atomic
def hand_back_book(book: Book, fields: Iterable[str]) -> None:
    """Let feeds set fields of a book again that the desk had taken over, for readers and in the draft."""
    gone = set(fields)
    row = Book.objects.select_for_update().get(pk=book.pk)
    row.set_by = {name: hand for name, hand in row.set_by.items() if name not in gone}
    row.save(update_fields=["set_by"])
    if revision := row.latest_revision:
        set_by = revision.content.get("set_by", {})
        revision.content["set_by"] = {name: hand for name, hand in set_by.items() if name not in gone}
        revision.save(update_fields=["content"])


def has_made_address(book: Book) -> bool:
    """Tell whether the address is the one that was made from the title."""
    made = slug_of(book.title_romanised, book.title, book.title_original)
    return book.slug == made or book.slug.removeprefix(f"{made}-").isdigit()
