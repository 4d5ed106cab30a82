"""Feeds of whole texts: of the magazine, a section, a person, a tag."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.xmlutils import SimplerXMLGenerator
from taggit.models import Tag
from wagtail.models import Site

from octavo.base.html import with_absolute_addresses
from octavo.base.xml import SayableFeed
from octavo.columns.blocks.chosen import fetched_together
from octavo.columns.models import ColumnPage, SectionPage
from octavo.columns.queries import columns as lists
from octavo.columns.queries.furniture import home_in, magazine, site_of
from octavo.columns.querysets import ColumnQuerySet
from octavo.people.models import Person

ITEMS = 20


class FullTextFeed(SayableFeed):
    """RSS 2.0 with the whole text in content:encoded."""

    def rss_attributes(self) -> dict[str, str]:
        return {
            **super().rss_attributes(),
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        }

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name in item["people"]:
            handler.addQuickElement("dc:creator", name)
        handler.addQuickElement("content:encoded", item["full_text"])


class MagazineFeed(Feed):
    feed_type = FullTextFeed

    def get_object(self, request: HttpRequest, **words: str) -> Any:
        self.root_url = site_of(request).root_url
        self.magazine = magazine(request)
        return home_in(get_language())

    def title(self, shown: Any) -> str:
        name = Site.objects.get(is_default_site=True).site_name
        return name if shown is None or shown.depth == 2 else f"{shown.title} – {name}"

    def link(self, shown: Any) -> str:
        return shown.url if shown else "/"

    def description(self, shown: Any) -> str:
        return self.magazine.description or self.magazine.tagline

    def items(self, shown: Any) -> Iterable[ColumnPage]:
        return self._with_bodies(lists.published_columns())

    def item_title(self, item: ColumnPage) -> str:
        return item.title

    def item_description(self, item: ColumnPage) -> str:
        return item.summary

    def item_link(self, item: ColumnPage) -> str:
        return item.url

    def item_guid(self, item: ColumnPage) -> str:
        return f"{self.root_url}/#column-{item.translation_key}"

    item_guid_is_permalink = False

    def item_pubdate(self, item: ColumnPage) -> datetime:
        return item.published_at

    def item_updateddate(self, item: ColumnPage) -> datetime:
        return item.shown_updated_at or item.published_at

    def item_categories(self, item: ColumnPage) -> list[str]:
        return [tagged.tag.name for tagged in item.tagged_items.all()]

    def item_extra_kwargs(self, item: ColumnPage) -> dict[str, Any]:
        html = render_to_string("columns/feed_item.html", {"page": item})
        return {"full_text": with_absolute_addresses(html, self.root_url), "people": [person.name for person in item.people]}

    def _with_bodies(self, columns: ColumnQuerySet) -> list[ColumnPage]:
        items = list(columns.for_feed()[:ITEMS])
        pictures = [*fetched_together(*(item.body for item in items)).pictures, *(item.hero for item in items if item.hero)]
        prefetch_related_objects(pictures, "renditions")
        return items


class SectionFeed(MagazineFeed):
    def get_object(self, request: HttpRequest, path: str = "", **words: str) -> SectionPage:
        super().get_object(request)
        home = home_in(get_language())
        components = [part for part in path.split("/") if part]
        section = home.route(request, components).page.specific if home else None
        # What reads a feed signs in nowhere and knows no password.
        if not isinstance(section, SectionPage) or section.get_view_restrictions().exists():
            raise Http404
        return section

    def items(self, shown: SectionPage) -> Iterable[ColumnPage]:
        return self._with_bodies(lists.columns_in(shown))


class PersonFeed(MagazineFeed):
    def get_object(self, request: HttpRequest, slug: str = "", **words: str) -> Person:
        super().get_object(request)
        return get_object_or_404(Person.objects.in_language(get_language()).select_related("locale"), slug=slug)

    def title(self, shown: Person) -> str:
        return f"{shown.name} – {Site.objects.get(is_default_site=True).site_name}"

    def items(self, shown: Person) -> Iterable[ColumnPage]:
        return self._with_bodies(lists.columns_by(shown))


class TagFeed(MagazineFeed):
    def get_object(self, request: HttpRequest, slug: str = "", **words: str) -> Tag:
        super().get_object(request)
        return get_object_or_404(Tag, slug=slug)

    def title(self, shown: Tag) -> str:
        return f"{shown.name} – {Site.objects.get(is_default_site=True).site_name}"

    def link(self, shown: Tag) -> str:
        return f"/tags/{shown.slug}/"

    def items(self, shown: Tag) -> Iterable[ColumnPage]:
        return self._with_bodies(lists.columns_tagged(shown))
