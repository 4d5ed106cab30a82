"""Single fields of an item: dates, slugs, old addresses, titles."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import unquote, urlsplit

from octavo.base.html import plain_text
from octavo.importers.wordpress.wxr import Item

MAX_TITLE_CHARACTERS = 255
_NO_DATE = "0000-00-00"


def date_of(item: Item, name: str = "wp:post_date") -> datetime | None:
    """Return a date in UTC; drafts carry only their local one, and feeds their `pubDate`."""
    for text in (item.get(f"{name}_gmt"), item.get(name)):
        if found := parsed_date(text):
            return found
    if name != "wp:post_date":
        return None
    try:
        published = parsedate_to_datetime(item.get("pubDate").strip())
    except ValueError:
        return None
    return published.astimezone(UTC) if published.year > 1999 else None


def parsed_date(text: str) -> datetime | None:
    bare = text.strip()
    if not bare or bare.startswith(_NO_DATE):
        return None
    try:
        return datetime.fromisoformat(bare).replace(tzinfo=UTC)
    except ValueError:
        return None


def slug_of(item: Item) -> str:
    """Return the slug in readable letters: exports percent-encode what is not Latin."""
    return unquote(item.get("wp:post_name").strip())


def title_of(item: Item) -> str:
    return shortened(plain_text(item.get("title")))


def shortened(text: str, characters: int = MAX_TITLE_CHARACTERS) -> str:
    return text if len(text) <= characters else text[: characters - 1].rstrip() + "…"


def old_paths_of(item: Item, blog_url: str) -> tuple[str, ...]:
    """Return where readers found the item: its permalink and its short address, on the old site only."""
    paths = []
    for url in (item.get("link"), item.get("guid")):
        path = path_on_site(url, blog_url)
        if path.partition("?")[0] not in {"", "/"} or path.startswith(("/?p=", "/?page_id=")):
            paths.append(path)
    number = item.source_id
    if number.isdecimal() and item.type in {"post", "page"}:
        base = urlsplit(blog_url).path.rstrip("/")
        paths.append(f"{base}/?p={number}")
        if item.type == "page":
            paths.append(f"{base}/?page_id={number}")
    return tuple(dict.fromkeys(paths))


def host_of(url: str) -> str:
    """Return the host of an address without www, "" for what is none."""
    try:
        return (urlsplit(url.strip()).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def path_on_site(url: str, blog_url: str) -> str:
    """Return path and query of an address on the old site, "" for any other."""
    host = host_of(url)
    if not host or host != host_of(blog_url):
        return ""
    parts = urlsplit(url.strip())
    if parts.scheme not in {"http", "https"}:
        return ""
    path = parts.path or "/"
    return f"{path}?{parts.query}" if parts.query else path
