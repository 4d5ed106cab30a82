"""Every link of the magazine, and which of them lead nowhere."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import Model
from django.http import Http404, HttpRequest
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import gettext as _
from taggit.models import Tag
from wagtail.contrib.redirects.models import Redirect
from wagtail.coreutils import get_dummy_request
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from octavo.columns.links import FoundLink, link_to, links_in_blocks, links_in_html
from octavo.columns.models import ColumnPage, HomePage, LinkCheck, MenuItem, OrdinaryPage, SectionPage
from octavo.people.models import Person


@dataclass(frozen=True)
class Source:
    """Where a link stands. `kind` is page, menu or person."""

    kind: str
    pk: int
    title: str


@dataclass(frozen=True)
class BrokenLink:
    source: Source
    target: str
    why: str


def broken_links(*, page_pks: set[int] | None = None) -> list[BrokenLink]:
    """Return the links that lead nowhere; with `page_pks`, of pages only those."""
    found = [(source, link) for source, link in all_links() if page_pks is None or source.kind != "page" or source.pk in page_pks]
    why = _reasons({link for _source, link in found})
    broken = [(source, link) for source, link in found if link in why]
    names = _names({link for _source, link in broken})
    return [BrokenLink(source, names[link], why[link]) for source, link in broken]


def outside_links() -> set[str]:
    """Return the addresses on other sites that readers are led to."""
    return {link.target for _source, link in all_links() if link.kind == "outside"}


def all_links() -> Iterator[tuple[Source, FoundLink]]:
    """Yield each link that readers can see once for each place it stands in."""
    for source, links in _links_of_sources():
        for link in dict.fromkeys(_as_path(link) for link in links):
            yield source, link


def _links_of_sources() -> Iterator[tuple[Source, Iterable[FoundLink]]]:
    for pk, title, body, hero in ColumnPage.objects.live().values_list("pk", "title", "body", "hero").iterator():
        shown = [FoundLink("picture", str(hero))] if hero else []
        yield Source("page", pk, title), [*shown, *_stored(body)]
    for model, name in ((OrdinaryPage, "body"), (HomePage, "front")):
        for pk, title, blocks in model.objects.live().values_list("pk", "title", name):
            yield Source("page", pk, title), _stored(blocks)
    for pk, title, introduction in SectionPage.objects.live().values_list("pk", "title", "introduction"):
        yield Source("page", pk, title), links_in_html(introduction)
    for item in MenuItem.objects.select_related("menu__locale", "page"):
        link = [FoundLink("page", str(item.page_id))] if item.page_id else link_to(item.url)
        yield Source("menu", item.menu_id, str(item.menu)), link
    for pk, name, bio in Person.objects.exclude(bio="").values_list("pk", "name", "bio"):
        yield Source("person", pk, name), links_in_html(bio)


def _stored(value: object) -> Iterator[FoundLink]:
    # values_list gives a StreamValue; its raw data costs no query for pictures.
    return links_in_blocks(list(getattr(value, "raw_data", ())))


def _as_path(link: FoundLink) -> FoundLink:
    """Take an address that names this very site for the path it is."""
    own = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    parts = urlsplit(link.target) if link.kind == "outside" else None
    if parts and parts.netloc == own.netloc:
        return FoundLink("path", parts.path or "/")
    return link


def _reasons(links: set[FoundLink]) -> dict[FoundLink, str]:
    reasons: dict[FoundLink, str] = {}
    for kind, check in (("page", _of_pages), ("document", _of_documents), ("picture", _of_pictures), ("outside", _of_outside)):
        targets = {link.target for link in links if link.kind == kind}
        reasons |= {FoundLink(kind, target): why for target, why in check(targets).items()}
    paths = _LivePaths()
    reasons |= {link: _("There is no such page here.") for link in links if link.kind == "path" and not paths.leads(link.target)}
    return reasons


def _of_pages(targets: set[str]) -> dict[str, str]:
    live = {str(pk): is_live for pk, is_live in Page.objects.filter(pk__in=_numbers(targets)).values_list("pk", "live")}
    gone = {target: _("The page was deleted.") for target in targets if target not in live}
    return gone | {target: _("The page is not published.") for target, is_live in live.items() if not is_live}


def _of_documents(targets: set[str]) -> dict[str, str]:
    return _missing(get_document_model(), targets, _("The document was deleted."))


def _of_pictures(targets: set[str]) -> dict[str, str]:
    return _missing(get_image_model(), targets, _("The picture was deleted."))


def _missing(model: type[Model], targets: set[str], why: str) -> dict[str, str]:
    there = {str(pk) for pk in model._default_manager.filter(pk__in=_numbers(targets)).values_list("pk", flat=True)}
    return dict.fromkeys(targets - there, why)


def _of_outside(targets: set[str]) -> dict[str, str]:
    checks = LinkCheck.objects.exclude(status=LinkCheck.Status.ALIVE)
    return {check.url: check.reason for check in checks if check.url in targets and check.is_broken}


def _numbers(targets: set[str]) -> list[int]:
    return [int(target) for target in targets if target.isdigit()]


def _names(links: set[FoundLink]) -> dict[FoundLink, str]:
    pages = [link.target for link in links if link.kind == "page"]
    titles = {str(pk): title for pk, title in Page.objects.filter(pk__in=pages).values_list("pk", "title")}
    words = {"page": _("page %(pk)s"), "document": _("document %(pk)s"), "picture": _("picture %(pk)s")}
    return {
        link: (titles.get(link.target) if link.kind == "page" else None) or words.get(link.kind, "%(pk)s") % {"pk": link.target}
        for link in links
    }


class _LivePaths:
    """Answers whether a path of this site leads somewhere, without asking its views."""

    def __init__(self) -> None:
        self.site = Site.objects.select_related("root_page").get(is_default_site=True)
        self.redirects = set(Redirect.objects.values_list("old_path", flat=True))

    def leads(self, address: str) -> bool:
        path = unquote(urlsplit(address).path)
        if Redirect.normalise_path(address) in self.redirects or Redirect.normalise_path(path) in self.redirects:
            return True
        language = translation.get_language_from_path(path) or settings.LANGUAGE_CODE
        with translation.override(language):
            return self._leads_in_its_language(path)

    def _leads_in_its_language(self, path: str) -> bool:
        try:
            match = resolve(path if path.endswith("/") or "." in path.rpartition("/")[2] else f"{path}/")
        except Resolver404:
            return path.startswith(settings.STATIC_URL)
        checks = {
            "wagtail_serve": lambda: self._is_page(match.args[0] if match.args else match.kwargs.get("path", "")),
            "people:person": lambda: (
                Person.objects.in_language(translation.get_language()).filter(slug=match.kwargs["slug"]).exists()
            ),
            "columns:tag": lambda: Tag.objects.filter(slug=match.kwargs["slug"]).exists(),
            "media": lambda: default_storage.exists(match.kwargs["path"]),
            "wagtaildocs_serve": lambda: get_document_model().objects.filter(pk=match.args[0]).exists(),
        }
        return checks.get(match.view_name, lambda: True)()

    def _is_page(self, path: str) -> bool:
        request: HttpRequest = get_dummy_request(site=self.site)
        try:
            page = self.site.root_page.localized.specific.route(request, [part for part in path.split("/") if part]).page
        except Http404:
            return False
        return page.live
