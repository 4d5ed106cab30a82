"""The frame round the desk's own pages: who may come in, the title, the way here."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_latest_str

from octavo.books.models import Book

View = Callable[..., HttpResponseBase]


def only_for(may: Callable[[Any], bool]) -> Callable[[View], View]:
    """Refuse whoever may not; Wagtail has sent strangers to the door before."""

    def refusing(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not may(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return checked

    return refusing


def header(title: str, icon: str, *trail: dict[str, str]) -> dict[str, Any]:
    """Return what Wagtail's page frame needs: a title, and the way here from the home."""
    home = {"url": reverse("wagtailadmin_home"), "label": _("Home")}
    return {"header_title": title, "header_icon": icon, "breadcrumbs_items": [home, *trail, {"url": "", "label": title}]}


def books_step() -> dict[str, str]:
    return {"url": reverse("wagtailsnippets_octavo_books_book:list"), "label": _("Books")}


def book_step(book: Book) -> dict[str, str]:
    return {"url": edit_url(book), "label": get_latest_str(book)}


def edit_url(book: Book, tab: str = "") -> str:
    """Return the address of a book's editor, at one of its tabs."""
    return reverse("wagtailsnippets_octavo_books_book:edit", args=[book.pk]) + (f"#tab-{tab}" if tab else "")


def book_at(pk: int) -> Book:
    """Return a book that can be worked on; one that was merged away cannot."""
    return get_object_or_404(Book.objects.select_related("locale", "latest_revision"), pk=pk, merged_into=None)
