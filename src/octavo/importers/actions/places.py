"""Where things go in the tree of pages."""

from functools import cached_property

from django.urls import Resolver404, resolve
from django.utils.text import slugify
from wagtail.models import Locale, Page, Site

from octavo.columns.models import HomePage, SectionPage

MAX_SLUG_CHARACTERS = 200


class NoPlace(Exception):
    """The site has not been set up; the message says how."""


class Places:
    """The home and the root of sections of the site's first language."""

    @cached_property
    def home(self) -> HomePage:
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        home = site.root_page.specific if site else None
        if not isinstance(home, HomePage):
            raise NoPlace("This site has no home page yet. Start it once with `octavo serve`, then import.")
        return home

    @cached_property
    def sections(self) -> SectionPage:
        roots = SectionPage.objects.child_of(self.home).filter(kind=SectionPage.Kind.COLUMNS).order_by("path")
        root = roots.filter(slug="columns").first() or roots.first()
        if root is None:
            raise NoPlace("This site has no section to put sections in. Add one under the home page in the desk, then import.")
        return root

    @cached_property
    def locale(self) -> Locale:
        return self.home.locale

    def free_slug(self, parent: Page, *wanted: str) -> str:
        """Return the first of the wanted slugs that has letters, with a number if it is taken."""
        candidates = (slugify(text, allow_unicode=True)[:MAX_SLUG_CHARACTERS].strip("-") for text in wanted)
        slug = next((candidate for candidate in candidates if candidate), "untitled")
        if parent.pk == self.home.pk and _belongs_to_a_view(slug):
            slug = f"{slug}-1"
        # Not `get_children`, which trusts the number of children the caller's copy of the parent remembers.
        beside = Page.objects.filter(path__startswith=parent.path, depth=parent.depth + 1, slug__startswith=slug)
        taken = set(beside.values_list("slug", flat=True))
        number, free = 1, slug
        while free in taken:
            free, number = f"{slug}-{number}", number + 1
        return free


def _belongs_to_a_view(slug: str) -> bool:
    """Addresses like /search/ are answered before pages are looked up."""
    try:
        return resolve(f"/{slug}/").url_name != "wagtail_serve"
    except Resolver404:
        return False
