"""The last gate: whatever a book's text held, only this list of harmless tags leaves it."""

import nh3
from lxml import etree

from octavo.books.epub.addresses import SCHEME

TAGS = frozenset(
    "a abbr article aside b bdi bdo blockquote br caption cite code col colgroup dd del dfn div dl dt em figcaption figure footer"
    " h1 h2 h3 h4 h5 h6 header hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small span strong sub sup table"
    " tbody td tfoot th thead time tr u ul var wbr".split()
)
_ATTRIBUTES = {
    "*": {"id", "lang", "dir", "title"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
_DROPPED_WITH_CONTENT = set(
    "script style template noscript iframe embed svg math button select textarea option title frameset noembed".split()
)


def _only_inside(_tag: str, attribute: str, value: str) -> str | None:
    """Keep an address only where it stays in the book."""
    if attribute == "src":
        return value if value.startswith(SCHEME) else None
    if attribute == "href":
        return value if value.startswith((SCHEME, "#")) else None
    return value


_CLEANER = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags=_DROPPED_WITH_CONTENT,
    attributes=_ATTRIBUTES,
    attribute_filter=_only_inside,
    link_rel=None,
    url_schemes={SCHEME.rstrip(":")},
)


def cleaned_html(body: etree._Element) -> str:
    """Return what is inside a body as safe HTML: no script, style, form, frame, handler or address outside the book."""
    return _CLEANER.clean(etree.tostring(body, method="html", encoding="unicode", with_tail=False)).strip()
