"""What a body's blocks are called and numbered when they stand together on a page."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil
from typing import Any

WORDS_PER_MINUTE = 230
CJK_CHARACTERS_PER_MINUTE = 400
HEADINGS_WORTH_A_TABLE = 3

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class BodyPart:
    """A block on its page. `anchor` is set on headings, `number` on sidenotes."""

    block: Any
    anchor: str = ""
    number: int = 0


@dataclass(frozen=True)
class ContentsLine:
    text: str
    anchor: str
    level: int


def body_parts(blocks: Iterable[Any]) -> Iterator[BodyPart]:
    """Yield each block with the anchor or number it has among the others."""
    anchors: dict[str, int] = {}
    notes = 0
    for block in blocks:
        if block.block_type == "heading":
            anchor = block.value.anchor
            anchors[anchor] = anchors.get(anchor, 0) + 1
            times = anchors[anchor]
            yield BodyPart(block, anchor=anchor if times == 1 else f"{anchor}-{times}")
        elif block.block_type == "sidenote":
            notes += 1
            yield BodyPart(block, number=notes)
        else:
            yield BodyPart(block)


def contents_of(blocks: Iterable[Any]) -> list[ContentsLine]:
    """Return the table of contents, or nothing when the text is short enough to do without."""
    lines = [
        ContentsLine(part.block.value["text"], part.anchor, int(part.block.value["level"]))
        for part in body_parts(blocks)
        if part.anchor and part.block.value["level"] in {"2", "3"}
    ]
    return lines if len(lines) >= HEADINGS_WORTH_A_TABLE else []


def reading_minutes(text: str) -> int:
    """Return whole minutes, at least one, counting CJK by character and the rest by word."""
    characters = len(_CJK.findall(text))
    words = len(_WORD.findall(_CJK.sub(" ", text)))
    return max(1, ceil(characters / CJK_CHARACTERS_PER_MINUTE + words / WORDS_PER_MINUTE))
