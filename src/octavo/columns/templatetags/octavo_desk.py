"""Tags of the desk's own templates."""

from typing import Any

from django import template
from django.urls import reverse

from octavo.books.models import Book
from octavo.columns.content_checks import Finding, findings_of
from octavo.columns.models import Menu
from octavo.columns.queries.books import books_named_in_draft
from octavo.columns.queries.links import Source
from octavo.people.models import Person

register = template.Library()


@register.simple_tag
def source_url(source: Source) -> str:
    """Return where an editor mends what stands in `source`."""
    if source.kind == "page":
        return reverse("wagtailadmin_pages:edit", args=[source.pk])
    model = Menu if source.kind == "menu" else Person
    return reverse(model.snippet_viewset.get_url_name("edit"), args=[source.pk])


@register.simple_tag
def content_findings(page: Any) -> list[Finding]:
    return findings_of(page)


@register.simple_tag
def named_books(page: Any) -> list[Book]:
    """The books that the draft names and does not recommend yet."""
    return books_named_in_draft(page)
