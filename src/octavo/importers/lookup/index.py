"""Where in a file the record of an ISBN stands: a small file beside it, made once, in which a look is a question of nothing.

Of a packed file, into the middle of which nobody can go, the index holds the
records themselves, packed one by one.
"""

import gzip
import json
import os
import sqlite3
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from glob import escape
from pathlib import Path
from typing import Any, BinaryIO, cast

from octavo.importers.book_records import EditionRecord
from octavo.importers.lookup.formats import FORMATS, Format, Place, format_of
from octavo.importers.onix.guard import FeedRefused
from octavo.importers.records import Refusal

# Another number than what a file was made with: it is made anew.
VERSION = 1
HEAD_BYTES = 4_000
TELL_EVERY = 500
MOST_SKIPPED_TOLD = 20
LEFTOVER_SECONDS = 3600
# Of a packed file; 100,000 records are some 500 MB of ONIX.
MAX_UNPACKED_BYTES = 8 << 30
_GZIP = b"\x1f\x8b"
_TABLES = """
CREATE TABLE places (isbn INTEGER NOT NULL, start INTEGER NOT NULL, length INTEGER NOT NULL, packed BLOB);
CREATE TABLE about (told TEXT NOT NULL, head BLOB NOT NULL);
"""

Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class About:
    """What an index says of its file. `refused`: why the file is not looked into; `skipped`: records that cannot be read."""

    stamp: list[int]
    kind: str = ""
    records: int = 0
    refused: str = ""
    skipped: int = 0
    reasons: tuple[str, ...] = ()


def index_path(path: Path) -> Path:
    return path.with_name(f".{path.name}.isbns")


def about(path: Path) -> About | None:
    """Return what the index of a file says; None where there is none, or the file has changed since."""
    try:
        with closing(_opened(index_path(path))) as index:
            told = json.loads(index.execute("SELECT told FROM about").fetchone()[0])
        found = About(**{**told, "reasons": tuple(told["reasons"])})
        return found if found.stamp == _stamp(path) else None
    except (sqlite3.Error, OSError, TypeError, ValueError):
        return None


def look(path: Path, isbn: str) -> list[EditionRecord | Refusal]:
    """Return what a file with an index that holds says of an ISBN, in the order of the file."""
    known = about(path)
    if known is None or known.refused:
        return []
    with closing(_opened(index_path(path))) as index:
        head = index.execute("SELECT head FROM about").fetchone()[0]
        rows = index.execute("SELECT start, length, packed FROM places WHERE isbn = ? ORDER BY start", (int(isbn),)).fetchall()
    kind = FORMATS[known.kind]
    return [kind.read(head, _bytes(path, *row), isbn) for row in rows]


def make_index(path: Path, tell: Tell = lambda _done, _all: None) -> About:
    """Read a file from one end to the other and write its index; `tell` hears bytes done, and bytes in all.

    The index is there whole or not at all. A file that is refused has one too, which says why.
    """
    stamp, total = _stamp(path), path.stat().st_size
    _remove_leftovers(path)
    # Two who open the page at once may both read a small file.
    half = index_path(path).with_name(f"{index_path(path).name}.{os.getpid()}-{threading.get_ident()}.tmp")
    try:
        with closing(sqlite3.connect(half)) as index:
            index.executescript(_TABLES)
            found, head = _filled(index, path, stamp, lambda done: tell(done, total))
            told = {name: getattr(found, name) for name in About.__slots__}
            index.execute("INSERT INTO about VALUES (?, ?)", (json.dumps(told), head))
            index.execute("CREATE INDEX by_isbn ON places (isbn)")
            index.commit()
        half.replace(index_path(path))
    finally:
        half.unlink(missing_ok=True)
    return found


def _filled(index: sqlite3.Connection, path: Path, stamp: list[int], tell: Callable[[int], None]) -> tuple[About, bytes]:
    records, skipped = 0, []
    try:
        with _unpacked(path) as (file, raw, is_packed):
            kind = _kind_of(path, file, is_packed=is_packed)
            for place in kind.places(file):
                records += 1
                if place.flaw:
                    skipped.append(f"{place.flaw} (byte {place.start:,})")
                index.executemany("INSERT INTO places VALUES (?, ?, ?, ?)", _rows(place, is_packed=is_packed))
                if records % TELL_EVERY == 0:
                    tell(raw.tell())
    except FeedRefused as error:
        index.execute("DELETE FROM places")
        return About(stamp, refused=f"{error.reason[0].upper()}{error.reason[1:]}."), b""
    except (OSError, EOFError, zlib.error) as error:
        index.execute("DELETE FROM places")
        return About(stamp, refused=f"It cannot be read ({type(error).__name__})."), b""
    return About(stamp, kind.name, records, "", len(skipped), tuple(skipped[:MOST_SKIPPED_TOLD])), kind.head


def _rows(place: Place, *, is_packed: bool) -> Iterator[tuple[int, int, int, bytes | None]]:
    packed = zlib.compress(place.data) if is_packed and place.isbns else None
    for isbn in place.isbns:
        yield int(isbn), place.start, place.length, packed


def _kind_of(path: Path, file: BinaryIO, *, is_packed: bool) -> Format:
    head = file.read(HEAD_BYTES)
    file.seek(0)
    if not head:
        raise FeedRefused(path, "the file is empty")
    return format_of(path, head, is_packed=is_packed)


class _Unpacking(gzip.GzipFile):
    """A packed file that is given up when it turns out to be a bomb."""

    def __init__(self, path: Path, raw: BinaryIO) -> None:
        super().__init__(fileobj=raw)
        self.path = path

    def read(self, size: int | None = -1) -> bytes:
        if self.tell() > MAX_UNPACKED_BYTES:
            raise FeedRefused(self.path, f"unpacked it is larger than {MAX_UNPACKED_BYTES >> 30} GB")
        return super().read(size)


@contextmanager
def _unpacked(path: Path) -> Iterator[tuple[BinaryIO, BinaryIO, bool]]:
    """Open a file, unpacked if it is packed: as read, as it lies on the disk, and whether the two differ."""
    with path.open("rb") as raw:
        is_packed = raw.read(2) == _GZIP
        raw.seek(0)
        if not is_packed:
            yield raw, raw, False
            return
        with _Unpacking(path, raw) as file:
            yield cast(BinaryIO, file), raw, True


def _bytes(path: Path, start: int, length: int, packed: bytes | None) -> bytes:
    if packed is not None:
        return zlib.decompress(packed)
    with path.open("rb") as file:
        file.seek(start)
        return file.read(length)


def _remove_leftovers(path: Path) -> None:
    """Remove what readers left that were killed; one that is still at it wrote a moment ago."""
    for left in path.parent.glob(f"{escape(index_path(path).name)}.*.tmp"):
        if time.time() - left.stat().st_mtime > LEFTOVER_SECONDS:
            left.unlink(missing_ok=True)


def _opened(path: Path) -> sqlite3.Connection:
    # Only to be read, so that a look makes no empty index where there is none.
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)


def _stamp(path: Path) -> list[int]:
    told: Any = path.stat()
    return [VERSION, told.st_size, told.st_mtime_ns]
