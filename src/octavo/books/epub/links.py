"""Addresses inside a book, resolved inside its archive and nowhere else."""

import re
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

# Of an EPUB CFI into the package: the step in the spine, and the ids it passes on the way through the text.
_CFI = re.compile(r"epubcfi\(/6/(\d+)(?:\[[^\]]*\])?!(.*)\)$")
_CFI_ID = re.compile(r"/\d*[02468]\[([^\]]+)\]")


@dataclass(frozen=True, slots=True)
class Target:
    """`path` as it stands in the address, decoded; whether there is such an entry is the archive's to say."""

    path: str
    fragment: str = ""


def resolved(base_path: str, href: str) -> Target | None:
    """Return where `href` in the entry `base_path` leads, or None when that is outside the book or makes no sense."""
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return None
    if parts.scheme or parts.netloc:
        return None
    path, fragment = unquote(parts.path), unquote(parts.fragment)
    if "\\" in path or "\x00" in path:
        return None
    if not path:
        return Target(base_path, fragment)
    whole = normpath(join(dirname(base_path), path) if not path.startswith("/") else path.lstrip("/"))
    return None if whole in {".", ".."} or whole.startswith("../") else Target(whole, fragment)


def cfi_steps(fragment: str) -> tuple[int, str] | None:
    """Return which document of the spine (from 0) a CFI means and the last id on its way there; None if it is no CFI."""
    found = _CFI.match(fragment)
    if not found:
        return None
    ids = _CFI_ID.findall(found[2])
    return int(found[1]) // 2 - 1, ids[-1] if ids else ""
