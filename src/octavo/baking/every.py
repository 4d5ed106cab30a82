"""Every public page there is, by its address; of long lists the pages that may be baked."""

from collections.abc import Iterator
from math import ceil
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from taggit.models import Tag

from octavo.baking.addresses import Address
from octavo.base.bakeable import LAST_BAKED_PAGE
from octavo.books.models import Series
from octavo.books.queries.catalogue import BOOKS_ON_A_PAGE, counts_of_all, subjects_with_books
from octavo.columns.models import ColumnPage, ColumnTag, SectionPage
from octavo.columns.models.pages import COLUMNS_ON_A_PAGE
from octavo.columns.queries.furniture import homes
from octavo.columns.sitemaps import SITEMAPS
from octavo.people.models import Person

# Without words of their own; below /opds/2/ is each of the first kind again.
LISTS = (
    "books:catalogue",
    "books:new",
    "books:forthcoming",
    "books:picks",
    "books:subjects",
    "columns:feed",
    "conversation:feed",
)
OPDS = ("opds", "opds_all", "opds_picks", "opds_forthcoming", "opds_subjects")


def every_address() -> Iterator[Address]:
    """Yield each public page once, what readers ask for most first."""
    yield Address("/sitemap.xml")
    for sitemap in SITEMAPS.values():
        found = sitemap() if isinstance(sitemap, type) else sitemap
        items: Any = found.items()
        yield from (_at(found.location(item)) for item in items.iterator(chunk_size=500))
    for section in SectionPage.objects.published().select_related("locale"):
        columns = ColumnPage.objects.in_section(section).published().count()
        yield from _further(section.url, columns, COLUMNS_ON_A_PAGE)
        yield _at(f"{section.url}feed/")
    for language_code, _name in settings.LANGUAGES:
        if language_code in homes():
            with translation.override(language_code):
                yield from _lists()


def _lists() -> Iterator[Address]:
    """Yield the lists of the language in use."""
    counts = counts_of_all()
    yield from (_at(reverse(name)) for name in LISTS)
    yield from (_at(reverse(f"books:{name}")) for name in (*OPDS, *(name.replace("opds", "opds2") for name in OPDS)))
    yield from _further(reverse("books:catalogue"), counts.get("all", 0), BOOKS_ON_A_PAGE)
    for subject in subjects_with_books():
        for name in ("subject", "opds_subject", "opds2_subject"):
            yield _at(reverse(f"books:{name}", args=[subject.slug]))
        yield from _further(reverse("books:subject", args=[subject.slug]), subject.book_count, BOOKS_ON_A_PAGE)
    for series in Series.objects.iterator():
        yield _at(reverse("books:series", args=[series.slug]))
    language = translation.get_language()
    for person in Person.objects.in_language(language).iterator():
        yield _at(reverse("columns:person_feed", args=[person.slug]))
    tagged = ColumnTag.objects.filter(content_object__live=True, content_object__locale__language_code=language)
    for tag in Tag.objects.filter(pk__in=tagged.values("tag")):
        yield _at(reverse("columns:tag", args=[tag.slug]))
        yield _at(reverse("columns:tag_feed", args=[tag.slug]))


def _at(url: str) -> Address:
    """Return the page of an address as Django writes it, for links."""
    return Address(unquote(url))


def _further(path: str, things: int, on_a_page: int) -> Iterator[Address]:
    """Yield the pages of a list after its first."""
    for page in range(2, min(ceil(things / on_a_page), LAST_BAKED_PAGE) + 1):
        yield Address(unquote(path), (("page", str(page)),))
