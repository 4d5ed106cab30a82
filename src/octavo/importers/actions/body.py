"""The parts of a body written as a page's stream, with the files that are here in their places."""

import html
import json
import re
import uuid
from collections.abc import Iterator
from typing import Any

from octavo.base.html import clean_html, clean_inline
from octavo.importers.actions.library import Found, Library
from octavo.importers.records import MediaUse, Note, Part

# Blocks of the same text keep their number from run to run.
_NAMESPACE = uuid.UUID("6f1f3a52-7a0c-4f0e-9a35-0c7a2d1b9b11")
_LINK = re.compile(r'<a href="([^"]*)">')
_IMAGE = re.compile(r'<img\b[^>]*?\bsrc="([^"]*)"[^>]*>')
_ALT = re.compile(r'\balt="([^"]*)"')
_FILE_LINK = re.compile(
    r"\.(?:csv|docx?|epub|flac|gif|jpe?g|m4a|mp3|mp4|ogg|opus|pdf|png|pptx?|txt|wav|webm|webp|xlsx?|zip)(?:\?|$)", re.IGNORECASE
)

PICTURE_MISSING = "a picture is not here: kept as a link"

Block = tuple[str, Any]


class BodyWriter:
    """Writes one body. What it could not place is in `notes`, and still in the text as a link."""

    def __init__(self, library: Library, parts: tuple[Part, ...], *, extra: MediaUse | None = None) -> None:
        self.library, self.parts = library, parts
        self.notes: list[Note] = []
        uses = [*_uses(parts), *(MediaUse("", url) for url in _file_links(parts)), *([extra] if extra else [])]
        self.found: dict[MediaUse, Found | None] = {use: library.find(use) for use in dict.fromkeys(uses)}

    @property
    def present(self) -> list[str]:
        """Which files are here: part of the fingerprint, so that a text is written again when its pictures have come."""
        return sorted(f"{use.source_id} {use.url}" for use, found in self.found.items() if found)

    def picture(self, use: MediaUse | None) -> int | None:
        found = self.found.get(use) if use else None
        return found.pk if found and found.is_picture else None

    def as_json(self, key: str) -> str:
        """Return the stream as StreamField stores it."""
        blocks = [block for part in self.parts for block in self._blocks(part)]
        return json.dumps(
            [
                {"type": name, "value": value, "id": str(uuid.uuid5(_NAMESPACE, f"{key}/{position}"))}
                for position, (name, value) in enumerate(blocks)
            ]
        )

    def _blocks(self, part: Part) -> Iterator[Block]:
        if part.name == "text":
            yield "text", self._relinked(part.value)
        elif part.name == "quote":
            yield "quote", {**part.value, "text": self._relinked(part.value["text"])}
        elif part.name == "figure":
            yield self._figure(part.value)
        elif part.name == "gallery":
            yield from self._gallery(part.value)
        elif part.name in {"audio", "video"}:
            yield from self._recording(part.name, part.value)
        elif part.name == "kept_html":
            yield "kept_html", {"html": self._with_pictures(part.value)}
        else:
            yield part.name, part.value

    def _figure(self, value: dict[str, Any]) -> Block:
        picture = self.picture(value["picture"])
        if picture:
            return "figure", {**value, "picture": picture, "caption": clean_inline(value["caption"])}
        return self._link_to(value["picture"], value["alt"], value["caption"])

    def _gallery(self, value: dict[str, Any]) -> Iterator[Block]:
        here = [(self.picture(item["picture"]), item["caption"]) for item in value["pictures"]]
        pictures = [{"picture": pk, "caption": caption} for pk, caption in here if pk]
        if pictures:
            yield "gallery", {"pictures": pictures, "caption": value["caption"]}
        missing = [item for (pk, _), item in zip(here, value["pictures"], strict=True) if not pk]
        links = "".join(f"<li>{self._link(item['picture'], item['caption'])}</li>" for item in missing)
        if links:
            caption = "" if pictures or not value["caption"] else f"<p>{html.escape(value['caption'])}</p>"
            yield "kept_html", {"html": clean_html(f"<ul>{links}</ul>{caption}")}

    def _recording(self, name: str, value: dict[str, Any]) -> Iterator[Block]:
        use: MediaUse = value["file"]
        found = self.found.get(use)
        if found and not found.is_picture:
            written = {**value, "file": found.pk, "title": value["title"] or use.url.rpartition("/")[2] or name}
            if name == "video":
                written["poster"] = self.picture(value["poster"])
            yield name, written
        elif use.url:
            self.notes.append(Note("a recording is not here: kept as a link", use.url))
            yield "embed", {"url": use.url, "title": value["title"] or use.url.rpartition("/")[2] or name, "poster": None}
        else:
            self.notes.append(Note("a recording is not in the file: left out", f"number {use.source_id}"))

    def _link_to(self, use: MediaUse, alt: str, caption: str) -> Block:
        figcaption = f"<figcaption>{caption}</figcaption>" if caption else ""
        return "kept_html", {"html": clean_html(f"<figure>{self._link(use, alt)}{figcaption}</figure>")}

    def _link(self, use: MediaUse, name: str) -> str:
        self.notes.append(Note(PICTURE_MISSING, use.url or f"number {use.source_id}"))
        words = html.escape(name or use.url.rpartition("/")[2] or f"№ {use.source_id}")
        return f'<a href="{html.escape(use.url)}">{words}</a>' if use.url else words

    def _with_pictures(self, value: dict[str, Any]) -> str:
        by_url = {use.url: use for use in value["media"]}

        def shown(match: re.Match[str]) -> str:
            use = by_url.get(html.unescape(match[1]))
            found = self.found.get(use) if use else None
            alt = found_alt[1] if (found_alt := _ALT.search(match[0])) else ""
            if found and found.is_picture:
                return f'<img src="{html.escape(self.library.url_of(found))}" alt="{alt}">'
            # Nothing of another host may be asked for without a click.
            self.notes.append(Note(PICTURE_MISSING, html.unescape(match[1])))
            return f'<a href="{match[1]}">{alt or match[1].rpartition("/")[2]}</a>' if match[1] else alt

        return clean_html(_IMAGE.sub(shown, value["html"]))

    def _relinked(self, text: str) -> str:
        def linked(match: re.Match[str]) -> str:
            found = self.found.get(MediaUse("", html.unescape(match[1])))
            if found is None:
                return match[0]
            if found.is_picture:
                return f'<a href="{html.escape(self.library.url_of(found))}">'
            return f'<a linktype="document" id="{found.pk}">'

        return _LINK.sub(linked, text)


def _uses(value: Any) -> Iterator[MediaUse]:
    if isinstance(value, MediaUse):
        yield value
    elif isinstance(value, Part):
        yield from _uses(value.value)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _uses(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _uses(inner)


def _file_links(parts: tuple[Part, ...]) -> Iterator[str]:
    for part in parts:
        text = part.value if part.name == "text" else part.value["text"] if part.name == "quote" else ""
        for url in _LINK.findall(text):
            if _FILE_LINK.search(html.unescape(url)):
                yield html.unescape(url)
