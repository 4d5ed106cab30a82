"""A book added by its ISBN: typed or scanned, looked up, looked through, saved; and the next."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from octavo.books.codes import hyphenated
from octavo.books.desk.fields import COMMON_CURRENCIES
from octavo.books.desk.frame import books_step, edit_url, header, only_for
from octavo.books.models import Book, Edition
from octavo.books.queries.books import edition_by_isbn
from octavo.importers.actions.by_isbn import add_by_isbn, wanted_cover
from octavo.importers.desk.by_isbn_forms import ByIsbnForm, PeopleForms
from octavo.importers.desk.by_isbn_values import filled_with, people_of, side_by_side
from octavo.importers.desk.rules import may_add_by_isbn
from octavo.importers.lookup.asking import Asked, ask_all
from octavo.importers.lookup.sources import sources
from octavo.importers.lookup.typed import Mistyped, isbn_typed
from octavo.importers.queries.by_isbn import added_today, kin_of
from octavo.importers.tasks import bring_files_later, read_unread

PAGE, FORM_PAGE = "octavo_importers/desk/by_isbn.html", "octavo_importers/desk/by_isbn_form.html"
MOST_OFFERED = 30


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(may_add_by_isbn)
def by_isbn(request: HttpRequest) -> HttpResponse:
    """GET asks for an ISBN, or shows what is known of one in a form to be looked through; POST adds the book."""
    typed = request.POST.get("isbn", "") if request.method == "POST" else request.GET.get("isbn", "")
    if request.GET.get("part") == "sources":
        return _sources(request)
    if not typed.strip():
        return _ask(request)
    try:
        isbn = isbn_typed(typed)
    except Mistyped as wrong:
        return _ask(request, typed=typed, wrong=_in_words(wrong), right=wrong.right)
    if known := edition_by_isbn(isbn):
        return _ask(request, known=known)
    return _save(request, isbn) if request.method == "POST" else _offer(request, isbn)


def _ask(request: HttpRequest, **told: Any) -> HttpResponse:
    context = {**header(_("Add by ISBN"), "plus", books_step()), **_where_it_looks(), "today": added_today(), **told}
    if told.get("known"):
        book = told["known"].book
        context["known_url"] = edit_url(book.merged_into or book)
    if told.get("right"):
        context["right_hyphenated"] = hyphenated(told["right"])
    return render(request, PAGE, context)


def _sources(request: HttpRequest) -> HttpResponse:
    return render(request, "octavo_importers/desk/_by_isbn_sources.html", _where_it_looks())


def _where_it_looks() -> dict[str, Any]:
    files = sources()
    read_unread(files)
    are_unread = any(source.about is None for source in files)
    return {"sources": files, "are_unread": are_unread, "asks_open_library": settings.OCTAVO_OPEN_LIBRARY}


def _offer(request: HttpRequest, isbn: str) -> HttpResponse:
    asked = ask_all(isbn)
    read_unread(asked.sources)
    chosen_at = _chosen_at(request, asked)
    kin = kin_of(one.record for one in asked.found)
    initial = {**filled_with(asked.found, chosen_at), "isbn": isbn, "book": kin.named[0].pk if kin.named else None}
    form = ByIsbnForm(initial=initial, kin=[*kin.named, *kin.alike][:MOST_OFFERED])
    people = PeopleForms(initial=people_of(asked.found, chosen_at), prefix="people")
    return _form_page(request, isbn, form, people, asked=asked, kin=kin, chosen_at=chosen_at)


def _save(request: HttpRequest, isbn: str) -> HttpResponse:
    form = ByIsbnForm(request.POST, kin=_offered(request))
    people = PeopleForms(request.POST, prefix="people")
    if not (form.is_valid() and people.is_valid()):
        return _form_page(request, isbn, form, people, status=422)
    try:
        edition = _added(request, form, people)
    except IntegrityError:
        # Somebody else scanned it in the same moment.
        return _ask(request, known=edition_by_isbn(isbn))
    words = {"edition": edition, "book": edition.book}
    messages.success(request, _("“%(book)s” was added: %(edition)s.") % words)
    return redirect("feeds_desk:by_isbn") if request.POST.get("then") == "next" else redirect(edit_url(edition.book))


def _offered(request: HttpRequest) -> list[Book]:
    """Return the books that the form offered the edition to, to offer them again when something else is wrong with it."""
    pks = [int(pk) for pk in request.POST.getlist("offered")[:MOST_OFFERED] if pk.isascii() and pk.isdecimal() and len(pk) < 10]
    return list(Book.objects.filter(pk__in=pks, is_source=True, merged_into=None)) if pks else []


def _added(request: HttpRequest, form: ByIsbnForm, people: Any) -> Edition:
    is_live = request.user.has_perm("octavo_books.publish_book")
    with transaction.atomic():
        edition = add_by_isbn(form.record(people), by=request.user, book=form.cleaned_data["book"], is_live=is_live)
        if wants := wanted_cover(edition, form.cover_to_fetch):
            bring_files_later.enqueue(None, wants)
    return edition


def _form_page(request: HttpRequest, isbn: str, form: ByIsbnForm, people: Any, *, status: int = 200, **told: Any) -> HttpResponse:
    asked: Asked | None = told.get("asked")
    context = {
        **header(_("Add %(isbn)s") % {"isbn": hyphenated(isbn)}, "plus", books_step(), _step()),
        "isbn": isbn,
        "form": form,
        "people": people,
        "is_checked": asked is None,
        "found": asked.found if asked else [],
        "unreadable": asked.unreadable if asked else [],
        "no_answer": asked.no_answer if asked else "",
        "rows": side_by_side(asked.found, told["chosen_at"]) if asked and len(asked.found) > 1 else [],
        "unread": [source for source in asked.sources if source.about is None] if asked else [],
        "currencies": COMMON_CURRENCIES,
        "media": form.media,
        **told,
    }
    return render(request, FORM_PAGE, context, status=status)


def _chosen_at(request: HttpRequest, asked: Asked) -> int:
    """Return which of those that know it the form is filled with: the first, unless another was asked for."""
    number = request.GET.get("from", "")
    at = int(number) if number.isdecimal() and number.isascii() and len(number) < 4 else 0
    return at if at < len(asked.found) else 0


def _in_words(wrong: Mistyped) -> str:
    words = {"text": wrong.text, "digits": wrong.digits}
    if wrong.is_other_ware:
        return _("“%(text)s” is on another ware: the number of a book begins with 978 or 979.") % words
    if wrong.right:
        return _("“%(text)s” is no ISBN: its last digit does not fit the others, so one is mistyped.") % words
    return _("“%(text)s” has %(digits)d digits; an ISBN has 13, or 10 in the old form.") % words


def _step() -> dict[str, str]:
    return {"url": reverse("feeds_desk:by_isbn"), "label": _("Add by ISBN")}
