"""Two books that are one: found, laid side by side, merged, and parted again."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.log_actions import log

from octavo.books.actions import merge_books, undo_merge
from octavo.books.actions.merging import CannotMerge
from octavo.books.desk.frame import book_at, book_step, books_step, edit_url, header, only_for
from octavo.books.desk.rules import may_sell
from octavo.books.models import Book, Merge
from octavo.books.queries.books import source_of
from octavo.books.queries.desk import books_at_the_desk, books_called, for_rows, rows_of
from octavo.books.queries.duplicates import likely_duplicates, side_by_side

ROWS_ON_A_PAGE = 50
FOUND_AT_ONCE = 20


@require_safe
@only_for(may_sell)
def pick(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer the books that look like the same one, and a search for others."""
    book = source_of(book_at(pk))
    words = request.GET.get("q", "").strip()
    found = books_called(words, rows_of(books_at_the_desk())).exclude(pk=book.pk) if words else Book.objects.none()
    context = {
        **header(_("Merge with a duplicate"), "resubmit", books_step(), book_step(book)),
        "book": book,
        "likely": for_rows(likely_duplicates(book)),
        "words": words,
        "found": for_rows(found[:FOUND_AT_ONCE]),
    }
    return render(request, "octavo_books/desk/merge_pick.html", context)


@only_for(may_sell)
def merge(request: HttpRequest, pk: int, other_pk: int) -> HttpResponse:
    """GET lays the two side by side; POST merges the one that was not chosen into the other."""
    one, other = source_of(book_at(pk)), source_of(book_at(other_pk))
    if request.method == "POST":
        kept, merged = (other, one) if request.POST.get("keep") == str(other.pk) else (one, other)
        return _merged(request, kept, merged)
    context = {
        **header(_("Are these one book?"), "resubmit", books_step(), book_step(one)),
        "pair": for_rows([one, other]),
        "rows": side_by_side(one, other),
        "back": reverse("books_desk:merge", args=[one.pk]),
    }
    return render(request, "octavo_books/desk/merge.html", context)


@require_safe
@only_for(may_sell)
def merges(request: HttpRequest) -> HttpResponse:
    """List what was merged, the newest first; what can still be undone has a button."""
    rows = Merge.objects.select_related("kept", "merged", "made_by").order_by("-made_at", "-pk")
    context = {
        **header(_("Merges"), "resubmit", books_step()),
        "rows": Paginator(rows, ROWS_ON_A_PAGE).get_page(request.GET.get("p")),
    }
    return render(request, "octavo_books/desk/merges.html", context)


@require_safe
@only_for(may_sell)
def merge_result(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Merge.objects.select_related("kept__locale", "merged__locale", "made_by"), pk=pk)
    context = {**header(_("Merged"), "resubmit", books_step()), "merge": row, "kept_url": edit_url(row.kept)}
    return render(request, "octavo_books/desk/merge_result.html", context)


@require_POST
@only_for(may_sell)
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Merge.objects.select_related("kept", "merged"), pk=pk)
    undo_merge(row)
    log(instance=row.kept, action="octavo.undo_merge", user=request.user, data={"thing": str(row.merged)})
    messages.success(request, _("“%(book)s” is a book of its own again, with its editions.") % {"book": row.merged})
    return redirect("books_desk:merges")


def _merged(request: HttpRequest, kept: Book, merged: Book) -> HttpResponse:
    try:
        row = merge_books(kept, merged, by=request.user)
    except CannotMerge as error:
        messages.error(request, str(error))
        return redirect("books_desk:merge", kept.pk)
    log(instance=kept, action="octavo.merge_books", user=request.user, data={"thing": str(merged)})
    return redirect("books_desk:merge_result", row.pk)
