"""Tags by which the theme asks for columns and furniture."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from wagtail.blocks import StreamValue
from wagtail.rich_text import expand_db_html

from octavo.books.models import Book
from octavo.columns.body import BodyPart, body_parts
from octavo.columns.models import ColumnPage, HomePage
from octavo.columns.models.pages import with_sections
from octavo.columns.queries import books as book_links
from octavo.columns.queries import columns as lists
from octavo.columns.queries import furniture
from octavo.columns.queries.front import FrontPart, front_of
from octavo.columns.seo import head_of
from octavo.people.models import Person

register = template.Library()

# No text an editor writes has a comment in it: rich text is stored cleaned.
TEXT_JOINT = "<!--octavo-joint-->"


@register.simple_tag(takes_context=True)
def menu(context: template.Context, place: str) -> list[furniture.Link]:
    """The links of the masthead or the footer that lead to something."""
    return furniture.menu(place, context.get("request"))


@register.simple_tag(takes_context=True)
def magazine(context: template.Context) -> Any:
    """What the magazine says of itself."""
    return furniture.magazine(context.get("request"))


@register.simple_tag(takes_context=True)
def languages(context: template.Context) -> list[furniture.Link]:
    """The languages in which this page can be read, when there are several."""
    shown = context.get("book") or context.get("person") or context.get("page")
    return furniture.languages_of(shown, context.get("request"))


@register.simple_tag
def front(home: HomePage) -> list[FrontPart]:
    """The parts of the front page."""
    return front_of(home)


@register.simple_tag
def columns_by(person: Person) -> list[ColumnPage]:
    """The columns somebody or a team wrote, newest first."""
    return with_sections(lists.columns_by(person).for_cards())


@register.simple_tag
def columns_about(book: Book) -> list[ColumnPage]:
    """The columns that speak of a book, in the language of the page, newest first."""
    about = book_links.columns_about(book, language_code=get_language() or "")
    return with_sections(about.for_cards())


@register.simple_tag(takes_context=True)
def body(context: template.Context, blocks: StreamValue) -> SafeString:
    """Render a body: each block by its template, with its anchor or number."""
    shared = {"request": context.get("request"), "page": context.get("page")}
    parts = list(body_parts(blocks))
    texts = _expanded_texts(parts)
    rendered = (
        _rendered(part, {**shared, "value": texts.get(position, part.block.value)}) for position, part in enumerate(parts)
    )
    return mark_safe("".join(rendered))  # noqa: S308


def _expanded_texts(parts: list[BodyPart]) -> dict[int, SafeString]:
    """Resolve the links of all running text together: apart, each text would ask for its own pages."""
    sources = {position: part.block.value.source for position, part in enumerate(parts) if part.block.block_type == "text"}
    expanded = expand_db_html(TEXT_JOINT.join(sources.values())).split(TEXT_JOINT) if sources else []
    return {position: mark_safe(html) for position, html in zip(sources, expanded, strict=True)}  # noqa: S308


def _rendered(part: BodyPart, words: dict[str, Any]) -> str:
    words |= {"id": part.block.id, "anchor": part.anchor, "number": part.number}
    return render_to_string(f"columns/blocks/{part.block.block_type}.html", words)


@register.inclusion_tag("_parts/seo.html", takes_context=True)
def head_links(context: template.Context) -> dict[str, Any]:
    """Canonical address, feeds, Open Graph and structured data of the page shown."""
    return head_of(context)
