"""What stands round a page: menus, the magazine's texts, the other languages of a page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_info
from wagtail.models import Locale, Page, Site

from octavo.base.furniture import kept
from octavo.base.shown import shows_rows
from octavo.books.models import Book
from octavo.columns.models import HomePage, MagazineSettings, MenuItem


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    is_current: bool = False
    code: str = ""


def menu(place: str, request: HttpRequest | None) -> list[Link]:
    """Return the entries of a menu in the language of the address, without those that lead nowhere."""
    path = request.path if request else "/"
    return [
        Link(label, url, is_current=_is_within(path, url))
        for where, label, url in kept(f"menus:{get_language()}", _menu_entries)
        if where == place and url
    ]


def _menu_entries() -> list[tuple[str, str, str]]:
    items = (
        MenuItem.objects.with_live_targets()
        .filter(menu__locale__language_code=get_language())
        .select_related("menu", "page", "page__locale")
        .order_by("sort_order")
    )
    return [(item.menu.place, str(item), item.page.url if item.page else item.url) for item in items]


def _once(request: HttpRequest | None, name: str, query: Callable[[], Any]) -> Any:
    """Run a query once a request: the masthead, the head and the footer ask for the same."""
    kept = request.__dict__.setdefault("_octavo_furniture", {}) if request else {}
    if name not in kept:
        kept[name] = query()
    return kept[name]


def magazine(request: HttpRequest | None) -> MagazineSettings:
    """Return what the magazine says of itself, in the language of the address."""
    return kept(f"magazine:{get_language()}", _magazine)


def _magazine() -> MagazineSettings:
    site = Site.objects.get(is_default_site=True)
    # Not Wagtail's way, which writes a row for whoever reads a page first.
    texts = MagazineSettings.objects.filter(site=site).select_related("site").first() or MagazineSettings(site=site)
    # Fetched with it: what is kept is fetched no more.
    _ = texts.links
    language = get_language()
    if language != settings.LANGUAGE_CODE and (home := home_in(language)):
        texts.speak_as(home)
    return texts


def languages_of(shown: Any, request: HttpRequest | None = None) -> list[Link]:
    """Return the languages in which `shown` (a page or person, or nothing) can be read; alone, none."""
    codes = [code for code, _ in settings.LANGUAGES]
    if len(codes) < 2:
        return []
    found = dict(_once(request, "languages", lambda: _addresses_in_languages(shown)))
    if len(found) < 2:
        return []
    current = get_language()
    return [
        Link(get_language_info(code)["name_local"], found[code], is_current=code == current, code=code)
        for code in codes
        if code in found
    ]


def _addresses_in_languages(shown: Any) -> list[tuple[str, str]]:
    # What has no translations of its own offers the other front pages.
    if shown is None or not hasattr(shown, "translation_key"):
        return [(code, home.url) for code, home in homes().items()]
    shows_rows(type(shown), translation_key=shown.translation_key)
    others = type(shown).objects.filter(translation_key=shown.translation_key).select_related("locale")
    if isinstance(shown, Page | Book):
        others = others.filter(live=True)
    return [(other.locale.language_code, other.url) for other in others]


@dataclass(frozen=True)
class Home:
    """The front page of a language: where it stands among the pages, and its address."""

    path: str
    depth: int
    url_path: str
    url: str


def homes() -> dict[str, Home]:
    """Return the front page of each language that has one."""
    return kept("homes", _homes)


def _homes() -> dict[str, Home]:
    found = HomePage.objects.live().select_related("locale")
    return {home.locale.language_code: Home(home.path, home.depth, home.url_path, home.url) for home in found}


def site_of(request: HttpRequest) -> Site:
    """Return the site of a request. There is one for each install; where somebody has made two, Wagtail knows which is meant."""
    sites = kept("sites", lambda: list(Site.objects.values()))
    if len(sites) == 1 and not hasattr(request, "_wagtail_site"):
        # A new one for each request: on it hangs the root page, which learns what language it is asked in.
        request._wagtail_site = Site(**sites[0])  # type: ignore[attr-defined]
    return Site.find_for_request(request)


def _is_within(path: str, url: str) -> bool:
    return path == url or (len(url) > 1 and url.startswith("/") and path.startswith(url) and url != _home_address())


def _home_address() -> str:
    code = get_language()
    return "/" if code == settings.LANGUAGE_CODE else f"/{code}/"


def home_in(language_code: str) -> HomePage | None:
    return HomePage.objects.filter(locale=Locale.objects.get(language_code=language_code)).live().first()
