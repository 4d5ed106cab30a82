"""What a draft brings with it before it is out."""

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


def has_made_address(book: Book) -> bool:
    """Tell whether the address is the one that was made from the title."""
    made = slug_of(book.title_romanised, book.title, book.title_original)
    return book.slug == made or book.slug.removeprefix(f"{made}-").isdigit()
