"""Tags by which a template names its own style sheets and words a name."""

from collections.abc import Iterable
from typing import Any, cast

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

register = template.Library()

LONGEST_DISPLAY_TITLE = 44
SHORT_NAME = 12
LONG_NAME = 22
FIRST_WIDE_CHARACTER = 0x2E80

# A block without a line here needs no sheet beyond those its page already links.
SHEETS_OF_BLOCKS = {
    "heading": ("heading",),
    "figure": ("figure", "caption"),
    "gallery": ("gallery", "caption"),
    "pull_quote": ("pull-quote", "caption"),
    "quote": ("quote", "caption"),
    "sidenote": ("sidenote",),
    "in_short": ("in-short",),
    "book_card": ("book-cover", "book-card", "book-aside"),
    "audio": ("player", "caption"),
    "video": ("player", "caption"),
    "embed": ("embed", "caption"),
    "table": ("data-table",),
    "code": ("code-sample", "caption"),
    "kept_html": ("kept-html",),
}


@register.simple_tag(takes_context=True)
def components(context: template.Context, names: str) -> SafeString:
    """Link the sheets of the components named, separated by spaces, that the page has not linked yet."""
    return _links(context, names.split())


@register.simple_tag(takes_context=True)
def components_of(context: template.Context, blocks: Iterable[Any]) -> SafeString:
    """Link the sheets of just those kinds of block that a body has."""
    kinds = {block.block_type for block in blocks}
    return _links(context, [sheet for kind, names in SHEETS_OF_BLOCKS.items() if kind in kinds for sheet in names])


@register.simple_tag
def part(name: str, **words: Any) -> SafeString:
    """Render a template to be set into a translated sentence, whose order a language chooses."""
    return mark_safe(render_to_string(name, words).strip())  # noqa: S308


@register.simple_tag
def home_url() -> str:
    """The address of the front page in the language of the page."""
    language = get_language() or settings.LANGUAGE_CODE
    return "/" if language == settings.LANGUAGE_CODE else f"/{language}/"


@register.filter
def within_a_sentence(name: str) -> str:
    """Return the name as it stands after "By": in English, a leading "The" of a team loses its capital."""
    if name.startswith("The ") and (get_language() or "").startswith("en"):
        return f"the {name[4:]}"
    return name


@register.filter
def is_long_title(title: str) -> bool:
    """Say whether a title needs the smaller of the two display sizes; a Chinese character is as wide as two letters."""
    return _width(title) > LONGEST_DISPLAY_TITLE


@register.filter
def length_word(name: str) -> str:
    """Say how long the magazine's name is, for its size on the front page: short, long or longest."""
    width = _width(name)
    return "short" if width <= SHORT_NAME else "long" if width <= LONG_NAME else "longest"


@register.filter
def shape(picture: Any) -> str:
    """Say how a picture wants to be shown over a column: upright, panorama or landscape."""
    if picture.height > picture.width:
        return "upright"
    return "panorama" if picture.width > 2 * picture.height else "landscape"


def _width(text: str) -> int:
    return sum(2 if ord(character) >= FIRST_WIDE_CHARACTER else 1 for character in text)


def _links(context: template.Context, names: list[str]) -> SafeString:
    linked: Any = context.render_context.setdefault("octavo_components", cast("Any", set()))
    fresh = [name for name in dict.fromkeys(names) if name not in linked]
    linked.update(fresh)
    link = '<link rel="stylesheet" href="{}">'
    return format_html_join("\n", link, ((static(f"octavo/css/components/{name}.css"),) for name in fresh))
