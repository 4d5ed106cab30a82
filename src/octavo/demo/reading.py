"""The magazine's texts: a file a column, with a head in TOML and a body in Markdown.

A fence whose first word is one of ours (pull, sidenote, short, quote, figure,
gallery, table, embed, audio, book) is that block; any other fence is code in that
language, with the rest of the line for a caption.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

CONTENT = Path(__file__).parent / "content"
MARK = "+++"

_markdown = MarkdownIt("commonmark", {"html": False, "typographer": True}).enable(["replacements", "smartquotes"])
_STRAIGHT_PAIR = re.compile(r'"([^"]*)"')


@dataclass(frozen=True)
class Drawing:
    """A picture asked of the illustrator, with the words that go with it."""

    scene: str
    palette: str
    seed: str
    alt: str
    caption: str = ""
    width: str = "measure"
    # Title and author: of a book's cover.
    lettering: Sequence[str] = ()

    @property
    def key(self) -> str:
        kind = "cover-" if self.lettering else ""
        return f"{kind}{self.scene}-{self.palette}-{self.seed}"


@dataclass(frozen=True)
class Part:
    """A block of a body: its name and its value, pictures and sounds still as wishes."""

    name: str
    value: Any


@dataclass(frozen=True)
class Text:
    """A column or page as it was written."""

    head: dict[str, Any]
    parts: list[Part] = field(default_factory=list)

    @property
    def slug(self) -> str:
        return self.head["slug"]

    @property
    def hero(self) -> Drawing | None:
        return Drawing(**self.head["hero"]) if "hero" in self.head else None

    @property
    def language(self) -> str:
        return self.head.get("language", "en")

    @property
    def sections(self) -> dict[str, str]:
        """The words as HTML, by the heading they stand under, in small letters; those before the first under ""."""
        found, heading = {"": ""}, ""
        for part in self.parts:
            if part.name == "heading":
                heading = part.value["text"].lower()
            else:
                found[heading] = part.value
        return found


def texts_in(folder: str) -> list[Text]:
    """Return the texts of a folder of the content, in the order of their file names."""
    return [read_text(path.read_text(encoding="utf-8")) for path in sorted((CONTENT / folder).glob("*.md"))]


def table_of(name: str) -> dict[str, Any]:
    """Return one of the content's TOML files."""
    return _curled(tomllib.loads((CONTENT / f"{name}.toml").read_text(encoding="utf-8")))


def read_text(source: str) -> Text:
    """Split a file into its head and the parts of its body."""
    _, head, body = source.split(MARK, 2)
    return Text(_curled(tomllib.loads(head)), list(parts_of(body)))


def parts_of(body: str) -> Iterator[Part]:
    """Yield the parts of a Markdown body; paragraphs and lists that follow each other are one text."""
    words: list[Token] = []
    tokens = _markdown.parse(body)
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if token.type == "fence" or token.type == "heading_open":
            yield from _text(words)
            words = []
        if token.type == "fence":
            yield _fenced(token)
        elif token.type == "heading_open":
            yield Part("heading", {"text": tokens[position + 1].content, "level": token.tag[1]})
            position += 2
        else:
            words.append(token)
        position += 1
    yield from _text(words)


def typographic(text: str) -> str:
    """Return a text with the quotation marks a printer would set; typed ones are straight."""
    return _STRAIGHT_PAIR.sub("“\\1”", text).replace("'", "’")


def _curled(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _curled(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_curled(inner) for inner in value]
    return typographic(value) if isinstance(value, str) else value


def inline_html(text: str) -> str:
    return _markdown.renderInline(text.strip())


def _text(words: list[Token]) -> Iterator[Part]:
    if words:
        yield Part("text", _markdown.renderer.render(words, _markdown.options, {}).strip())


def _fenced(token: Token) -> Part:
    word, _, caption = token.info.strip().partition(" ")
    if word in _FENCES:
        return _FENCES[word](token.content.strip())
    return Part("code", {"language": word, "code": token.content.rstrip("\n"), "caption": typographic(caption)})


def _said(content: str) -> tuple[str, str]:
    text, _, source = content.partition("\n-- ")
    return typographic(" ".join(text.split())), source.strip()


def _pull(content: str) -> Part:
    text, source = _said(content)
    return Part("pull_quote", {"text": text, "source": source})


def _quote(content: str) -> Part:
    text, _, source = content.partition("\n-- ")
    return Part("quote", {"text": _markdown.render(text).strip(), "source": source.strip()})


def _sidenote(content: str) -> Part:
    return Part("sidenote", {"text": f"<p>{inline_html(' '.join(content.split()))}</p>"})


def _short(content: str) -> Part:
    lines = content.splitlines()
    heading = next((line[1:].strip() for line in lines if line.startswith("#")), "")
    return Part(
        "in_short", {"heading": heading, "points": [typographic(line[1:].strip()) for line in lines if line.startswith("-")]}
    )


def _figure(content: str) -> Part:
    return Part("figure", Drawing(**_curled(tomllib.loads(content))))


def _gallery(content: str) -> Part:
    words = _curled(tomllib.loads(content))
    return Part(
        "gallery", {"caption": words.get("caption", ""), "pictures": [Drawing(**picture) for picture in words["pictures"]]}
    )


def _table(content: str) -> Part:
    lines = content.splitlines()
    caption = lines.pop(0).removeprefix("caption:").strip() if lines[0].startswith("caption:") else ""
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines if line.strip()]
    rows = [row for row in rows if not all(set(cell) <= set("-: ") for cell in row)]
    header = [typographic(heading) for heading in rows[0]]
    return Part("table", {"caption": typographic(caption), "header": header, "rows": rows[1:]})


def _embed(content: str) -> Part:
    words = tomllib.loads(content)
    return Part("embed", {"url": words["url"], "title": words["title"], "poster": None})


def _audio(content: str) -> Part:
    return Part("audio", tomllib.loads(content))


def _book(content: str) -> Part:
    slug, _, note = content.partition("\n")
    return Part("book_card", {"slug": slug.strip(), "note": typographic(" ".join(note.split()))})


_FENCES: dict[str, Callable[[str], Part]] = {
    "pull": _pull,
    "quote": _quote,
    "sidenote": _sidenote,
    "short": _short,
    "figure": _figure,
    "gallery": _gallery,
    "table": _table,
    "embed": _embed,
    "audio": _audio,
    "book": _book,
}


def date_of(head: dict[str, Any], today: date) -> date:
    """Return the day a text appeared: a fixed one, or so many days before `today` that the front looks alive."""
    return date.fromordinal(today.toordinal() - head["days_ago"]) if "days_ago" in head else date.fromisoformat(head["date"])
