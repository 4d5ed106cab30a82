"""The addresses of OPDS: /opds/ in Atom, /opds/2/ in JSON, with the same pages below each."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from octavo.base.bakeable import is_baked
from octavo.books.models import Book, Subject
from octavo.books.models.edition import FORM_NAMES
from octavo.books.opds.atom import TYPE as ATOM_TYPE
from octavo.books.opds.atom import atom_of, search_description
from octavo.books.opds.documents import Entry, Facet, Page, Way, entry_of
from octavo.books.opds.json import TYPE as JSON_TYPE
from octavo.books.opds.json import json_of
from octavo.books.queries.catalogue import (
    LAST_PAGE,
    Choice,
    Shelf,
    changed_at,
    counts_of_all,
    shelf_of,
    subjects_under,
    with_opds,
)
from octavo.books.queries.search import find_books

# What stands in the address of the second spelling.
JSON = 2
Maker = Callable[..., Page]


def spelled(maker: Maker) -> Callable[..., HttpResponse]:
    """Make a view of what makes a page: Atom, or JSON below /opds/2/."""

    @require_safe
    def view(request: HttpRequest, version: int = 1, **words: Any) -> HttpResponse:
        root_path = _at("opds", version)
        page = maker(request, version, **words)
        if not page.entries:
            page.changed_at = changed_at() or page.changed_at
        if version == JSON:
            said = json_of(page, root_url=_root_url(), root_path=root_path)
            return JsonResponse(said, content_type=JSON_TYPE, json_dumps_params={"ensure_ascii": False})
        body = atom_of(page, root_url=_root_url(), root_path=root_path, author=_name())
        return HttpResponse(body, content_type=ATOM_TYPE + page.kind)

    return view


def root_page(request: HttpRequest, version: int) -> Page:
    counts = counts_of_all()
    sort_new = "http://opds-spec.org/sort/new"
    ways = [
        Way(_("All books"), _at("opds_all", version), sort_new, summary=_("The newest first."), count=counts.get("all", 0)),
        Way(_("We recommend"), _at("opds_picks", version), "http://opds-spec.org/featured", count=counts.get("pick", 0)),
        Way(_("Forthcoming"), _at("opds_forthcoming", version), count=counts.get("forthcoming", 0)),
        Way(_("Subjects"), _at("opds_subjects", version), kind="navigation"),
    ]
    return Page(title=_name(), path=_at("opds", version), ways=ways)


def subjects_page(request: HttpRequest, version: int) -> Page:
    ways = [
        Way(subject.shown_name, _at("opds_subject", version, slug=subject.slug), count=subject.book_count)
        for subject in subjects_under(None, counts_of_all())
    ]
    return Page(title=_("Subjects"), path=_at("opds_subjects", version), up=_at("opds", version), ways=ways)


def all_page(request: HttpRequest, version: int) -> Page:
    return _books(request, version, "opds_all", _("All books"), {})


def picks_page(request: HttpRequest, version: int) -> Page:
    return _books(request, version, "opds_picks", _("We recommend"), {"kind": "picks"})


def forthcoming_page(request: HttpRequest, version: int) -> Page:
    return _books(request, version, "opds_forthcoming", _("Forthcoming"), {"kind": "forthcoming"})


def subject_page(request: HttpRequest, version: int, slug: str) -> Page:
    subject = get_object_or_404(Subject, slug=slug)
    page = _books(request, version, "opds_subject", subject.shown_name, {"subject": subject.pk}, slug=slug)
    page.up = _at("opds_subjects", version)
    return page


def search_page(request: HttpRequest, version: int) -> Page:
    words = (request.GET.get("q") or request.GET.get("query") or "").replace("\0", "").strip()[:100]
    books = find_books(words, language_code=get_language() or "")
    entries = _entries(books)
    query = request.GET.urlencode()
    path = _at("opds_search", version) + (f"?{query}" if query else "")
    return Page(
        title=_("Found: %(words)s") % {"words": words}, path=path, up=_at("opds", version), entries=entries, total=len(entries)
    )


@require_safe
def description(request: HttpRequest) -> HttpResponse:
    body = search_description(root_url=_root_url(), root_path=reverse("books:opds"), name=_name())
    return HttpResponse(body, content_type="application/opensearchdescription+xml")


def _books(request: HttpRequest, version: int, name: str, title: str, fixed: dict[str, Any], **where: Any) -> Page:
    number, form = request.GET.get("page", "1"), request.GET.get("form", "")
    if not (number.isascii() and number.isdigit() and 1 <= int(number) <= LAST_PAGE) or (form and form not in FORM_NAMES):
        raise Http404
    choice = Choice(**fixed, form=form, page=int(number))
    shelf = shelf_of(choice, language_code=get_language() or "")
    path = _at(name, version, **where)
    return Page(
        title=title,
        path=_with(path, form, choice.page),
        up=_at("opds", version),
        entries=_entries(shelf.books),
        facets=_facets(shelf, path, form),
        total=shelf.total,
        previous=_with(path, form, choice.page - 1) if choice.page > 1 else "",
        next=_with(path, form, choice.page + 1) if shelf.has_next else "",
    )


def _facets(shelf: Shelf, path: str, chosen: str) -> list[Facet]:
    if chosen:
        group, name = _("Form"), str(FORM_NAMES[chosen])
        return [Facet(group, name, _with(path, chosen, 1), is_chosen=True), Facet(group, _("All forms"), path)]
    present = {mark.removeprefix("form:"): books for mark, books in shelf.counts.items() if mark.startswith("form:")}
    return [
        Facet(_("Form"), str(FORM_NAMES[form]), _with(path, form, 1), present[form]) for form in FORM_NAMES if form in present
    ]


def _entries(books: list[Book]) -> list[Entry]:
    return [entry for entry in map(entry_of, with_opds(books)) if entry]


def _with(path: str, form: str, page: int) -> str:
    parts = [part for part in (f"form={form}" if form else "", f"page={page}" if page > 1 else "") if part]
    return f"{path}?{'&'.join(parts)}" if parts else path


def _at(name: str, version: int, **where: Any) -> str:
    return reverse(f"books:{name.replace('opds', 'opds2') if version == JSON else name}", kwargs=where)


def _root_url() -> str:
    return settings.WAGTAILADMIN_BASE_URL


def _name() -> str:
    return settings.WAGTAIL_SITE_NAME


opds = is_baked()(spelled(root_page))
opds_all = is_baked("page", "form")(spelled(all_page))
opds_picks = is_baked()(spelled(picks_page))
opds_forthcoming = is_baked()(spelled(forthcoming_page))
opds_subjects = is_baked()(spelled(subjects_page))
opds_subject = is_baked()(spelled(subject_page))
opds_search = spelled(search_page)
