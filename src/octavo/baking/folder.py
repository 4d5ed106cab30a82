"""The folder of baked pages: `current` leads to the one in force; a change of the furniture puts an empty one in its place.

    data/baked/current -> pages-3f9a…/
    data/baked/pages-3f9a…/columns/people/on-endings/index.html, .br, .gz, .head

The plain file is written last and removed first: where it is, the others are.
"""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from octavo.baking.baked import ENCODINGS, HEAD, Head, encoded
from octavo.baking.epoch import Epoch
from octavo.baking.index import Index

CURRENT = "current"
PAGES = "pages-"
# Beside the pages, where no address leads: names that begin with a dot are no address.
OWN = ".octavo"
MADE_FOR = "made-for"
BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
UNKNOWN = "unknown"
POLL_SECONDS = 0.003


class Folder:
    """The folders of one node."""

    def __init__(self, root: Path, stamp: str) -> None:
        """`stamp` names what pages are made with (see stamp.py): those of another one are not served."""
        self.root = root
        self.epoch = Epoch(root)
        # Whether this process has seen a folder in force.
        self.was_there = False
        self._made_for = f"{_boot_id()} {stamp}"

    def pages(self) -> Path | None:
        """Return the folder in force, if there is one."""
        try:
            return self.root / (self.root / CURRENT).readlink()
        except OSError:
            return None

    def index(self) -> Index | None:
        """Return the index of the folder in force, if it was made with what we have, and before no stop of the machine."""
        pages = self.pages()
        if pages is None or not (pages / OWN / "index.sqlite3").is_file():
            return None
        if _read(pages / OWN / MADE_FOR) != self._made_for:
            return None
        self.was_there = True
        return Index(pages)

    def begin_anew(self, position: str, *, instead_of: Path | None = None) -> Index:
        """Put an empty folder in force, whose index begins at a position; with `instead_of`, only where that one still is."""
        self.root.mkdir(parents=True, exist_ok=True)
        with self.locked("folder"):
            index = self.index()
            if index is not None and instead_of is not None and index.pages != instead_of:
                return index
            return self._replaced(position)

    def _replaced(self, position: str) -> Index:
        pages = self.root / f"{PAGES}{secrets.token_hex(6)}"
        (pages / OWN).mkdir(parents=True)
        (pages / OWN / MADE_FOR).write_text(self._made_for)
        index = Index(pages)
        index.make(position)
        new = self.root / f".{CURRENT}-{os.getpid()}-{secrets.token_hex(3)}"
        new.symlink_to(pages.name)
        new.replace(self.root / CURRENT)
        self.epoch.change()
        return index

    def take_down(self) -> None:
        """Put no folder in force, which needs no room on the disk. Raises OSError where not even that can be done."""
        (self.root / CURRENT).unlink(missing_ok=True)
        self.epoch.change()

    def remove_old(self) -> None:
        """Remove folders that are no longer in force."""
        now = self.pages()
        for old in self.root.glob(f"{PAGES}*"):
            if old != now:
                shutil.rmtree(old, ignore_errors=True)

    @contextmanager
    def locked(self, name: str, *, seconds: float = -1) -> Iterator[bool]:
        """Hold a lock that all processes and threads of this node know. Gives False where it was not to be had in time."""
        lock = FileLock(self.root / "locks" / name, thread_local=False)
        try:
            lock.acquire(timeout=seconds, poll_interval=POLL_SECONDS)
        except Timeout:
            yield False
            return
        try:
            yield True
        finally:
            lock.release()


class Written:
    """A page whose bytes are written, beside where they will be: to be put there in an instant, or thrown away."""

    def __init__(self, pages: Path, name: str, body: bytes, head: Head) -> None:
        """Write it. Raises OSError where there is no room, or no folder any more."""
        self.pages, self.name, self.bytes = pages, name, 0
        self._halves: list[tuple[Path, str]] = []
        try:
            for ending, data in ((HEAD, head.dumped()), *encoded(body)):
                half = pages / OWN / f"half-{os.getpid()}-{secrets.token_hex(6)}"
                self._halves.append((half, ending))
                half.write_bytes(data)
                if _boot_id() == UNKNOWN:
                    _sync(half)
                self.bytes += len(data)
        except OSError:
            self.throw_away()
            raise

    def put(self) -> None:
        """Put it in its place, instead of what is there. Raises OSError."""
        target = self.pages / self.name
        target.parent.mkdir(parents=True, exist_ok=True)
        take_away(self.pages, self.name)
        for half, ending in self._halves:
            half.replace(target.with_name(target.name + ending))

    def throw_away(self) -> None:
        for half, _ending in self._halves:
            half.unlink(missing_ok=True)


def take_away(pages: Path, name: str) -> None:
    """Remove a page, the plain file first: it is what the others hang on."""
    for ending in (ENCODINGS["identity"], HEAD, ENCODINGS["br"], ENCODINGS["gzip"]):
        with suppress(FileNotFoundError, NotADirectoryError):
            (pages / f"{name}{ending}").unlink()


def _boot_id() -> str:
    """Return what differs after the machine has stopped: then a file may be there without its bytes."""
    try:
        return BOOT_ID.read_text().strip()
    except OSError:
        return UNKNOWN


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
