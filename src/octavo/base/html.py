"""HTML that somebody else wrote, made safe; and text taken out of HTML."""

import html as html_entities
import re

import lxml.html
import nh3

_INLINE_TAGS = frozenset(
    "a abbr b bdi bdo br cite code del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup time u var wbr".split()
)
_BLOCK_TAGS = frozenset(
    "address article aside blockquote caption col colgroup dd details div dl dt figcaption figure h2 h3 h4 h5 h6 hr img li"
    " ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_ATTRIBUTES = {
    "*": {"lang", "dir", "title"},
    "a": {"href", "hreflang"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "details": {"open"},
}
_SCHEMES = {"http", "https", "mailto", "tel"}
# Their text is code, not words: nothing of it may show.
_DROPPED_WITH_CONTENT = {"script", "style", "template", "noscript", "iframe", "object", "svg", "math"}
_BLOCK_END = re.compile(r"</(p|div|li|h[1-6]|blockquote|tr|figcaption|dd|dt|pre)>|<br\s*/?>|<hr\s*/?>", re.IGNORECASE)
_SPACES = re.compile(r"\s+")


def clean_html(html: str) -> str:
    """Keep the structure and words of imported HTML; drop whatever could run, style or phone home."""
    return nh3.clean(
        html,
        tags=_INLINE_TAGS | _BLOCK_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        clean_content_tags=_DROPPED_WITH_CONTENT,
        link_rel="noopener noreferrer",
    )


def clean_inline(html: str) -> str:
    """Keep emphasis and links only, as in a caption."""
    return nh3.clean(
        html,
        tags=_INLINE_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        clean_content_tags=_DROPPED_WITH_CONTENT,
        link_rel="noopener noreferrer",
    )


def plain_text(html: str) -> str:
    """Return the words of `html` on one line, entities resolved, blocks separated by a space."""
    spaced = _BLOCK_END.sub(" ", html)
    bare = nh3.clean(spaced, tags=set(), clean_content_tags=_DROPPED_WITH_CONTENT)
    return _SPACES.sub(" ", html_entities.unescape(bare)).strip()


def with_absolute_addresses(html: str, root_url: str) -> str:
    """Return a fragment whose links and pictures also work where it is read elsewhere, as in a feed."""
    if not html.strip():
        return ""
    wrapper = lxml.html.fragment_fromstring(html, create_parent="div")
    wrapper.make_links_absolute(root_url + "/", resolve_base_href=False)
    for source in wrapper.iter("source", "img"):
        if source.get("srcset"):
            source.set("srcset", re.sub(r"(^|,\s*)/", rf"\1{root_url}/", source.get("srcset")))
    inner = lxml.html.tostring(wrapper, encoding="unicode")
    return inner.removeprefix("<div>").removesuffix("</div>")
