"""What is refused before anything is read, and how a refusal is worded."""

import re
from pathlib import Path

# One record is some kilobytes; a hundredfold is a picture book's. What is longer is no record.
MAX_PRODUCT_CHARACTERS = 16 << 20
_NEXT_STEP = "Nothing was imported. Ask the sender for the file anew."
_PACKED = {b"PK\x03\x04": "ZIP", b"\x1f\x8b": "gzip", b"7z\xbc\xaf": "7-Zip", b"Rar!": "RAR"}
_SUBSET_TRICK = re.compile(r"<!ENTITY|%[\w.:-]+;")


class FeedRefused(Exception):
    """The file cannot be imported at all; the message says where, why, and what to do."""

    def __init__(self, path: Path, reason: str, *, line: int | None = None, next_step: str = _NEXT_STEP) -> None:
        self.path, self.reason, self.line, self.next_step = path, reason, line, next_step
        where = f"{path}, line {line}" if line else f"{path}"
        super().__init__(f"{where}: {reason}. {next_step}")


def refuse_packed(path: Path, head: bytes) -> None:
    """Raise `FeedRefused` for what must be unpacked first, and for an empty file."""
    if not head:
        raise FeedRefused(path, "the file is empty")
    for magic, name in _PACKED.items():
        if head.startswith(magic):
            raise FeedRefused(path, f"this is a {name} archive", next_step="Unpack it and import the XML file that is in it.")


def refuse_entities(path: Path, subset: str, line: int) -> None:
    """Raise `FeedRefused` for a DOCTYPE that declares entities: nothing in the trade does, and an attack must."""
    if trick := _SUBSET_TRICK.search(subset):
        raise FeedRefused(
            path,
            "its DOCTYPE declares entities, which ONIX never needs and an attack does",
            line=line + subset.count("\n", 0, trick.start()),
            next_step="Nothing was imported. Ask where the file comes from.",
        )
