"""The catalogue: everything, a subject, what is new, forthcoming or recommended, and what was searched for."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from octavo.base.bakeable import is_baked
from octavo.base.money import Money, in_words, minor_places
from octavo.books.codes import AVAILABILITY, FORMS
from octavo.books.models import Subject
from octavo.books.models.edition import AVAILABILITY_NAMES, FORM_NAMES
from octavo.books.queries.books import edition_by_isbn
from octavo.books.queries.catalogue import (
    LAST_PAGE,
    ORDERS,
    Choice,
    Shelf,
    price_values,
    shelf_of,
    subjects_under,
    subjects_with_books,
    trail_of,
)
from octavo.books.queries.search import find_books
from octavo.books.wording import language_name

LONGEST_QUESTION = 100
FACET_NAMES = {
    "form": _("Form"),
    "language": _("Language"),
    "available": _("Availability"),
    "price": _("Price"),
}
ORDER_NAMES = {
    "newest": _("Newest"),
    "title": _("Title"),
    "cheapest": _("Price, low to high"),
    "dearest": _("Price, high to low"),
}
KIND_NAMES = {"new": _("New books"), "forthcoming": _("Forthcoming"), "picks": _("We recommend")}


@dataclass(frozen=True)
class Line:
    """A link of the facets. `books` is None where the number is not known."""

    name: Any
    url: str
    books: int | None = None
    is_chosen: bool = False


@is_baked("page", *FACET_NAMES, apart_from=("q", "order"))
@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Everything, narrowed by facets; with ?q= what was searched for, and an ISBN leads straight to its book."""
    if words := request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_QUESTION]:
        return _found(request, words)
    return _list(request, _choice(request), {"heading": _("Books")})


@is_baked("page", *FACET_NAMES, apart_from=("order",))
@require_safe
def kind(request: HttpRequest, kind: str) -> HttpResponse:
    """New, forthcoming or recommended books."""
    return _list(request, _choice(request, kind=kind), {"heading": KIND_NAMES[kind], "kind": kind})


@is_baked("page", *FACET_NAMES, apart_from=("order",))
@require_safe
def subject(request: HttpRequest, slug: str) -> HttpResponse:
    """The books of a subject and of all that is under it."""
    found = get_object_or_404(Subject, slug=slug)
    trail = trail_of(found)
    words = {"heading": found.shown_name, "subject": found, "subject_trail": trail[:-1]}
    return _list(request, _choice(request, subject=found.pk), words)


@is_baked()
@require_safe
def subjects(request: HttpRequest) -> HttpResponse:
    """All subjects that have books, as a tree."""
    return render(request, "books/subjects.html", {"tree": _tree(subjects_with_books()), "page": None})


def _found(request: HttpRequest, words: str) -> HttpResponse:
    edition = edition_by_isbn(words)
    if edition and edition.withdrawn_at is None:
        return HttpResponseRedirect(reverse("books:isbn", args=[edition.isbn]))
    books = find_books(words, language_code=get_language() or "")
    return render(request, "books/search.html", {"words": words, "books": books, "page": None})


def _list(request: HttpRequest, choice: Choice, words: dict[str, Any]) -> HttpResponse:
    shelf = shelf_of(choice, language_code=get_language() or "")
    if choice.page > 1 and not shelf.books:
        raise Http404
    beside = subjects_under(words.get("subject"), shelf.counts)
    shown = {
        **words,
        "shelf": shelf,
        "subjects": beside,
        "carried": _carried(choice),
        "facets": _facets(shelf),
        "chosen": _chosen(choice),
        "orders": [
            Line(name, _address(choice, order=order), is_chosen=order == choice.order) for order, name in ORDER_NAMES.items()
        ],
        "previous_url": _page_address(choice, choice.page - 1) if choice.page > 1 else "",
        "next_url": _page_address(choice, choice.page + 1) if shelf.has_next else "",
        "is_narrowed": bool(choice.query()) or choice.page > 1,
        "page": None,
    }
    response = render(request, "books/catalogue.html", shown)
    if shown["is_narrowed"] and not shelf.books:
        # There is no end of languages that no book has.
        patch_cache_control(response, private=True)
    return response


