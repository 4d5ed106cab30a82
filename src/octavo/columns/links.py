"""Which links stand in stored text and blocks. Reads values only: what a link leads to is not asked here."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

PAGE_KEYS = {"column", "seconds", "section", "columns"}
PICTURE_KEYS = {"picture", "poster"}
DOCUMENT_KEYS = {"file", "captions"}

_TAG = re.compile(r"<(a|img|embed)\s([^>]*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_LINK_TYPES = {"page": "page", "document": "document", "image": "picture"}


@dataclass(frozen=True)
class FoundLink:
    """`kind` is page, document or picture with an id as `target`, or path or outside with an address."""

    kind: str
    target: str


def links_in_html(text: str) -> Iterator[FoundLink]:
    """Yield what rich text or kept HTML leads to, or shows."""
    for tag, written in _TAG.findall(text):
        attributes = {name.lower(): html.unescape(double or single) for name, double, single in _ATTRIBUTE.findall(written)}
        kind = _LINK_TYPES.get(attributes.get("linktype") or attributes.get("embedtype") or "")
        if kind and attributes.get("id"):
            yield FoundLink(kind, attributes["id"])
        else:
            yield from link_to(attributes.get("src" if tag.lower() == "img" else "href", ""))


def link_to(address: str) -> Iterator[FoundLink]:
    """Yield an address as a link, unless it is a place on the same page, a mailbox or a telephone."""
    address = address.strip().partition("#")[0]
    if address.startswith("//"):
        address = f"https:{address}"
    if address.startswith("/"):
        yield FoundLink("path", address)
    elif address.lower().startswith(("http://", "https://")):
        yield FoundLink("outside", address)


def links_in_blocks(stored: Any, key: str = "") -> Iterator[FoundLink]:
    """Yield what a StreamField as it is stored leads to, however deep."""
    if isinstance(stored, dict):
        for name, value in stored.items():
            # Blocks are {type, value, id}: the name that tells what a number means is the field's, not "value".
            yield from links_in_blocks(value, key if name in {"value", "type", "id"} and "value" in stored else name)
    elif isinstance(stored, list):
        for value in stored:
            yield from links_in_blocks(value, key)
    elif isinstance(stored, str):
        yield from link_to(stored) if key == "url" else links_in_html(stored)
    elif isinstance(stored, int) and not isinstance(stored, bool):
        yield from _chosen(stored, key)


def _chosen(pk: int, key: str) -> Iterator[FoundLink]:
    for keys, kind in ((PAGE_KEYS, "page"), (PICTURE_KEYS, "picture"), (DOCUMENT_KEYS, "document")):
        if key in keys:
            yield FoundLink(kind, str(pk))
