"""What search engines are told exists."""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.sitemaps import Sitemap
from wagtail.models import Page

from octavo.base.shown import shows_rows
from octavo.books.models import Book
from octavo.columns.models import ColumnPage, HomePage, OrdinaryPage, SectionPage
from octavo.columns.querysets import shows_columns_under
from octavo.people.models import Person

# Where all pages are below.
ROOT = "1".zfill(Page.steplen)


class PageSitemap(Sitemap):
    """Live public pages of every language."""

    limit = 10_000
    page_models: ClassVar = (HomePage, SectionPage, ColumnPage, OrdinaryPage)

    def items(self) -> Any:
        shows_columns_under(ROOT)
        return Page.objects.live().public().type(*self.page_models).select_related("locale").order_by("path")

    def location(self, item: Page) -> str:
        return item.url

    def lastmod(self, item: Page) -> datetime | None:
        return item.last_published_at

    def get_latest_lastmod(self) -> datetime | None:
        newest = self.items().order_by("-last_published_at").exclude(last_published_at=None).first()
        return newest.last_published_at if newest else None


class PersonSitemap(Sitemap):
    limit = 10_000

    def items(self) -> Any:
        shows_rows(Person)
        return Person.objects.select_related("locale").order_by("pk")

    def location(self, item: Person) -> str:
        return item.url


class BookSitemap(Sitemap):
    """Each book in each of its own languages: under others its page names these as its address."""

    limit = 10_000

    def items(self) -> Any:
        shows_rows(Book)
        return Book.objects.published().select_related("locale").order_by("pk")

    def location(self, item: Book) -> str:
        return item.url

    def lastmod(self, item: Book) -> datetime | None:
        return item.last_published_at


SITEMAPS: dict[str, type[Sitemap[Any]] | Sitemap[Any]] = {"pages": PageSitemap, "people": PersonSitemap, "books": BookSitemap}
