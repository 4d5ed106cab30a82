"""A file of MARC cut into records by their ends, whatever their beginnings say of their length."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from octavo.importers.onix.guard import FeedRefused

READ_BYTES = 1 << 18
# The format itself counts to 99,999 bytes; some libraries let long records run over. What is longer is no record.
MAX_RECORD_BYTES = 2 << 20
END_OF_RECORD = b"\x1d"
# Between records stand line ends, or what an old program filled its last block with.
_BETWEEN = b"\r\n \x00\x1a"
_TOKEN = re.compile(rb"<(?:!--|!\[CDATA\[|!DOCTYPE|(?P<end>/?)(?:[\w.-]{1,40}:)?(?P<name>record)(?=[\s/>]))")
_ENDS = {b"<!--": b"-->", b"<![CDATA[": b"]]>"}
_MARGIN = 200
TOO_LONG = f"it is longer than {MAX_RECORD_BYTES >> 20} MB, so it is no record"
CUT_OFF = "the file ends in the middle of it: it was cut off while it was sent"


@dataclass(frozen=True, slots=True)
class Raw:
    """A record as it stands in the file, `start` bytes from its beginning. `flaw`: why it is not whole."""

    start: int
    data: bytes
    flaw: str = ""


def split_exchange(file: BinaryIO) -> Iterator[Raw]:
    """Yield the records of an ISO 2709 file in flat memory."""
    buffer, start, is_lost = b"", 0, False
    while chunk := file.read(READ_BYTES):
        *whole, buffer = (buffer + chunk).split(END_OF_RECORD)
        for data in whole:
            if not is_lost:
                yield from _exchanged(start, data + END_OF_RECORD)
            start, is_lost = start + len(data) + 1, False
        if len(buffer) > MAX_RECORD_BYTES:
            if not is_lost:
                yield Raw(start, b"", TOO_LONG)
            start, buffer, is_lost = start + len(buffer), b"", True
    if buffer.strip(_BETWEEN) and not is_lost:
        yield Raw(start, b"", CUT_OFF)


def _exchanged(start: int, data: bytes) -> Iterator[Raw]:
    record = data.lstrip(_BETWEEN)
    if len(record) > 1:
        yield Raw(start + len(data) - len(record), record)


def split_xml(path: Path, file: BinaryIO) -> Iterator[Raw]:
    """Yield the records of a MARCXML file in flat memory.

    Raises FeedRefused for a DOCTYPE: MARCXML has none, and an attack needs one.
    """
    return _XmlSplitter(path, file).records()


class _XmlSplitter:
    """Looks for whole tags, comments and CDATA sections only, so that one broken record spoils no other."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self.path, self.file = path, file
        self._buffer, self._passed, self._position = b"", 0, 0
        self._start: int | None = None
        self._too_long: list[Raw] = []
        self._is_at_end = False

    def records(self) -> Iterator[Raw]:
        while token := self._next_token():
            yield from self._given_up()
            if token[0] in _ENDS:
                self._pass(_ENDS[token[0]])
            elif token[0] == b"<!DOCTYPE":
                self._refuse()
            elif not token["end"]:
                # One inside another is what a protocol wraps round it: the inner one is the record.
                self._start = token.start()
            elif self._start is not None:
                yield self._whole()
        yield from self._given_up()
        if self._start is not None:
            yield Raw(self._passed + self._start, b"", CUT_OFF)

    def _next_token(self) -> re.Match[bytes] | None:
        while True:
            found = _TOKEN.search(self._buffer, self._position)
            edge = len(self._buffer) - (0 if self._is_at_end else _MARGIN)
            if found and found.start() <= edge:
                self._position = found.end()
                return found
            if self._is_at_end:
                return None
            self._position = max(self._position, edge)
            self._more()

    def _whole(self) -> Raw:
        self._pass(b">")
        start = self._start or 0
        self._start = None
        return Raw(self._passed + start, self._buffer[start : self._position])

    def _pass(self, end: bytes) -> None:
        while (found := self._buffer.find(end, self._position)) < 0:
            if self._is_at_end:
                self._position = len(self._buffer)
                return
            self._position = max(self._position, len(self._buffer) - len(end))
            self._more()
        self._position = found + len(end)

    def _given_up(self) -> Iterator[Raw]:
        yield from self._too_long
        self._too_long = []

    def _more(self) -> None:
        if self._start is not None and self._position - self._start > MAX_RECORD_BYTES:
            self._too_long.append(Raw(self._passed + self._start, b"", TOO_LONG))
            self._start = None
        data = self.file.read(READ_BYTES)
        self._is_at_end = not data
        kept = self._position if self._start is None else self._start
        self._buffer = self._buffer[kept:] + data
        self._passed += kept
        self._position -= kept
        self._start = None if self._start is None else 0

    def _refuse(self) -> None:
        raise FeedRefused(
            self.path,
            "it has a DOCTYPE, which MARCXML never needs and an attack does",
            next_step="Nothing of it is read. Ask where the file comes from.",
        )
