"""Two books that are one: merged, and parted again."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from octavo.books.actions.shelve import shelve
from octavo.books.models import Book, Edition, Merge
from octavo.books.queries.books import source_of


class CannotMerge(ValueError):
    """Says why two books cannot become one, in a sentence for the bookseller."""


@transaction.atomic
def merge_books(kept: Book, merged: Book, *, by: Any = None) -> Merge:
    """Make `merged` lead to `kept`, which takes its editions. Raises CannotMerge.

    Nothing is deleted, so that it can be undone.
    """
    kept, merged = source_of(kept), source_of(merged)
    rows = Book.objects.select_for_update().order_by("pk").in_bulk([kept.pk, merged.pk])
    if len(rows) == 1:
        raise CannotMerge(_("A book cannot be merged into itself."))
    if rows[kept.pk].merged_into_id or rows[merged.pk].merged_into_id:
        raise CannotMerge(_("One of the two has been merged already. Undo that first."))
    if Book.objects.filter(merged_into__translation_key=merged.translation_key).exists():
        words = _("Other books were merged into “%(book)s”. Merge the other way round, or undo those first.")
        raise CannotMerge(words % {"book": merged})
    editions = list(Edition.objects.filter(book=merged).order_by("position", "pk"))
    behind = Edition.objects.filter(book=kept).count()
    for number, edition in enumerate(editions):
        Edition.objects.filter(pk=edition.pk).update(book=kept, position=behind + number)
    Book.objects.filter(translation_key=merged.translation_key).update(merged_into=kept)
    merge = Merge.objects.create(kept=kept, merged=merged, edition_pks=[edition.pk for edition in editions], made_by=by)
    shelve([kept.pk, merged.pk])
    return merge


@transaction.atomic
def undo_merge(merge: Merge) -> None:
    """Part what was merged: its editions go back. Done once, however often it is asked for."""
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    if merge.undone_at:
        return
    Edition.objects.filter(pk__in=merge.edition_pks, book=merge.kept).update(book=merge.merged)
    Book.objects.filter(translation_key=merge.merged.translation_key).update(merged_into=None)
    merge.undone_at = timezone.now()
    merge.save(update_fields=["undone_at"])
    shelve([merge.kept_id, merge.merged_id])
