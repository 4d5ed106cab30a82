"""A sample that is plain text, as chapters like those of a book."""

import re
from html import escape
from unicodedata import bidirectional

from octavo.books.epub.markup import letters_in
from octavo.books.epub.sample import MAX_CHARACTERS, Chapter

_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")
_NUMBERS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|twenty|the first|the last"
)
_HEADING = re.compile(
    rf"((chapter|part|book|canto|act|scene|section|letter)\s+([0-9]+|[ivxlc]+|{_NUMBERS})\b.{{0,80}}|第\s*[0-9０-９零一二三四五六七八九十百千两]+\s*[章回节卷部篇].{{0,40}})",
    re.IGNORECASE,
)


def text_chapters(text: str, *, max_characters: int = MAX_CHARACTERS) -> list[Chapter]:
    """Return the paragraphs of a plain text, a new chapter at each line that announces one; ended at a paragraph."""
    chapters: list[tuple[str, list[str]]] = []
    spent = 0
    for paragraph in _paragraphs(text):
        if spent >= max_characters:
            break
        spent += letters_in(paragraph)
        if _HEADING.fullmatch(paragraph):
            chapters.append((paragraph, []))
        elif chapters:
            chapters[-1][1].append(paragraph)
        else:
            chapters.append(("", [paragraph]))
    return [_chapter(title, paragraphs) for title, paragraphs in chapters]


def _paragraphs(text: str) -> list[str]:
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return [paragraph.strip() for paragraph in _BLANK_LINES.split(plain) if paragraph.strip()]


def _chapter(title: str, paragraphs: list[str]) -> Chapter:
    heading = f"<h2>{escape(title)}</h2>" if title else ""
    body = "".join(f"<p>{escape(paragraph).replace(chr(10), '<br>')}</p>" for paragraph in paragraphs)
    return Chapter(title=title, html=heading + body, direction=_direction(title + "".join(paragraphs)), language="")


def _direction(text: str) -> str:
    """Return the direction of the first letter that has one."""
    kinds = (bidirectional(character) for character in text)
    return "rtl" if next((kind for kind in kinds if kind in {"L", "R", "AL"}), "L") != "L" else "ltr"
