"""Addresses in a cleaned sample: `epub:` and the path in the archive, to be given real ones by whoever shows it."""

import re
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import quote, unquote

SCHEME = "epub:"
# The cleaner writes every attribute in double quotes, and no other text can hold one unescaped.
_ADDRESS = re.compile(r' (href|src)="epub:([^"#]*)(?:#([^"]*))?"')


def address_of(path: str, fragment: str = "") -> str:
    return SCHEME + quote(path) + (f"#{quote(fragment)}" if fragment else "")


def with_addresses(html: str, *, of_picture: Callable[[str], str | None], of_text: Callable[[str], str | None]) -> str:
    """Return the HTML of a chapter with real addresses; None takes the attribute away."""

    def real(found: re.Match[str]) -> str:
        attribute, path = found[1], unquote(unescape(found[2]))
        address = of_picture(path) if attribute == "src" else of_text(path)
        if address is None:
            return ""
        fragment = f"#{found[3]}" if found[3] else ""
        return f' {attribute}="{escape(address)}{fragment}"'

    return _ADDRESS.sub(real, html)