def _choice(request: HttpRequest, **fixed: Any) -> Choice:
    """Read what was chosen from the address. Raises Http404 for a value that no shelf has ever had."""
    said = {name: request.GET.get(name, "") for name in ("form", "language", "available", "price")}
    allowed = {"form": FORMS, "available": AVAILABILITY, "price": price_values()}
    order, page = request.GET.get("order", "newest"), request.GET.get("page", "1")
    if any(said[name] and said[name] not in values for name, values in allowed.items()) or order not in ORDERS:
        raise Http404
    if not said["language"].replace("-", "").isalnum() and said["language"]:
        raise Http404
    if not (page.isascii() and page.isdigit() and 1 <= int(page) <= LAST_PAGE):
        raise Http404
    return Choice(**{**said, **fixed}, order=order, page=int(page))


def _facets(shelf: Shelf) -> list[tuple[str, Any, list[Line]]]:
    """Return each facet that is still open, with the values that some book beside what is chosen has."""
    facets = []
    for facet, name in FACET_NAMES.items():
        if getattr(shelf.choice, facet):
            continue
        present = {mark.split(":", 1)[1]: books for mark, books in shelf.counts.items() if mark.startswith(f"{facet}:")}
        lines = [
            Line(_value_name(facet, value), _address(shelf.choice, **{facet: value}), _number(shelf, present[value]))
            for value in _sorted(facet, present)
        ]
        if lines:
            facets.append((facet, name, lines))
    return facets


def _number(shelf: Shelf, books: int) -> int | None:
    return books if shelf.are_exact else None


def _chosen(choice: Choice) -> list[Line]:
    """Return what was chosen, each with the address without it."""
    values = {facet: getattr(choice, facet) for facet in FACET_NAMES}
    return [Line(_value_name(facet, value), _address(choice, **{facet: ""})) for facet, value in values.items() if value]


def _carried(choice: Choice) -> str:
    """Return the query that a subject's address takes along."""
    query = choice.query(without=("subject",))
    return f"?{query}" if query else ""


def _address(choice: Choice, **changes: Any) -> str:
    query = choice.query(without=("subject",), **changes)
    return f"?{query}" if query else "."


def _page_address(choice: Choice, page: int) -> str:
    query = choice.query(without=("subject",))
    parts = [part for part in (query, f"page={page}" if page > 1 else "") if part]
    return f"?{'&'.join(parts)}" if parts else "."


def _sorted(facet: str, values: dict[str, int]) -> list[str]:
    orders = {"form": list(FORMS), "available": list(AVAILABILITY), "price": price_values()}
    if facet in orders:
        return [value for value in orders[facet] if value in values]
    return sorted(values, key=lambda value: (-values[value], value))


def _value_name(facet: str, value: str) -> Any:
    match facet:
        case "form":
            return FORM_NAMES[value]
        case "available":
            return AVAILABILITY_NAMES[value]
        case "language":
            return language_name(value)
    return _price_range(value)


def _price_range(value: str) -> str:
    lower, upper = value.split("-")
    unit = 10 ** minor_places(settings.OCTAVO_CURRENCY)

    def said(amount: str) -> str:
        return in_words(Money(int(amount) * unit, settings.OCTAVO_CURRENCY), get_language() or "en")

    if not upper:
        return str(_("%(price)s and more") % {"price": said(lower)})
    return str(_("under %(price)s") % {"price": said(upper)}) if lower == "0" else f"{said(lower)} – {said(upper)}"


def _tree(subjects: list[Subject]) -> list[Subject]:
    """Hang each subject under its parent as `shown_children`; return the roots, by name."""
    by_pk = {subject.pk: subject for subject in subjects}
    for found in subjects:
        found.shown_children = []
    roots: list[Subject] = []
    for found in sorted(subjects, key=lambda subject: subject.shown_name):
        parent = by_pk.get(found.parent_id) if found.parent_id else None
        (parent.shown_children if parent else roots).append(found)
    return roots
