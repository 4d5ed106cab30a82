"""Which addresses are pages that may be baked, and the file of each.

A view says so of itself (`may_be_baked`), with the words of the query that mean
something to it. Everything else in a query is nothing.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import parse_qsl

from django.urls import get_resolver

from octavo.baking.baked import ENDINGS
from octavo.base.bakeable import LAST_BAKED_PAGE, words_of_queries

LONGEST_NAME_BYTES = 200
MOST_FIELDS = 50
_SAFE_VALUE = re.compile(r"[A-Za-z0-9_-]{1,30}")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\\@?]|//|/\.")


@dataclass(frozen=True)
class Address:
    """A page: its path as a browser says it, decoded, and what of its query means something, in a fixed order."""

    path: str
    query: tuple[tuple[str, str], ...] = ()

    @property
    def query_string(self) -> str:
        return "&".join(f"{name}={value}" for name, value in self.query)

    def file_names(self) -> list[str]:
        """Return what its file may be called, by what is in it."""
        endings = dict.fromkeys(ENDINGS.values()) if self.path.endswith("/") else [""]
        return [self.file_name(ending) for ending in endings]

    def file_name(self, ending: str = "html") -> str:
        """Return the name of its file, from the folder of baked pages; one that ends in a name is that file itself."""
        suffix = f"@{self.query_string}" if self.query else ""
        if self.path.endswith("/"):
            return f"{self.path[1:]}index{suffix}.{ending}"
        return f"{self.path[1:]}{suffix}"


def address_of(raw_path: str, query_string: str) -> Address | None:
    """Return the page that is asked for; None where it is nothing that could be baked.

    `raw_path`: PATH_INFO of WSGI, bytes of UTF-8 read as Latin-1.
    """
    try:
        path = raw_path.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return None
    if not path.startswith("/") or _UNSAFE.search(path):
        return None
    if any(len(part.encode()) > LONGEST_NAME_BYTES for part in path.split("/")):
        return None
    said = meaning_of(query_string) if query_string else ()
    return None if said is None else Address(path, said)


def meaning_of(query_string: str) -> tuple[tuple[str, str], ...] | None:
    """Return what of a query means something; None where it means something that is not baked."""
    baked, live = _words()
    said: dict[str, str] = {}
    try:
        fields = parse_qsl(query_string, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        return None
    for name, value in fields:
        if name in live or name in said:
            return None
        if name in baked:
            said[name] = value
    return _in_order(said)


@cache
def _words() -> tuple[set[str], set[str]]:
    # The views say their words when they are loaded, which the first request would be too early for.
    _ = get_resolver().url_patterns
    return words_of_queries()


def _in_order(said: Mapping[str, str]) -> tuple[tuple[str, str], ...] | None:
    """Return the one word that was said; None for several, of which there is no end."""
    said = {name: value for name, value in said.items() if (name, value) != ("page", "1")}
    if len(said) > 1:
        return None
    for name, value in said.items():
        if not _SAFE_VALUE.fullmatch(value) or (name == "page" and not _is_near(value)):
            return None
    return tuple(said.items())


def _is_near(page: str) -> bool:
    return page.isdigit() and page[0] != "0" and int(page) <= LAST_BAKED_PAGE
