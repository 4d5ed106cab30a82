"""What other domains add to an account: a page in its menu, something to download, something to erase."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from octavo.readers.models import Reader

# Returns plain values for JSON: what a domain knows of a reader.
Exporter = Callable[[Reader], dict[str, Any]]
# Erases a reader in a domain; whether their words stay, without a name. In a transaction of the caller.
Eraser = Callable[[Reader, bool], None]


@dataclass(frozen=True)
class AccountPart:
    """A page of the account's menu. `order`: 0 is the first."""

    url_name: str
    label: str | Promise
    order: int


_parts: dict[str, AccountPart] = {}
_exporters: dict[str, tuple[str | Promise, Exporter]] = {}
_erasers: dict[str, Eraser] = {}


def register_part(part: AccountPart) -> None:
    _parts[part.url_name] = part


def register_exporter(name: str, title: str | Promise, exporter: Exporter) -> None:
    _exporters[name] = (title, exporter)


def register_eraser(name: str, eraser: Eraser) -> None:
    _erasers[name] = eraser


def account_parts() -> list[AccountPart]:
    return sorted(_parts.values(), key=lambda part: part.order)


def everything_about(reader: Reader) -> dict[str, dict[str, Any]]:
    """Return what every domain knows of a reader, by the domain's name."""
    return {name: exporter(reader) for name, (_title, exporter) in _exporters.items()}


def titles_of_everything() -> dict[str, str | Promise]:
    return {name: title for name, (title, _exporter) in _exporters.items()}


def erasers() -> list[Eraser]:
    return list(_erasers.values())
