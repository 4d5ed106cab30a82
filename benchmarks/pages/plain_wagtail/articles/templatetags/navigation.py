from typing import Any

from django import template
from wagtail.models import Page, Site

register = template.Library()


@register.inclusion_tag("tags/menu.html", takes_context=True)
def menu(context: dict[str, Any], calling_page: Page | None = None) -> dict[str, Any]:
    """The pages under the home page that are shown in menus."""
    home = Site.find_for_request(context["request"]).root_page
    items = list(home.get_children().live().in_menu())
    for item in items:
        item.active = calling_page.url_path.startswith(item.url_path) if calling_page else False
    return {"items": items, "request": context["request"]}


@register.inclusion_tag("tags/breadcrumbs.html", takes_context=True)
def breadcrumbs(context: dict[str, Any]) -> dict[str, Any]:
    page = context.get("self")
    ancestors = () if page is None or page.depth <= 2 else Page.objects.ancestor_of(page, inclusive=True).filter(depth__gt=1)
    return {"ancestors": ancestors, "request": context["request"]}
