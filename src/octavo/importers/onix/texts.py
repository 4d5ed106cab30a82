"""Descriptions, contents, excerpts: HTML, whatever form they come in. Not cleaned: that is for who shows it."""

import html
import re
from collections.abc import Mapping

from lxml import etree

from octavo.importers.onix.node import Node
from octavo.importers.onix.reading import Reading

_BLOCK = "CollateralDetail"
# Whether of release 2.1 (list 33) or later (list 153); in the order of preference.
_Kinds = Mapping[bool, tuple[str, ...]]
_DESCRIPTIONS: _Kinds = {True: ("03", "01", "18", "17", "02"), False: ("03", "05", "02")}
_CONTENTS: _Kinds = {True: ("04",), False: ("04",)}
_EXCERPTS: _Kinds = {True: ("23", "24"), False: ("14",)}
# For anybody, or for customers; the others are for the trade, libraries, schools, the press.
_FOR_READERS = {"", "00", "03"}
_TAGS = (
    "p|br|hr|div|span|b|i|u|s|em|strong|small|sup|sub|a|ul|ol|li|dl|dt|dd|h[1-6]|blockquote|q|cite|code|pre|table|thead|tbody|tfoot"
    "|tr|td|th|caption|img|font|center|ruby|rt|rp|rb|bdo|abbr|acronym|address|figure|figcaption|section|article|html|body|head"
)
_TAG = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ESCAPED_TAG = re.compile(rf"&lt;/?(?:{_TAGS})(?:\s.{{0,300}}?)?/?&gt;", re.IGNORECASE | re.DOTALL)
_NAMESPACE = re.compile(r'\sxmlns(?::[\w.-]+)?="[^"]*"')
_PREFIX = re.compile(r"(</?)[\w.-]+:(?=\w)")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n\s*")
# A line broken off by a typist's margin, not by meaning.
_WRAPPED_CHARACTERS = range(50, 101)


def description_of(reading: Reading) -> str | None:
    """Return the long description, else the cover's words, else the short one."""
    return _chosen(reading, _DESCRIPTIONS)


def contents_of(reading: Reading) -> str | None:
    return _chosen(reading, _CONTENTS)


def excerpt_of(reading: Reading) -> str | None:
    return _chosen(reading, _EXCERPTS)


def html_of(node: Node) -> str:
    """Return what a text element says as HTML: XHTML as it is, escaped HTML unescaped, plain text in paragraphs."""
    if any(True for _ in node.element.iterchildren("*")):
        return _markup(node)
    text = node.raw.strip()
    if _TAG.search(text):
        return text
    # Escaped twice: once for XML, and once more for nobody.
    if _ESCAPED_TAG.search(text):
        return html.unescape(text).strip()
    return _paragraphs(html.unescape(text))


def _chosen(reading: Reading, kinds: _Kinds) -> str | None:
    block = reading.block(_BLOCK)
    nodes = block.all("TextContent", "OtherText") if block else []
    for kind in kinds[reading.is_flat]:
        for node in _for_readers(reading, [one for one in nodes if one.text("TextType", "TextTypeCode") == kind]):
            for text in _in_language(reading, node.all("Text")):
                if found := html_of(text):
                    return found
    if (
        block
        and kinds is _DESCRIPTIONS
        and reading.is_flat
        and (old := block.first("MainDescription") or block.first("Annotation"))
    ):
        return html_of(old)
    return "" if reading.replaces(_BLOCK) else None


def _for_readers(reading: Reading, nodes: list[Node]) -> list[Node]:
    open_to_all = [
        node for node in nodes if not node.codes("ContentAudience") or _FOR_READERS & set(node.codes("ContentAudience"))
    ]
    if nodes and not open_to_all:
        reading.note("A text that is for the trade only was left out.", nodes[0].text("TextType"))
    return open_to_all


def _in_language(reading: Reading, texts: list[Node]) -> list[Node]:
    wanted = reading.defaults.language
    return sorted(texts, key=lambda text: bool(wanted) and text.attribute("language") not in {"", wanted})


def _markup(node: Node) -> str:
    inner = html.escape(node.element.text or "", quote=False) + "".join(
        etree.tostring(child, encoding="unicode") for child in node.element
    )
    return _PREFIX.sub(r"\1", _NAMESPACE.sub("", inner)).strip()


def _paragraphs(text: str) -> str:
    pieces = [piece.strip() for piece in _PARAGRAPH_END.split(text) if piece.strip()]
    return "".join(f"<p>{_lines(piece)}</p>" for piece in pieces)


def _lines(paragraph: str) -> str:
    lines = [line.strip() for line in paragraph.split("\n")]
    is_wrapped = len(lines) > 1 and all(len(line) in _WRAPPED_CHARACTERS for line in lines[:-1])
    return (" " if is_wrapped else "<br>").join(html.escape(" ".join(line.split()), quote=False) for line in lines)
