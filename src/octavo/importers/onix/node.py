"""An element with its children by their reference names, whatever dialect and namespace the file is in."""

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from lxml import etree

from octavo.importers.onix.tags import REFERENCE

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_INLINE_TAG = re.compile(r"</?(?:i|b|em|strong|sup|sub|u|span|cite)(?:\s[^<>]*)?/?>", re.IGNORECASE)
# What is inside these is HTML, not fields.
_PROSE = {"Text", "BiographicalNote"}
# Deeper than ONIX goes; what is deeper still is no field of it.
_MAX_DEPTH = 20
# Numbers that mean a character of Windows-1252 to whoever wrote them.
_C1 = re.compile(r"[\x80-\x9f]")


class Node:
    """Read only; what is absent reads as nothing: "" or no nodes."""

    __slots__ = ("_line", "children", "element")

    def __init__(self, element: Any, depth: int = 0) -> None:
        self.element = element
        self.children: dict[str, list[Node]] = _grouped(element, depth)
        self._line: str | None = None

    @property
    def name(self) -> str:
        return reference_name(self.element.tag)

    def all(self, *names: str) -> "list[Node]":
        return [node for name in names for node in self.children.get(name, ())]

    def first(self, name: str) -> "Node | None":
        found = self.children.get(name)
        return found[0] if found else None

    def has(self, *names: str) -> bool:
        return not self.children.keys().isdisjoint(names)

    def text(self, *names: str) -> str:
        """Return the first of the named children that says something, in one line."""
        for name in names:
            for node in self.children.get(name, ()):
                if said := node.line:
                    return said
        return ""

    def words(self, *names: str) -> str:
        """Return it as `text` does, for readers: without the tags and escapes that slip into titles and names."""
        return in_words(self.text(*names))

    def codes(self, *names: str) -> list[str]:
        """Return what all of the named children say."""
        return [said for node in self.all(*names) if (said := node.line)]

    def attribute(self, name: str) -> str:
        return (self.element.get(name) or "").strip()

    @property
    def raw(self) -> str:
        """The text with its line ends, of everything inside."""
        return _repaired("".join(_texts(self.element)) if len(self.element) else self.element.text or "")

    @property
    def line(self) -> str:
        if self._line is None:
            self._line = " ".join(self.raw.split())
        return self._line


def _texts(element: Any) -> Iterator[str]:
    for event, one in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            yield " " if one.tag == "br" else one.text or ""
        elif one is not element:
            yield one.tail or ""


def _grouped(element: Any, depth: int) -> dict[str, list[Node]]:
    children: dict[str, list[Node]] = {}
    if len(element) and depth < _MAX_DEPTH and reference_name(element.tag) not in _PROSE:
        for child in element.iterchildren("*"):
            children.setdefault(reference_name(child.tag), []).append(Node(child, depth + 1))
    return children


@lru_cache(maxsize=4096)
def reference_name(tag: str) -> str:
    local = tag.rpartition("}")[2]
    return REFERENCE.get(local, local)


def in_words(text: str) -> str:
    if "<" in text:
        text = _INLINE_TAG.sub("", _BREAK.sub(" ", text))
    if "&" in text and _ENTITY.search(text):
        text = html.unescape(text)
    return " ".join(text.split())


def _repaired(text: str) -> str:
    if text.isascii() or not _C1.search(text):
        return text
    return _C1.sub(lambda sign: bytes([ord(sign[0])]).decode("cp1252", "replace"), text)
