"""The pages of a book and a series, covers set in type, and the way from an ISBN to its book."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from octavo.base.bakeable import is_baked
from octavo.books.covers import CoverWords, cover_svg
from octavo.books.models import Book, Series
from octavo.books.queries.books import edition_by_isbn, shown_books

COVER_SECONDS = 3600


@is_baked()
@require_safe
def book(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of a book, in the language of the address where it was translated; a merged one leads to what it became."""
    found = _published(slug)
    if found is None:
        gone = get_object_or_404(Book.objects.exclude(merged_into=None).filter(is_source=True), slug=slug)
        return _led_to(gone)
    return render(request, "books/book.html", {"book": found, "page": None})


@require_safe
def isbn(request: HttpRequest, text: str) -> HttpResponse:
    """Lead from an ISBN in any spelling to its edition."""
    edition = edition_by_isbn(text)
    if edition is None:
        raise Http404(_("There is no book with this ISBN here."))
    return _led_to(edition.book, at=f"#isbn-{edition.isbn}" if edition.withdrawn_at is None else "")


@require_safe
def cover(request: HttpRequest, slug: str) -> HttpResponse:
    """The cover that a book has when nobody gave it one."""
    found = _published(slug)
    if found is None:
        raise Http404
    words = CoverWords(found.title, ", ".join(person.name for person in found.authors[:2]), found.title_original)
    response = HttpResponse(cover_svg(words), content_type="image/svg+xml")
    response["Cache-Control"] = f"public, max-age={COVER_SECONDS}"
    return response


@is_baked()
@require_safe
def series(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "books/series.html", {"series": get_object_or_404(Series, slug=slug), "page": None})


def _published(slug: str) -> Book | None:
    books = Book.objects.published().in_language(get_language() or "").filter(slug=slug)
    return (
        books.select_related("locale", "series", "picked_by", "picked_by__locale")
        .prefetch_related(books.people_prefetch())
        .first()
    )


def _led_to(source: Book, *, at: str = "") -> HttpResponse:
    shown = shown_books([source.pk], get_language() or "").get(source.pk)
    if shown is None:
        raise Http404
    return HttpResponsePermanentRedirect(shown.address_here + at)
