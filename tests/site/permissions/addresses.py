"""Every address there is, as Django finds it: ours one by one, those of libraries to be knocked at."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Address:
    """`route` as it stands in the URL list; `arguments` are the names of what it takes."""

    route: str
    arguments: tuple[str, ...]
    is_ours: bool


def addresses() -> list[Address]:
    return list(_walk(get_resolver().url_patterns, "", ours=False))


def our_routes() -> list[str]:
    """Return our routes, each once."""
    return list(dict.fromkeys(address.route for address in addresses() if address.is_ours))


def _walk(patterns: list[Any], before: str, *, ours: bool) -> Iterator[Address]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            listed_by = getattr(pattern.urlconf_name, "__name__", "")
            yield from _walk(pattern.url_patterns, route, ours=ours or listed_by.startswith("octavo."))
        elif isinstance(pattern, URLPattern):
            # A decorator may hide whose view it is; the list that has it does not.
            is_ours = ours or getattr(pattern.callback, "__module__", "").startswith("octavo.")
            yield Address(route, tuple(pattern.pattern.regex.groupindex), is_ours)
