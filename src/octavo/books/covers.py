"""A cover set in type, for a book that has none: its title, its author, and two inks.

Words in, SVG out. What it looks like follows from the book alone, so that it is
the same on every page and on every machine, and differs from its neighbours'.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from unicodedata import east_asian_width

WIDTH, HEIGHT, MARGIN = 400, 600, 40
ROOM = WIDTH - 2 * MARGIN
LATIN = "Iowan Old Style, Palatino Linotype, Palatino, Source Serif 4, Noto Serif, Georgia, serif"
CHINESE = "Songti SC, Noto Serif CJK SC, Source Han Serif SC, SimSun, serif"
# Paper, ink, second ink; each pair with the paper has a contrast of 4.5 and more.
PALETTES = (
    ("#f4efe4", "#1b1a17", "#a3241d"),
    ("#1f2a33", "#f3ede0", "#e8b06a"),
    ("#7c1f1a", "#fbf3e4", "#f3c98b"),
    ("#e3e6dc", "#1d2620", "#2f5d46"),
    ("#24402f", "#f1efe2", "#d9c58a"),
    ("#e9dcc3", "#2a2018", "#7d3b12"),
    ("#2b2440", "#f2eef7", "#e2a9b6"),
    ("#dfe5ea", "#15202b", "#1f4f7a"),
    ("#171717", "#f5f1e8", "#e2725f"),
    ("#f0e3dc", "#2c1717", "#8c2f39"),
)
TITLE_SIZES = (66, 58, 50, 43, 37, 32, 27, 23, 20)
MOST_TITLE_LINES = 7
# What a letter takes of its size, on average, in a text face.
WIDTH_OF_LETTER, WIDTH_OF_CAPITAL = 0.5, 0.68


@dataclass(frozen=True, slots=True)
class CoverWords:
    """`original` is the title in its own script, set beside the other when it is Chinese."""

    title: str
    author: str = ""
    original: str = ""
    imprint: str = ""


def cover_svg(words: CoverWords) -> str:
    """Return a cover of 400 × 600 units as SVG, safe to serve: every word is escaped, nothing is fetched."""
    seed = sha256(f"{words.title}|{words.author}".encode()).digest()
    paper, ink, second = PALETTES[seed[0] % len(PALETTES)]
    layout = (_banded, _framed, _low)[seed[1] % 3]
    if _is_chinese(words.original or words.title) and len(_chinese(words.original or words.title)) <= 8:
        layout = _upright
    parts = "".join(layout(words, ink, second, seed))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img">'
        f"<title>{escape(words.title)}</title>"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{paper}"/>{parts}</svg>'
    )


def _banded(words: CoverWords, ink: str, second: str, seed: bytes) -> Iterable[str]:
    """A band of the second ink across the upper third, the title under it."""
    height = 90 + seed[2] % 60
    yield f'<rect y="70" width="{WIDTH}" height="{height}" fill="{second}"/>'
    yield from _title(words.title, top=70 + height + 40, room=HEIGHT - height - 230, ink=ink)
    yield from _foot(words, ink)


def _framed(words: CoverWords, ink: str, second: str, seed: bytes) -> Iterable[str]:
    """A double rule around everything, the title in the middle, as on an old title page."""
    for inset, width in ((18, 3), (25, 1)):
        yield (
            f'<rect x="{inset}" y="{inset}" width="{WIDTH - 2 * inset}" height="{HEIGHT - 2 * inset}" fill="none" '
            f'stroke="{second}" stroke-width="{width}"/>'
        )
    yield from _title(words.title, top=90 + seed[2] % 40, room=300, ink=ink, middle=True)
    yield f'<path d="M{WIDTH / 2 - 30} 440h60" stroke="{second}" stroke-width="2"/>'
    yield from _foot(words, ink, middle=True)


def _low(words: CoverWords, ink: str, second: str, seed: bytes) -> Iterable[str]:
    """Rising or setting disc of the second ink, the title over its own ground below."""
    radius = 60 + seed[2] % 50
    yield f'<circle cx="{MARGIN + radius + seed[3] % (ROOM - 2 * radius)}" cy="{60 + radius}" r="{radius}" fill="{second}"/>'
    yield from _title(words.title, top=300, room=190, ink=ink)
    yield from _foot(words, ink)


def _upright(words: CoverWords, ink: str, second: str, seed: bytes) -> Iterable[str]:
    """The Chinese title in a column from the top right, as its own readers would set it."""
    title = _chinese(words.original or words.title)
    size = min(72, (HEIGHT - 230) / max(len(title), 3))
    x = WIDTH - MARGIN - size / 2
    for place, character in enumerate(title):
        yield _line(character, x, 50 + size * (place + 0.86), size, ink, anchor="middle", family=CHINESE)
    yield f'<path d="M{WIDTH - MARGIN - size - 22} 50v{size * len(title):.0f}" stroke="{second}" stroke-width="2"/>'
    if words.original and words.original != words.title:
        yield from _title(words.title, top=54, room=330, ink=second, width=ROOM - size - 44, largest=36)
    yield from _foot(words, ink)


def _title(  # noqa: PLR0913 - where, how large, how set
    title: str, *, top: float, room: float, ink: str, middle: bool = False, width: float = ROOM, largest: int = 66
) -> Iterable[str]:
    size, lines = _fitted(title, room, width, largest)
    x, anchor = (WIDTH / 2, "middle") if middle else (MARGIN, "start")
    family = CHINESE if _is_chinese(title) else LATIN
    for number, line in enumerate(lines):
        yield _line(line, x, top + size * (0.8 + 1.16 * number), size, ink, anchor=anchor, family=family, room=width)


def _foot(words: CoverWords, ink: str, *, middle: bool = False) -> Iterable[str]:
    x, anchor = (WIDTH / 2, "middle") if middle else (MARGIN, "start")
    size, lines = _fitted(words.author, 64, ROOM, 27)
    family = CHINESE if _is_chinese(words.author) else LATIN
    top = HEIGHT - 62 - size * 1.16 * (len(lines) - 1)
    for number, line in enumerate(lines):
        yield _line(line, x, top + size * 1.16 * number, size, ink, anchor=anchor, family=family, room=ROOM)


def _line(  # noqa: PLR0913 - one text element has that many sides
    text: str, x: float, y: float, size: float, fill: str, *, anchor: str, family: str, room: float = ROOM
) -> str:
    # The reader's face may be wider than we reckon: then the browser draws it in.
    tight = f' textLength="{room:.0f}" lengthAdjust="spacingAndGlyphs"' if _width(text) * size > room * 0.94 else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-family="{family}" font-size="{size:.1f}" fill="{fill}" '
        f'text-anchor="{anchor}"{tight}>{escape(text)}</text>'
    )


def _fitted(text: str, room: float, width: float, largest: int) -> tuple[float, list[str]]:
    """Return the largest size at which the text fits, and its lines at that size; the smallest cuts what is left over."""
    for size in (size for size in TITLE_SIZES if size <= largest):
        lines = _lines(text, width / size)
        most = min(MOST_TITLE_LINES, int(room / (size * 1.16)))
        if len(lines) <= most and all(_width(line) * size <= width for line in lines):
            return size, lines
    return size, [*lines[: most - 1], " ".join(lines[most - 1 :])[: int(width / size * 1.8)].rstrip() + "…"]


def _lines(text: str, room: float) -> list[str]:
    """Break the text into lines of at most `room` times its size."""
    pieces = re.findall(r"[^\s\u2e80-\uffef]+\s*|[\u2e80-\uffef]|\s+", text)
    lines = [""]
    for piece in pieces:
        if lines[-1].strip() and _width((lines[-1] + piece).rstrip()) > room:
            lines.append("")
        lines[-1] += piece
    return [line.strip() for line in lines if line.strip()]


def _width(text: str) -> float:
    return sum(_width_of(character) for character in text)


def _width_of(character: str) -> float:
    if east_asian_width(character) in "WF":
        return 1
    return WIDTH_OF_CAPITAL if character.isupper() else 0.28 if character in " .,:;'’il!|" else WIDTH_OF_LETTER


def _is_chinese(text: str) -> bool:
    return bool(_chinese(text)) and len(_chinese(text)) >= len(text.strip()) / 2


def _chinese(text: str) -> str:
    return "".join(re.findall(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]", text))
