"""The files that the owner put into `data/feeds/sources/`: which there are, how far each is read, what they say of an ISBN."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from octavo.importers.book_records import EditionRecord, Notice
from octavo.importers.feed_folders import folder, waiting_files
from octavo.importers.lookup import index
from octavo.importers.lookup.index import About
from octavo.importers.marc.record import ABOUT_ANOTHER
from octavo.importers.records import Refusal

SOURCES = "sources"
# So small a file is read while somebody waits.
READ_AT_ONCE_BYTES = 256 << 10


@dataclass(frozen=True, slots=True)
class Source:
    """One file. `about` is None until it has been read; `percent` says how far that is, None where nobody has begun."""

    path: Path
    about: About | None
    percent: int | None = None

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def is_ready(self) -> bool:
        return self.about is not None and not self.about.refused


@dataclass(frozen=True, slots=True)
class Found:
    """What one source says of an ISBN."""

    source: str
    record: EditionRecord


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A source has a record of an ISBN that cannot be read."""

    source: str
    reason: str


def sources() -> list[Source]:
    """Return the owner's files by name; small ones are read now if they have not been."""
    found = []
    for path in waiting_files(SOURCES):
        try:
            known = index.about(path)
            if known is None and path.stat().st_size <= READ_AT_ONCE_BYTES:
                known = index.make_index(path)
        except FileNotFoundError:
            # Taken away while we looked.
            continue
        except (OSError, sqlite3.Error) as error:
            known = About([], refused=f"Nothing can be noted down beside it ({type(error).__name__}).")
        found.append(Source(path, known, None if known else _percent(path)))
    return found


def found_in(source: Source, isbn: str) -> Found | Unreadable | None:
    """Return what a file that has been read says; of several records of one ISBN the last holds, as in a feed."""
    told = index.look(source.path, isbn) if source.is_ready else []
    records = [record for record in told if isinstance(record, EditionRecord)]
    whole = [record for record in records if record.work.title and record.notice is Notice.KEEP]
    if whole and records[-1].notice is Notice.KEEP:
        return Found(source.name, whole[-1])
    reasons = [refusal.reason for refusal in told if isinstance(refusal, Refusal) and refusal.reason != ABOUT_ANOTHER]
    return Unreadable(source.name, reasons[-1]) if reasons and not records else None


def read_source(name: str) -> About | None:
    """Read one of the files and write its index; None when it is no longer there, or was read meanwhile."""
    path = folder(SOURCES) / Path(name).name
    if not path.is_file() or index.about(path) is not None:
        return None
    progress = _progress_path(path)
    try:
        return index.make_index(path, lambda done, total: _tell(progress, done, total))
    finally:
        progress.unlink(missing_ok=True)


def _tell(progress: Path, done: int, total: int) -> None:
    progress.write_text(str(100 * done // max(total, 1)), encoding="ascii")


def _percent(path: Path) -> int | None:
    try:
        return int(_progress_path(path).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None


def _progress_path(path: Path) -> Path:
    return path.with_name(f".{path.name}.progress")
