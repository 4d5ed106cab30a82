"""Refuse a file that is not whole or not safe, before anything is written.

Expat reads the file first and alone: it announces a DOCTYPE before it has read
a single entity of it, which the parser used afterwards (lxml) does not.
"""

from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat

READ_BYTES = 1 << 20
MAX_DEPTH = 50
MAX_ITEM_BYTES = 32 << 20
_NEXT_STEP = "Nothing was imported. Export the site again (Tools > Export in WordPress), or mend the file there, and repeat."


class ExportRefused(Exception):
    """The file cannot be imported at all; the message says where, why, and what to do."""

    def __init__(self, path: Path, reason: str, *, line: int | None = None, next_step: str = _NEXT_STEP) -> None:
        where = f"{path}, line {line}" if line else f"{path}"
        super().__init__(f"{where}: {reason}. {next_step}")


def check_export(path: Path) -> None:
    """Read the whole file once in flat memory; raise `ExportRefused` unless it is well-formed and free of tricks."""
    try:
        with path.open("rb") as file:
            _Guard(path).read(file)
    except OSError as error:
        raise ExportRefused(path, f"the file cannot be read ({error.strerror})", next_step="Check the path.") from error


class _Guard:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.depth = 0
        self.item_start = 0
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self.refuse_doctype
        self.parser.EntityDeclHandler = self.refuse_doctype
        self.parser.StartElementHandler = self.enter
        self.parser.EndElementHandler = self.leave

    def read(self, file: BinaryIO) -> None:
        try:
            while chunk := file.read(READ_BYTES):
                self.parser.Parse(chunk, False)
                if self.depth > 2 and self.parser.CurrentByteIndex - self.item_start > MAX_ITEM_BYTES:
                    self.refuse_item()
            self.parser.Parse(b"", True)
        except LookupError as error:
            raise ExportRefused(self.path, f"not readable: {error}", line=1) from error
        except expat.ExpatError as error:
            rule = expat.errors.messages[error.code]
            raise ExportRefused(
                self.path, f"not well-formed XML: {rule} (column {error.offset + 1})", line=error.lineno
            ) from error

    def refuse_doctype(self, *_: object) -> None:
        raise ExportRefused(
            self.path,
            "it declares a DOCTYPE or entities, which a WordPress export never has and an attack does",
            line=self.parser.CurrentLineNumber,
            next_step="Nothing was imported. Ask where the file comes from.",
        )

    def enter(self, _name: str, _attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth == 3:
            self.item_start = self.parser.CurrentByteIndex
        elif self.depth > MAX_DEPTH:
            raise ExportRefused(self.path, f"elements nested more than {MAX_DEPTH} deep", line=self.parser.CurrentLineNumber)

    def leave(self, _name: str) -> None:
        if self.depth == 3 and self.parser.CurrentByteIndex - self.item_start > MAX_ITEM_BYTES:
            self.refuse_item()
        self.depth -= 1

    def refuse_item(self) -> None:
        raise ExportRefused(self.path, f"one item is larger than {MAX_ITEM_BYTES >> 20} MB", line=self.parser.CurrentLineNumber)
