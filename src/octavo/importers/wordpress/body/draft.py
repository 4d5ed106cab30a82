"""The body as it grows: parts in order, and notes on what could not come along."""

from collections import Counter
from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin, urlsplit

from octavo.base.html import clean_html
from octavo.importers.records import MediaUse, Part

MAX_HEADING_CHARACTERS = 200
MAX_URL_CHARACTERS = 2_000
_SCHEMES = {"", "http", "https", "mailto", "tel"}


def no_files(_parent_id: str) -> list[str]:
    return []


def no_text(_block_id: str) -> str:
    return ""


class Draft:
    """What the readers of elements write to."""

    def __init__(
        self,
        *,
        base_url: str = "",
        post_id: str = "",
        files_of: Callable[[str], list[str]] = no_files,
        block_text: Callable[[str], str] = no_text,
    ) -> None:
        self.parts: list[Part] = []
        self.notes: Counter[str] = Counter()
        self.base_url = base_url
        self.post_id = post_id
        self.files_of = files_of
        self.block_text = block_text

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

    def note(self, reason: str) -> None:
        self.notes[reason] += 1

    def address(self, url: str) -> str:
        """Return `url` made absolute, or "" when a click on it could do harm."""
        # Browsers drop these characters before they look at the scheme.
        bare = "".join(character for character in url.strip() if character > " " and character != "\x7f")
        try:
            absolute = bare if bare.startswith("#") or not self.base_url else urljoin(self.base_url, bare)
            scheme = urlsplit(absolute).scheme
        except ValueError:
            return ""
        return absolute if scheme.lower() in _SCHEMES and len(absolute) <= MAX_URL_CHARACTERS else ""
