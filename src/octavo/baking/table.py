"""Baked pages in the memory of one process: ready to be sent, as many as fit."""

import os
import threading
import time
from dataclasses import dataclass, field
from email.utils import formatdate
from pathlib import Path

from octavo.baking.addresses import Address
from octavo.baking.baked import ENCODINGS, HEAD, load_head
from octavo.baking.epoch import Epoch

Headers = list[tuple[str, str]]
ASK_EACH_TIME = "no-cache"


@dataclass(slots=True)
class Encoded:
    """A page in one encoding. `body` has one part, as WSGI wants it."""

    etag: str
    headers: Headers
    undated_headers: Headers
    body: list[bytes]
    headers_of_304: Headers


@dataclass(slots=True)
class Entry:
    """A page in every encoding. It holds while its file is the one it was read from, and between two moments.

    `epoch`: the number at which its file was looked at last (see epoch.py).
    """

    address: Address
    file: str
    inode: int
    mtime_ns: int
    epoch: int
    made_at: float
    dated_from: float
    until: float
    stale_from: float
    encodings: dict[str, Encoded]
    bytes: int
    hits: int = 0
    used_at: float = 0.0


@dataclass
class Table:
    """The entries by what was asked for. `most_bytes`: what is used least recently goes when they are more."""

    pages: Path
    most_bytes: int
    epoch: Epoch
    entries: dict[str, Entry] = field(default_factory=dict)
    bytes: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, key: str, now: float) -> Entry | None:
        """Return a page that is right at this moment, from memory alone."""
        entry = self.entries.get(key)
        if entry is None:
            return None
        epoch = self.epoch.now()
        if entry.epoch != epoch:
            # Read before the file is looked at: what happens meanwhile has it looked at again.
            if not is_in_place(entry):
                self.drop(key)
                return None
            entry.epoch = epoch
        if not entry.made_at <= now < entry.until:
            return None
        entry.hits += 1
        entry.used_at = now
        return entry

    def load(self, key: str, address: Address) -> Entry | None:
        """Read a page from its files, if they are there and right at this moment, and keep it."""
        for name in address.file_names():
            entry = _read(self.pages / name, address, self.epoch.now())
            if entry is not None:
                now = time.time()
                if not entry.made_at <= now < entry.until:
                    return None
                self._keep(key, entry)
                return entry
        return None

    def clear(self) -> None:
        """Forget all: the folder they were read from is gone."""
        with self._lock:
            self.entries.clear()
            self.bytes = 0

    def drop(self, key: str) -> None:
        with self._lock:
            if gone := self.entries.pop(key, None):
                self.bytes -= gone.bytes

    def _keep(self, key: str, entry: Entry) -> None:
        with self._lock:
            if before := self.entries.pop(key, None):
                self.bytes -= before.bytes
                entry.hits = before.hits
            if entry.bytes > self.most_bytes:
                return
            entry.used_at = time.time()
            self.entries[key] = entry
            self.bytes += entry.bytes
            if self.bytes > self.most_bytes:
                self._make_room()

    def _make_room(self) -> None:
        # To nine tenths, that not every new page has all of them sorted.
        by_use = sorted(self.entries.items(), key=lambda item: item[1].used_at)
        for key, entry in by_use:
            if self.bytes <= self.most_bytes * 0.9:
                return
            del self.entries[key]
            self.bytes -= entry.bytes


def is_in_place(entry: Entry) -> bool:
    """Tell whether the file that an entry was read from is still there, and none in its place."""
    try:
        found = os.stat(entry.file)  # noqa: PTH116 - a Path would cost as much as all the rest
    except OSError:
        return False
    return found.st_mtime_ns == entry.mtime_ns and found.st_ino == entry.inode


def _read(file: Path, address: Address, epoch: int) -> Entry | None:
    try:
        before = file.stat()
        head = load_head(Path(f"{file}{HEAD}").read_bytes())
        bodies = {name: Path(f"{file}{ending}").read_bytes() for name, ending in ENCODINGS.items()}
        after = file.stat()
    except (OSError, ValueError, TypeError, LookupError):
        return None
    # Put in place meanwhile: some of what was read may be of another page.
    if (before.st_ino, before.st_mtime_ns) != (after.st_ino, after.st_mtime_ns):
        return None
    always = [("Cache-Control", ASK_EACH_TIME), ("Vary", "Accept-Encoding")]
    encodings = {}
    for name, body in bodies.items():
        etag = f'"{head.etag}-{name}"'
        said: Headers = [*head.headers, *always, ("ETag", etag)]
        if name != "identity":
            said.append(("Content-Encoding", name))
        said.append(("Content-Length", str(len(body))))
        dated: Headers = [*said, ("Last-Modified", formatdate(head.made_at, usegmt=True))]
        encodings[name] = Encoded(etag, dated, said, [body], [*always, ("ETag", etag)])
    return Entry(
        address=address,
        file=str(file),
        inode=after.st_ino,
        mtime_ns=after.st_mtime_ns,
        epoch=epoch,
        made_at=head.made_at,
        # A date of HTTP is as coarse as a second: while that lasts, another version may get the same one.
        dated_from=int(head.made_at) + 1,
        until=head.until if head.until is not None else float("inf"),
        stale_from=head.stale_from if head.stale_from is not None else float("inf"),
        encodings=encodings,
        bytes=sum(map(len, bodies.values())),
    )
