"""The block editor's comments, `<!-- wp:name {json} -->`, parsed into a tree."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

_DELIMITER = re.compile(r"<!--\s+(?P<closer>/)?wp:(?P<name>[a-z][a-z0-9_-]*(?:/[a-z][a-z0-9_-]*)?)\s+")
_END = "-->"


@dataclass(slots=True)
class Block:
    """A block: pieces of HTML and blocks within, in order. Loose HTML is a block with no name."""

    name: str
    attributes: dict[str, Any] = field(default_factory=dict)
    inner: list["str | Block"] = field(default_factory=list)

    @property
    def is_void(self) -> bool:
        return not any(isinstance(piece, Block) or piece.strip() for piece in self.inner)


def has_blocks(text: str) -> bool:
    return "<!-- wp:" in text


def parse(text: str) -> list[Block]:
    """Return the blocks of a text. What is not closed ends with the text; a stray end is passed over."""
    root = Block("")
    open_blocks = [root]
    position = 0
    for start, end, closer, block in _delimiters(text):
        _add_html(open_blocks[-1], text[position:start])
        position = end
        if not closer:
            open_blocks[-1].inner.append(block)
            if not _is_self_closing(text, end):
                open_blocks.append(block)
        elif any(opened.name == block.name for opened in open_blocks[1:]):
            while open_blocks.pop().name != block.name:
                pass
    _add_html(open_blocks[-1], text[position:])
    return [piece if isinstance(piece, Block) else Block("", inner=[piece]) for piece in root.inner]


def html_of(block: Block) -> str:
    """Return the block's HTML with that of the blocks within, without the comments."""
    pieces: list[str] = []
    waiting: list[str | Block] = [block]
    while waiting:
        piece = waiting.pop()
        if isinstance(piece, str):
            pieces.append(piece)
        else:
            waiting.extend(reversed(piece.inner))
    return "".join(pieces)


def _delimiters(text: str) -> Any:
    position = 0
    while found := _DELIMITER.search(text, position):
        end = text.find(_END, found.end())
        if end < 0:
            return
        head = text[found.end() : end].strip().removesuffix("/").strip()
        block = Block(found["name"].removeprefix("core/"), _attributes(head))
        position = end + len(_END)
        yield found.start(), position, bool(found["closer"]), block


def _attributes(head: str) -> dict[str, Any]:
    # The editor writes "--" inside JSON as \u002d\u002d: the first "-->" is always the end.
    try:
        attributes = json.loads(head) if head else {}
    except (ValueError, RecursionError):
        return {}
    return attributes if isinstance(attributes, dict) else {}


def _is_self_closing(text: str, end: int) -> bool:
    return text[end - len(_END) - 1] == "/"


def _add_html(block: Block, html: str) -> None:
    if html.strip() or (html and block.name):
        block.inner.append(html)
