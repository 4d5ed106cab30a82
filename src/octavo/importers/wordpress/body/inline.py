"""Runs of words with emphasis and links, written as the rich text an editor can go on with."""

import re
from collections.abc import Callable, Iterator
from html import escape
from typing import Any

from lxml import html as lxml_html

Node = str | Any
Address = Callable[[str], str]

MEDIA_TAGS = {"img", "iframe", "audio", "video", "object", "embed", "octavo-gallery", "octavo-playlist"} | {
    "octavo-audio", "octavo-video", "octavo-embed"
}  # fmt: skip
# Words in these would lose their meaning in rich text: such a paragraph is kept as HTML.
MEANT_TAGS = {"ruby", "mark", "bdo"}
TITLED_TAGS = {"abbr", "acronym"}
DROPPED_TAGS = {"script", "style", "template", "noscript", "svg", "math", "canvas", "link", "meta"}
_RICH = {"strong": "b", "b": "b", "em": "i", "i": "i", "cite": "i", "dfn": "i", "var": "i", "code": "code", "kbd": "code"} | {
    "samp": "code", "tt": "code", "s": "s", "strike": "s", "del": "s", "sup": "sup", "sub": "sub"
}  # fmt: skip
_BREAKS = re.compile(r"\s*\n\s*")
_EDGE_BREAKS = re.compile(r"^(?:\s|<br/>)+|(?:\s|<br/>)+$")
_EMPTY = re.compile(r"<(b|i|s|code|sup|sub)></\1>|<a href=\"[^\"]*\"></a>")


def contents(element: Any) -> list[Node]:
    """Return an element's text and children in order, with nothing for empty text."""
    nodes: list[Node] = [element.text] if element.text else []
    for child in element:
        if isinstance(child.tag, str):
            nodes.append(child)
        if child.tail:
            nodes.append(child.tail)
    return nodes


def rich_text(nodes: list[Node], address: Address, *, breaks: bool = False) -> str:
    """Return words, emphasis, links and line breaks; media and everything else leave only their words."""
    written = "".join(_written(node, address, breaks) for node in nodes)
    while (tidied := _EMPTY.sub("", written)) != written:
        written = tidied
    return _EDGE_BREAKS.sub("", written)


def words(nodes: list[Node]) -> str:
    """Return the bare words on one line."""
    return " ".join("".join(node if isinstance(node, str) else "".join(_texts(node)) for node in nodes).split())


def media_in(nodes: list[Node], link: str = "") -> Iterator[tuple[Any, str]]:
    """Yield the media elements in a run, each with the link it stands in."""
    for node in nodes:
        if isinstance(node, str) or node.tag in DROPPED_TAGS:
            continue
        if node.tag in MEDIA_TAGS:
            if not is_smiley(node):
                yield node, link
        else:
            yield from media_in(contents(node), node.get("href", link) if node.tag == "a" else link)


def is_smiley(element: Any) -> bool:
    """WordPress shows typed smileys as pictures whose alternative text is the smiley."""
    return element.tag == "img" and bool({"emoji", "wp-smiley"} & set(element.get("class", "").split()))


def must_be_kept(nodes: list[Node]) -> bool:
    return any(
        child.tag in MEANT_TAGS or (child.tag in TITLED_TAGS and child.get("title"))
        for node in nodes
        if not isinstance(node, str)
        for child in node.iter()
    )


def as_html(element: Any) -> str:
    return str(lxml_html.tostring(element, encoding="unicode", with_tail=False))


def _texts(element: Any) -> Iterator[str]:
    if is_smiley(element):
        yield element.get("alt", "")
    elif element.tag not in DROPPED_TAGS:
        for node in contents(element):
            if isinstance(node, str):
                yield node
            else:
                yield from _texts(node)
                if node.tag == "br":
                    yield " "


def _written(node: Node, address: Address, breaks: bool) -> str:
    if isinstance(node, str):
        return _BREAKS.sub("<br/>", escape(node, quote=False)) if breaks else escape(node, quote=False)
    if node.tag == "br":
        return "<br/>"
    if is_smiley(node):
        return escape(node.get("alt", ""), quote=False)
    if node.tag in DROPPED_TAGS or node.tag in MEDIA_TAGS:
        return ""
    # In code a line's end is part of what is written.
    within = "".join(_written(child, address, breaks) for child in contents(node))
    if node.tag == "a":
        url = address(node.get("href", "")) if node.get("href") else ""
        return f'<a href="{escape(url)}">{within}</a>' if url else within
    if node.tag == "q":
        return f"“{within}”"
    tag = _RICH.get(node.tag)
    return f"<{tag}>{within}</{tag}>" if tag else within
