"""A tree of HTML elements read into the body's blocks, in order."""

import copy
from collections.abc import Callable
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from octavo.base.html import plain_text
from octavo.importers.wordpress.body.draft import MAX_HEADING_CHARACTERS, Draft
from octavo.importers.wordpress.body.figures import add_figure, is_gallery_list
from octavo.importers.wordpress.body.inline import (
    DROPPED_TAGS,
    MEDIA_TAGS,
    Node,
    as_html,
    contents,
    is_smiley,
    media_in,
    must_be_kept,
    rich_text,
    words,
)
from octavo.importers.wordpress.body.lists import add_list
from octavo.importers.wordpress.body.media import add_gallery, add_media, media_uses, players_in, without_players
from octavo.importers.wordpress.body.paragraphs import CODE_LEFT_OUT, add_paragraph, add_run
from octavo.importers.wordpress.body.tables import add_table

MAX_DEPTH = 60
_BLOCK_TAGS = {"address", "article", "aside", "blockquote", "center", "dd", "details", "dir", "div", "dl", "dt", "fieldset"} | {
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "menu", "nav"
} | {"ol", "p", "picture", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}  # fmt: skip
_LANGUAGE_CLASSES = ("language-", "lang-", "brush:")


def add_html(draft: Draft, html: str, *, classic: bool = False) -> None:
    """Add a fragment of HTML. Classic text has paragraphs where it has blank lines."""
    if not html.strip():
        return
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        root = lxml_html.fragment_fromstring(html.encode("utf-8", "replace"), create_parent="octavo-root", parser=parser)
    except (etree.LxmlError, ValueError):
        root = None
    if root is None or any("depth" in entry.message for entry in parser.error_log):
        draft.note("the text is nested too deep to be read: its bare words were kept")
        draft.keep(f"<p>{plain_text(html)}</p>")
        return
    add_contents(draft, root, classic=classic, depth=0)


def add_contents(draft: Draft, element: Any, *, classic: bool, depth: int) -> None:
    """Add what stands in an element: runs of words become paragraphs, block elements blocks."""
    run: list[Node] = []
    for node in contents(element):
        if isinstance(node, str) or not _has_blocks(node):
            run.append(node)
            continue
        add_run(draft, run, classic=classic)
        run = []
        _add_element(draft, node, classic=classic, depth=depth + 1)
    add_run(draft, run, classic=classic)


def _add_element(draft: Draft, element: Any, *, classic: bool, depth: int) -> None:
    if depth > MAX_DEPTH:
        keep(draft, element)
    elif element.tag == "p":
        add_paragraph(draft, contents(element), classic=classic)
    elif element.tag == "figure":
        if not add_figure(draft, element):
            add_contents(draft, element, classic=classic, depth=depth)
    elif element.tag in _ADDERS:
        _ADDERS[element.tag](draft, element)
    else:
        add_contents(draft, element, classic=classic, depth=depth)


def keep(draft: Draft, element: Any) -> None:
    """Keep an element as cleaned HTML, its players as blocks after it."""
    for child in element.iter("form", "script", "style", "svg"):
        draft.note("code was left out: what it did was WordPress' or a plugin's", f"<{child.tag}>")
    draft.keep(as_html(without_players(draft, element)), media_uses(draft, [element]))
    for player in players_in(element):
        add_media(draft, player)


def _has_blocks(element: Any) -> bool:
    return any(isinstance(child.tag, str) and child.tag in _BLOCK_TAGS for child in element.iter())


def _add_heading(draft: Draft, element: Any) -> None:
    nodes = contents(element)
    text = words(nodes)
    if len(text) > MAX_HEADING_CHARACTERS or must_be_kept(nodes) or any(child.get("href") for child in element.iter("a")):
        if text:
            draft.keep(f"<{_heading_tag(element)}>{rich_text(nodes, draft.address)}</{_heading_tag(element)}>")
    elif text:
        draft.add("heading", text=text, level=_heading_tag(element)[1])
    for media, link in media_in(nodes):
        add_media(draft, media, link=link)


def _heading_tag(element: Any) -> str:
    # The page's own title is its only first heading.
    return f"h{min(max(int(element.tag[1]), 2), 4)}"


def _add_rule(draft: Draft, _element: Any) -> None:
    draft.text("<hr/>")


def _add_list(draft: Draft, element: Any) -> None:
    if is_gallery_list(element):
        images = [(image, "") for image in element.iter("img") if not is_smiley(image)]
        add_gallery(draft, images)
    elif not add_list(draft, element):
        keep(draft, element)


def _add_quote(draft: Draft, element: Any) -> None:
    quotation = copy.deepcopy(element)
    source = next(quotation.iter("cite", "footer"), None)
    # A <cite> within a sentence names a work; at the end of the quotation it names who is quoted.
    named = words([source]) if source is not None and not (source.tail or "").strip() else ""
    inner = draft.part_of_it()
    if named and source is not None:
        source.drop_tree()
    add_contents(inner, quotation, classic=True, depth=0)
    quoted = [part for part in inner.parts if part.name == "text"]
    if any(part.name in {"table", "kept_html", "heading", "code", "quote"} for part in inner.parts):
        keep(draft, element)
        return
    if quoted or named:
        draft.add("quote", text="".join(part.value for part in quoted) or f"<p>{named}</p>", source=named if quoted else "")
    draft.parts += [part for part in inner.parts if part.name != "text"]


def _add_code(draft: Draft, element: Any) -> None:
    if "wp-block-verse" in element.get("class", ""):
        draft.text(f"<p>{rich_text(contents(element), draft.address, breaks=True)}</p>")
        return
    classes = [name for child in element.iter() for name in (child.get("class") or "").split()]
    language = next((name.removeprefix(mark) for name in classes for mark in _LANGUAGE_CLASSES if name.startswith(mark)), "")
    for line_end in element.iter("br"):
        line_end.tail = "\n" + (line_end.tail or "")
    code = element.text_content().strip("\n")
    if code.strip():
        draft.add("code", language=language[:40], code=code, caption="")
    for media, link in media_in(contents(element)):
        add_media(draft, media, link=link)


def _leave_out(draft: Draft, element: Any) -> None:
    draft.note(CODE_LEFT_OUT, f"<{element.tag}>")


def _add_table(draft: Draft, element: Any) -> None:
    if not add_table(draft, element):
        keep(draft, element)


_ADDERS: dict[str, Callable[[Draft, Any], None]] = {
    **{f"h{level}": _add_heading for level in range(1, 7)},
    **dict.fromkeys(("dl", "details", "address", "form", "fieldset"), keep),
    **dict.fromkeys(("ul", "ol", "menu", "dir"), _add_list),
    **dict.fromkeys(DROPPED_TAGS, _leave_out),
    **dict.fromkeys(MEDIA_TAGS, add_media),
    "hr": _add_rule,
    "blockquote": _add_quote,
    "pre": _add_code,
    "table": _add_table,
}
