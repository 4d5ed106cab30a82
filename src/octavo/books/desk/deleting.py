"""What may be deleted, and what is put in order afterwards. Wagtail asks for one row and for many alike."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from octavo.books.actions import shelve
from octavo.books.models import Book, Edition, Publisher, Series, Subject
from octavo.books.queries.desk import pks_of_books_under


def refuse_what_is_in_use(request: HttpRequest, instances: Sequence[Any]) -> HttpResponse | None:
    """Say why something cannot be deleted, and go back to its list; else remember whose shelves it changes."""
    reason = next(filter(None, (_reason(instance) for instance in instances)), "")
    if reason:
        messages.error(request, reason)
        return redirect(type(instances[0]).snippet_viewset.get_url_name("list"))
    ordering = [instance for instance in instances if isinstance(instance, Subject | Series)]
    request.books_to_shelve = {pk for instance in ordering for pk in pks_of_books_under(instance)}  # type: ignore[attr-defined]
    return None


def shelve_what_it_was_part_of(request: HttpRequest, instances: Iterable[Any]) -> None:
    shelve(getattr(request, "books_to_shelve", ()))


def _reason(instance: Any) -> str:
    if isinstance(instance, Book):
        return _reason_of_book(instance)
    if isinstance(instance, Subject) and instance.children.exists():
        return _("“%(subject)s” has subjects under it. Move or delete those first.") % {"subject": instance}
    if isinstance(instance, Publisher) and instance.editions.exists():
        return _("There are editions of “%(publisher)s”.") % {"publisher": instance}
    return ""


def _reason_of_book(book: Book) -> str:
    words = {"book": book}
    if Edition.objects.filter(book=book).exists():
        return (
            _("“%(book)s” has editions, which somebody may have bought. Withdraw those, or merge the book with another.") % words
        )
    if book.is_source and book.get_translations().exists():
        return _("“%(book)s” is told in other languages too. Delete those first.") % words
    if book.merges.exists() or book.merges_away.exists():
        return _("“%(book)s” was merged with another book. Unpublish it instead.") % words
    return ""
