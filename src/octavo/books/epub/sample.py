"""The beginning of a book, as chapters that are safe to show."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

from octavo.books.epub.addresses import address_of
from octavo.books.epub.cleaning import cleaned_html
from octavo.books.epub.cutting import cut
from octavo.books.epub.facts import TocEntry
from octavo.books.epub.footnotes import LinkKeeper
from octavo.books.epub.links import resolved
from octavo.books.epub.markup import MAX_XML_BYTES, Trick, decoded, letters_in, words_of
from octavo.books.epub.reading import Epub
from octavo.books.epub.refusal import ASK, EpubRefused
from octavo.books.epub.tree import Text, plain_text_of

MAX_CHARACTERS = 60_000
# A sample must not take longer than reading it: of a longer book, the share is that of what was read.
MAX_READ_BYTES = 30 << 20
MAX_TEXTS_OF_NOTES = 3
_TAG = re.compile(r"<[^<>]*>")
_PICTURE = re.compile(r' src="epub:([^"]*)"')


@dataclass(frozen=True, slots=True)
class Chapter:
    """`html` is clean; its pictures and links to other chapters are `epub:` addresses (see `addresses`).

    `path` is what such a link to this chapter names, `pictures` are all that its text shows. A title may be blank.
    """

    title: str
    html: str
    direction: str
    language: str
    path: str = ""
    pictures: tuple[str, ...] = ()


def sample_chapters(epub: Epub, *, share: float = 0.1, max_characters: int = MAX_CHARACTERS) -> list[Chapter]:
    """Return the first `share` of the text (1: all of it), at most `max_characters` without spaces, ended at a paragraph.

    Cover pages, the navigation and other documents without a word are left out.
    Raises EpubRefused when a text in it is a trick or damaged.
    """
    limit = max_characters if share >= 1 else min(max_characters, max(1, round(share * _characters(epub))))
    texts = _beginning(epub, limit)
    loaded = {text.path: text for text in texts}

    def whole_text(path: str) -> Text | None:
        if path not in loaded and len(loaded) < len(texts) + MAX_TEXTS_OF_NOTES and (text := _text(epub, path)):
            loaded[path] = text
        return loaded.get(path)

    keeper = LinkKeeper(texts, place_of=epub.place_of, whole_text=whole_text)
    titles = _titles(epub.toc)
    return [_chapter(text, keeper, titles) for text in texts]


def _beginning(epub: Epub, limit: int) -> list[Text]:
    texts: list[Text] = []
    left = limit
    for path in _paths(epub):
        text = _text(epub, path) if left > 0 else None
        if text is not None and words_of(text.body):
            left -= cut(text.body, left)
            texts.append(text)
    return texts


def _paths(epub: Epub) -> Iterator[str]:
    """Yield the texts in reading order, without the navigation, until they are more than is read of any book."""
    total = 0
    for part in epub.texts:
        total += epub.archive.size(part.item.path)
        if total > MAX_READ_BYTES:
            return
        if "nav" not in part.item.properties:
            yield part.item.path


def _chapter(text: Text, keeper: LinkKeeper, titles: dict[str, str]) -> Chapter:
    keeper.settle(text)
    html = cleaned_html(text.body)
    return Chapter(
        title=titles.get(text.path) or text.heading,
        html=html,
        direction=text.direction,
        language=text.language,
        path=text.path,
        pictures=tuple(dict.fromkeys(unquote(unescape(path)) for path in _PICTURE.findall(html))),
    )


def _text(epub: Epub, path: str) -> Text | None:
    root = epub.document(path)
    if root is None:
        return None

    def picture_at(href: str) -> str | None:
        target = resolved(path, href)
        found = epub.archive.find(target.path) if target else None
        return address_of(found) if found and epub.has_picture(found) else None

    return plain_text_of(root, path, language=epub.language, picture_at=picture_at)


def _titles(entries: tuple[TocEntry, ...]) -> dict[str, str]:
    """Return what the table of contents calls each document first."""
    titles: dict[str, str] = {}
    for entry in entries:
        if entry.path:
            titles.setdefault(entry.path, entry.title)
        for path, title in _titles(entry.children).items():
            titles.setdefault(path, title)
    return titles


def _characters(epub: Epub) -> int:
    """Return about how many characters the whole text has, by taking the tags away."""
    return sum(_characters_of(epub, path) for path in _paths(epub))


def _characters_of(epub: Epub, path: str) -> int:
    try:
        text = decoded(epub.archive.read(path, max_bytes=MAX_XML_BYTES))
    except Trick as error:
        raise EpubRefused(epub.name, f"“{path}” inside it is refused: {error}", next_step=ASK) from error
    return letters_in(_TAG.sub("", text[max(text.find("<body"), 0) :]))
