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
_PROSE_TAGS = frozenset("p br b strong i em a ul ol li blockquote sub sup".split())
_PROSE_BLOCKS = ("<p", "<ul", "<ol", "<blockquote")
# What ends a line where it came from, and is no part of plain prose.
_HEADING = re.compile(r"<(/?)h[1-6](?:\s[^<>]*)?>", re.IGNORECASE)
_ROW_END = re.compile(r"</(?:tr|div|section|article|dt|dd|figcaption|caption|pre|address)\s*>|<hr\s*/?>", re.IGNORECASE)
_CELL_END = re.compile(r"</t[dh]\s*>", re.IGNORECASE)
_NOTHING_IN_IT = re.compile(r"<(p|b|strong|i|em|li|blockquote)>(?:\s|\xa0|&nbsp;|<br>)*</\1>")
_GAP = re.compile(r"(?:\s|<br>)+")


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


def clean_prose(html: str) -> str:
    """Keep what an editor could have written in a plain text field: paragraphs, emphasis, links, lists, quotations.

    Pictures go (a public page asks nobody else for anything), headings become
    bold paragraphs, a table its rows.
    """
    if not html.strip():
        return ""
    lined = _CELL_END.sub(" ", _ROW_END.sub("<br>", html))
    lined = _HEADING.sub(lambda tag: "</b></p>" if tag[1] else "<p><b>", lined)
    bare = _prose(lined)
    if not bare.startswith(_PROSE_BLOCKS):
        # By the parser, which knows where a paragraph that nobody ended ends.
        bare = _prose(f"<p>{bare}")
    tidy = _GAP.sub(_without_breaks_at_edges, bare)
    # Twice: what held only something empty is empty itself.
    return _NOTHING_IN_IT.sub("", _NOTHING_IN_IT.sub("", tidy)).strip()


def _without_breaks_at_edges(gap: re.Match[str]) -> str:
    """Return a run of spaces and breaks as it is, unless a paragraph begins or ends there anyway."""
    text = gap.string
    if text.endswith("<p>", 0, gap.start()) or text.startswith("</p>", gap.end()):
        return ""
    is_at_edge = gap.end() == len(text) or text.startswith(_PROSE_BLOCKS, gap.end())
    return gap[0].replace("<br>", "") if is_at_edge else gap[0]


def _prose(html: str) -> str:
    return nh3.clean(
        html,
        tags=set(_PROSE_TAGS),
        attributes={"a": {"href"}},
        url_schemes=_SCHEMES,
        clean_content_tags=_DROPPED_WITH_CONTENT,
        link_rel=None,
    ).strip()


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
