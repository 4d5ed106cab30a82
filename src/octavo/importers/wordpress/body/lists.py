"""Lists as rich text, nested as they were."""

from typing import Any

from lxml.html import Element

from octavo.importers.wordpress.body.draft import Draft
from octavo.importers.wordpress.body.inline import Node, contents, media_in, must_be_kept, rich_text
from octavo.importers.wordpress.body.media import add_media

_LISTS = {"ul": "ul", "ol": "ol", "menu": "ul", "dir": "ul"}
_PARAGRAPHS = {"p", "div", "section"}
# Rich text has no such thing in an item; nor has it a list that begins at 8 or counts down.
_BEYOND = {"table", "blockquote", "pre", "dl", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "details", "form"}
_BEYOND_ATTRIBUTES = ("start", "reversed", "type", "value")
MAX_DEPTH = 20


def add_list(draft: Draft, element: Any) -> bool:
    """Add a list as rich text, or return False when rich text cannot hold it."""
    if any(child.tag in _BEYOND for child in element.iter()) or must_be_kept([element]) or _counts_oddly(element):
        return False
    html = _list_html(draft, element, 0)
    if html is None:
        return False
    if html:
        draft.text(html)
    for media, link in media_in([element]):
        add_media(draft, media, link=link)
    return True


def _counts_oddly(element: Any) -> bool:
    return any(child.get(name) is not None for child in element.iter("ol", "li") for name in _BEYOND_ATTRIBUTES)


def _list_html(draft: Draft, element: Any, depth: int) -> str | None:
    if depth > MAX_DEPTH:
        return None
    items = []
    for child in contents(element):
        if isinstance(child, str) and not child.strip():
            continue
        written = _item_html(draft, child, depth)
        if written is None:
            return None
        if written:
            items.append(f"<li>{written}</li>")
    tag = _LISTS[element.tag]
    return f"<{tag}>{''.join(items)}</{tag}>" if items else ""


def _item_html(draft: Draft, item: Node, depth: int) -> str | None:
    pieces: list[str] = []
    run: list[Node] = []
    nested: list[str] = []
    is_item = not isinstance(item, str) and item.tag == "li"
    for node in _flattened(item) if is_item else [item]:
        if isinstance(node, str) or node.tag not in _LISTS:
            run.append(node)
            continue
        within = _list_html(draft, node, depth + 1)
        if within is None:
            return None
        nested.append(within)
    pieces.append(rich_text(run, draft.address))
    return "".join([*pieces, *nested]).strip()


def _flattened(item: Any) -> list[Node]:
    """Return an item's words and lists; paragraphs in it are parted by line breaks."""
    nodes: list[Node] = []
    for node in contents(item):
        if not isinstance(node, str) and node.tag in _PARAGRAPHS:
            nodes += [Element("br"), *_flattened(node)] if nodes else _flattened(node)
        else:
            nodes.append(node)
    return nodes
