"""A baked page: the same bytes in each encoding, and what is said with them."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

import brotli

# Made once and read many times; above this, brotli takes ten times as long for two parts in a hundred.
BROTLI_QUALITY = 9
GZIP_LEVEL = 9
# What each encoding's file is called beside the plain one, the best first.
ENCODINGS = {"br": ".br", "gzip": ".gz", "identity": ""}
HEAD = ".head"
# What each kind of page is called, so that a plain file server says what it is.
ENDINGS = {
    "text/html": "html",
    "application/rss+xml": "xml",
    "application/atom+xml": "xml",
    "application/xml": "xml",
    "application/opds+json": "json",
}


@dataclass(frozen=True)
class Head:
    """What goes with the bytes: headers, and when they are right (seconds since 1970; None for always).

    From `stale_from` on something has drifted: shown once more, and baked again. At `until` the page is wrong.
    """

    headers: list[tuple[str, str]]
    etag: str
    made_at: float
    until: float | None = None
    stale_from: float | None = None

    def dumped(self) -> bytes:
        return json.dumps(self.__dict__, ensure_ascii=False).encode()


def load_head(data: bytes) -> Head:
    """Read a head. Raises ValueError, TypeError or LookupError for what is none."""
    said = json.loads(data)
    return Head(**{**said, "headers": [(name, value) for name, value in said["headers"]]})


def etag_of(body: bytes) -> str:
    return blake2b(body, digest_size=10).hexdigest()


def encoded(body: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the end of a file's name and its bytes; the plain one last, which says that all are there."""
    yield ENCODINGS["br"], brotli.compress(body, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY)
    yield ENCODINGS["gzip"], gzip.compress(body, compresslevel=GZIP_LEVEL, mtime=0)
    yield ENCODINGS["identity"], body
