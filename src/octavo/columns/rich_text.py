"""How a link to a page, kept in rich text by the page's id, becomes an address."""

from typing import Any

from django.utils.html import escape
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler


class PlainPageLinkHandler(PageLinkHandler):
    """Wagtail's, by one query for all links of a text instead of several a link."""

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, Any]]) -> list[Page | None]:
        pages = Page.objects.filter(pk__in=[attrs.get("id") for attrs in attrs_list]).select_related("locale")
        by_id = {str(page.pk): page for page in pages}
        return [by_id.get(str(attrs.get("id"))) for attrs in attrs_list]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        return [
            f'<a href="{escape(page.url)}">' if page and page.live and page.url else "<a>" for page in cls.get_many(attrs_list)
        ]
