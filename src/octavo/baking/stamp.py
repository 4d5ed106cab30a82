"""What pages are made with, beside what is in the database: the version, the settings, the theme."""

from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def stamp_of(settings: Iterable[object], *folders: Path) -> str:
    """Return a short name that differs when a setting or a file of the package or of the folders does."""
    said = [repr(value) for value in settings]
    for folder in (PACKAGE, *folders):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                found = path.stat()
                said.append(f"{path} {found.st_mtime_ns} {found.st_size}")
    return blake2b("\n".join(said).encode(), digest_size=12).hexdigest()
