"""What anybody may read of it, for whoever serves a page."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from octavo.books.models import Book
from octavo.books.queries.books import shown_books
from octavo.columns.models import ColumnPage


def shown_column(pk: int) -> ColumnPage:
    """Return a column that anybody may read, or answer that there is none."""
    return get_object_or_404(ColumnPage.objects.live().public().select_related("locale"), pk=pk)


def shown_book(pk: int) -> Book:
    """Return the row of a book that readers of the page's language are shown, or answer that there is none."""
    shown = shown_books([pk], get_language() or "").get(pk)
    if shown is None:
        raise Http404
    return shown
