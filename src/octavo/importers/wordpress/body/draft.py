"""The body as it grows: parts in order, and notes on what could not come along."""

from collections import Counter
from typing import Any
from urllib.parse import urljoin, urlsplit

from octavo.base.html import clean_html
from octavo.importers.records import MediaUse, Note, Part

MAX_HEADING_CHARACTERS = 200
MAX_URL_CHARACTERS = 2_000
_SCHEMES = {"", "http", "https", "mailto", "tel"}


class Lookups:
    """What a text may ask of the rest of the export; this one knows nothing."""

    def files_of(self, parent_id: str) -> list[str]:
        """Return the numbers of the pictures uploaded to a post."""
        return []

    def file_url(self, source_id: str) -> str:
        """Return the address of an attachment's file, or ""."""
        return ""

    def reusable_block(self, source_id: str) -> str:
        """Return the text of a block that several posts share, or ""."""
        return ""


class Draft:
    """What the readers of elements write to."""

    def __init__(self, *, base_url: str = "", post_id: str = "", lookups: Lookups | None = None) -> None:
        self.parts: list[Part] = []
        self._notes: Counter[tuple[str, str]] = Counter()
        self.base_url = base_url
        self.post_id = post_id
        self.lookups = lookups or Lookups()

    def text(self, html: str) -> None:
        """Add rich text; what follows rich text joins it, so that editors get one block and not fifty."""
        if self.parts and self.parts[-1].name == "text":
            self.parts[-1] = Part("text", self.parts[-1].value + html)
        else:
            self.parts.append(Part("text", html))

    def add(self, name: str, **value: Any) -> None:
        self.parts.append(Part(name, value))

    def keep(self, html: str, media: list[MediaUse] | None = None) -> None:
        """Keep HTML no block can hold, cleaned; its pictures are listed so that they can be brought along."""
        cleaned = clean_html(html).strip()
        if cleaned:
            self.parts.append(Part("kept_html", {"html": cleaned, "media": media or []}))

    def embed(self, url: str, title: str = "") -> None:
        """Add what another site shows, as an address that only a reader's click contacts."""
        address = self.address(url)
        if urlsplit(address).scheme in {"http", "https"}:
            self.add("embed", url=address, title=(title or urlsplit(address).hostname or address)[:200], poster=None)
        else:
            self.note("an embed without a usable address was left out")

    def note(self, reason: str, detail: str = "", times: int = 1) -> None:
        """Say what could not come along: nothing is left out in silence."""
        self._notes[reason, detail] += times

    @property
    def notes(self) -> list[Note]:
        return [Note(reason, detail, times) for (reason, detail), times in self._notes.items()]

    def part_of_it(self) -> "Draft":
        """Return an empty draft of the same text, for what stands within one element."""
        draft = Draft(base_url=self.base_url, post_id=self.post_id, lookups=self.lookups)
        draft._notes = self._notes
        return draft

    def file(self, source_id: str) -> MediaUse:
        """Return the use of a file that is known by its number only."""
        return MediaUse(source_id, self.lookups.file_url(source_id) if source_id else "")

    def address(self, url: str) -> str:
        """Return `url` made absolute, or "" when a click on it could do harm."""
        # Browsers drop these characters before they look at the scheme.
        bare = "".join(character for character in url.strip() if character > " " and character != "\x7f")
        if not bare:
            return ""
        try:
            absolute = bare if bare.startswith("#") or not self.base_url else urljoin(self.base_url, bare)
            scheme = urlsplit(absolute).scheme
        except ValueError:
            return ""
        return absolute if scheme.lower() in _SCHEMES and len(absolute) <= MAX_URL_CHARACTERS else ""
