"""Which page shows what: a small database beside the pages of one node, thrown away with them.

It is also where the processes of a node take turns: what a page shows is looked
up and changed under one lock, with the files.
"""

import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from urllib.parse import quote

BUSY_SECONDS = 60
MOST_AT_ONCE = 500
_SHAPE = """
    CREATE TABLE state (position TEXT NOT NULL, caught_up_at REAL NOT NULL);
    CREATE TABLE pages (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, path TEXT NOT NULL, query TEXT NOT NULL,
        made_at REAL NOT NULL, until REAL, stale_from REAL, bytes INTEGER NOT NULL
    );
    CREATE INDEX pages_by_until ON pages (until) WHERE until IS NOT NULL;
    CREATE INDEX pages_by_stale_from ON pages (stale_from) WHERE stale_from IS NOT NULL;
    CREATE TABLE tags (tag INTEGER NOT NULL, page INTEGER NOT NULL, PRIMARY KEY (tag, page)) WITHOUT ROWID;
    CREATE INDEX tags_by_page ON tags (page);
"""


@dataclass(frozen=True)
class Row:
    """A baked page. Times are seconds since 1970."""

    name: str
    path: str
    query: str
    made_at: float
    until: float | None
    stale_from: float | None
    bytes: int


# A connection for each thread, to the folder it used last: opened anew for every page, it would cost more than the rest.
_open = threading.local()
_COLUMNS = "name, path, query, made_at, until, stale_from, bytes"


class Index:
    """The index in a folder of pages."""

    def __init__(self, pages: Path) -> None:
        self.pages = pages
        self.path = pages / ".octavo" / "index.sqlite3"

    def make(self, position: str) -> None:
        half = self.path.with_name("index.new")
        connection = sqlite3.connect(half)
        connection.executescript(f"PRAGMA journal_mode = WAL; {_SHAPE}")
        connection.execute("INSERT INTO state VALUES (?, ?)", (position, time.time()))
        connection.commit()
        # Closed, it has no second file any more, and can be given its name.
        connection.close()
        half.replace(self.path)

    def reading(self) -> "Reading":
        """Return this thread's connection. Raises FileNotFoundError where the folder was deleted."""
        inode = self.path.stat().st_ino
        if getattr(_open, "inode", None) != inode:
            if known := getattr(_open, "connection", None):
                known.close()
            _open.connection, _open.inode = _opened(self.path), inode
        return Reading(_open.connection)

    @contextmanager
    def changing(self) -> Iterator["Changing"]:
        """Hold the lock, and the changes together. Raises OSError or sqlite3.Error where it cannot."""
        connection = self.reading().connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield Changing(connection)
            connection.execute("COMMIT")
        except BaseException:
            # With no room left SQLite may have ended it by itself; one left open would keep the lock from all others.
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


class Reading:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def state(self) -> tuple[str, float]:
        """Return up to where announcements were followed, and when that was looked at last."""
        position, caught_up_at = self.connection.execute("SELECT position, caught_up_at FROM state").fetchone()
        return position, caught_up_at

    def rows(self, *, limit: int = -1) -> list[Row]:
        found = self.connection.execute(f"SELECT {_COLUMNS} FROM pages ORDER BY made_at DESC LIMIT ?", (limit,))  # noqa: S608
        return [Row(*row) for row in found]

    def totals(self) -> tuple[int, int, float | None]:
        """Return how many pages there are, their bytes, and when the oldest was made."""
        return self.connection.execute("SELECT count(*), coalesce(sum(bytes), 0), min(made_at) FROM pages").fetchone()

    def pages_of(self, tags: Iterable[str]) -> list[Row]:
        hashes = [_hashed(tag) for tag in tags]
        found: dict[str, Row] = {}
        for start in range(0, len(hashes), MOST_AT_ONCE):
            some = hashes[start : start + MOST_AT_ONCE]
            holes = ",".join("?" * len(some))
            asked = f"SELECT {_COLUMNS} FROM pages WHERE id IN (SELECT page FROM tags WHERE tag IN ({holes}))"  # noqa: S608
            found |= {row[0]: Row(*row) for row in self.connection.execute(asked, some)}
        return list(found.values())

    def has(self, row: Row) -> bool:
        asked = "SELECT 1 FROM pages WHERE name = ? AND made_at = ?"
        return self.connection.execute(asked, (row.name, row.made_at)).fetchone() is not None

    def pages_past(self, now: float, *, stale_before: float) -> list[Row]:
        """Return the pages that have become wrong, those from the future, and those that went stale before a moment."""
        asked = f"SELECT {_COLUMNS} FROM pages WHERE until <= ? OR stale_from <= ? OR made_at > ?"  # noqa: S608
        return [Row(*row) for row in self.connection.execute(asked, (now, stale_before, now))]


class Changing(Reading):
    def follow(self, position: str) -> None:
        self.connection.execute("UPDATE state SET position = ?, caught_up_at = ?", (position, time.time()))

    def add(self, row: Row, tags: Iterable[str]) -> None:
        self.remove([row])
        values = (row.name, row.path, row.query, row.made_at, row.until, row.stale_from, row.bytes)
        asked = f"INSERT INTO pages ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)"  # noqa: S608
        key = self.connection.execute(asked, values).lastrowid
        hashes = {_hashed(tag) for tag in tags}
        self.connection.executemany("INSERT INTO tags VALUES (?, ?)", [(tag, key) for tag in hashes])

    def remove(self, rows: Iterable[Row]) -> None:
        names = [(row.name,) for row in rows]
        self.connection.executemany("DELETE FROM tags WHERE page IN (SELECT id FROM pages WHERE name = ?)", names)
        self.connection.executemany("DELETE FROM pages WHERE name = ?", names)


def _opened(path: Path) -> sqlite3.Connection:
    # As it is, never made: a folder that was deleted is to be begun anew.
    connection = sqlite3.connect(f"file:{quote(str(path))}?mode=rw", uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    # It goes when the machine stops (see folder.py), and outlives whatever else does.
    connection.execute("PRAGMA synchronous = OFF")
    return connection


def _hashed(tag: str) -> int:
    """Return a number for a tag, as SQLite keeps them: a page has hundreds, and their words would take most of the room."""
    return int.from_bytes(blake2b(tag.encode(), digest_size=8).digest(), "big", signed=True)
