"""A spreadsheet as rows of text, whichever program saved it."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from charset_normalizer import from_bytes
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from octavo.importers.onix.guard import FeedRefused

ENCODINGS = ("utf-8", "utf-16", "cp1252", "gb18030", "big5", "shift_jis", "iso8859-15", "mac_roman")
# Of the rest, whose letters are as likely, nobody can guess which was meant.
_GUESSED = ("cp1252", "gb18030", "big5", "shift_jis")
DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
MAX_COLUMNS = 200
MAX_CELL_CHARACTERS = 100_000
MAX_ROWS = 1_000_000
# What an XLSX may be unpacked: its sheets of numbers are some ten times as large as the file.
MAX_UNPACKED_BYTES = 500 << 20
_SAMPLE_BYTES = 1 << 18
# Of a line from which something is guessed; the beginning shows as much as all of it.
_LINE_CHARACTERS = 5_000
_ZIP = b"PK\x03\x04"
# Other archives, PDF, and the format of spreadsheets before XLSX.
_NO_TEXT = (_ZIP, b"%PDF", b"\xd0\xcf\x11\xe0", b"\x1f\x8b")
_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}

Row = tuple[int, list[str]]


@dataclass
class Table:
    """`headings` are the first row that is not blank. `rows()` yields (line, cells), as many cells as there are headings."""

    path: Path
    kind: str
    encoding: str = ""
    delimiter: str = ""
    headings: list[str] = field(default_factory=list)
    total_bytes: int = 0
    bytes_read: int = 0

    def rows(self) -> Iterator[Row]:
        lines = self._raw_rows()
        next((line for line in lines if any(line[1])), None)
        width = len(self.headings)
        for number, cells in lines:
            if any(cells):
                yield number, (cells + [""] * width)[:width]

    def _raw_rows(self) -> Iterator[Row]:
        raw = _xlsx_rows(self.path) if self.kind == "xlsx" else _csv_rows(self)
        for number, cells in raw:
            if number > MAX_ROWS:
                raise FeedRefused(self.path, f"it has more than {MAX_ROWS:,} rows", next_step="Divide it.")
            yield number, [_plain(cell) for cell in cells[:MAX_COLUMNS]]


def is_table(path: Path) -> bool:
    """Tell whether a file is a spreadsheet: an XLSX, or lines of text that fall into columns."""
    if _is_xlsx(path):
        return True
    with path.open("rb") as file:
        sample = file.read(_SAMPLE_BYTES)
    text = _decoded(sample, _guessed_encoding(sample)).lstrip("\ufeff \t\r\n")
    if not text or text.startswith("<") or "<ONIX" in text[:2000] or sample.startswith(_NO_TEXT):
        return False
    return len(_guessed_row(text)) > 1


def open_table(path: Path, *, encoding: str = "", delimiter: str = "") -> Table:
    """Open a spreadsheet; what is not given is guessed. Raises FeedRefused for a file that is none."""
    table = Table(path, "xlsx" if _is_xlsx(path) else "csv", total_bytes=path.stat().st_size)
    if table.kind == "csv":
        with path.open("rb") as file:
            sample = file.read(_SAMPLE_BYTES)
        table.encoding = encoding or _guessed_encoding(sample)
        table.delimiter = delimiter or _guessed_delimiter(_decoded(sample, table.encoding))
    first = next((cells for _, cells in table._raw_rows() if any(cells)), None)
    if first is None:
        raise FeedRefused(path, "it has no row with anything in it", next_step="Save the right sheet, as CSV or XLSX.")
    while first and not first[-1]:
        first.pop()
    table.headings = first
    return table


def _is_xlsx(path: Path) -> bool:
    with path.open("rb") as file:
        if file.read(len(_ZIP)) != _ZIP:
            return False
    try:
        with ZipFile(path) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (BadZipFile, OSError, ValueError):
        return False


def _xlsx_rows(path: Path) -> Iterator[tuple[int, list[Any]]]:
    with _workbook(path) as book:
        sheet = book.worksheets[0]
        # Some programs write that a sheet has one cell, whatever is in it.
        sheet.reset_dimensions()
        for number, cells in enumerate(sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS), start=1):
            yield number, list(cells)


@contextmanager
def _workbook(path: Path) -> Iterator[Any]:
    refused = "it cannot be read as a spreadsheet"
    try:
        with ZipFile(path) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
        if unpacked > MAX_UNPACKED_BYTES:
            most = f"{MAX_UNPACKED_BYTES >> 20} MB"
            raise FeedRefused(path, f"unpacked it would have more than {most}", next_step="Save it as CSV.")
        book = load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError, SyntaxError) as error:
        raise FeedRefused(path, f"{refused} ({error})", next_step="Save it again, or as CSV.") from error
    try:
        if not book.worksheets:
            raise FeedRefused(path, "it has no sheet", next_step="Save it again, or as CSV.")
        yield book
    except (KeyError, ValueError, SyntaxError, EOFError, BadZipFile) as error:
        raise FeedRefused(path, f"{refused} ({error})", next_step="Save it again, or as CSV.") from error
    finally:
        book.close()


def _csv_rows(table: Table) -> Iterator[tuple[int, list[Any]]]:
    table.bytes_read = 0
    limit = csv.field_size_limit(MAX_CELL_CHARACTERS)
    with table.path.open("rb") as raw:
        text = io.TextIOWrapper(raw, encoding=table.encoding, errors="replace", newline="")
        lines = (line.replace("\0", "") for line in text)
        reader = csv.reader(lines, delimiter=table.delimiter or ",")
        try:
            while True:
                # Where the row begins: a cell may have several lines.
                number = reader.line_num + 1
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    raise FeedRefused(table.path, str(error), line=number, next_step="Mend that line.") from error
                table.bytes_read = min(raw.tell(), table.total_bytes)
                yield number, cells
        finally:
            csv.field_size_limit(limit)
            text.detach()


def _plain(cell: Any) -> str:
    """Return a cell as text, as a person would have typed it."""
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return cell.date().isoformat() if isinstance(cell, datetime) else cell.isoformat()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    text = str(cell).replace("\0", "").strip()
    # What keeps a spreadsheet from taking an ISBN for a number.
    if text.startswith('="') and text.endswith('"'):
        text = text[2:-1]
    return text[:MAX_CELL_CHARACTERS]


def _guessed_encoding(sample: bytes) -> str:
    for bom, name in _BOMS.items():
        if sample.startswith(bom):
            return name
    if sample[1:200:2].count(0) > len(sample[1:200:2]) * 0.6:
        return "utf-16-le"
    # The sample may end in the middle of a character.
    for end in range(4):
        try:
            sample[: len(sample) - end].decode("utf-8")
        except UnicodeDecodeError:
            continue
        return "utf-8"
    best = from_bytes(sample, cp_isolation=list(_GUESSED)).best()
    return best.encoding if best else "cp1252"


def _decoded(sample: bytes, encoding: str) -> str:
    return sample.decode(encoding, errors="replace").replace("\0", "")


def _guessed_row(text: str) -> list[str]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_guessed_delimiter(text))
    try:
        return next((row for row in reader if any(row)), [])
    except csv.Error:
        return []


def _guessed_delimiter(text: str) -> str:
    """Return what stands between columns: what is as often in every one of the first lines, and most often."""
    lines = [line[:_LINE_CHARACTERS] for line in text.splitlines()[:50] if line.strip()][:20]
    best, best_score = ",", 0.0
    for delimiter in DELIMITERS:
        numbers = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter))
        columns, rows = numbers.most_common(1)[0] if numbers else (1, 0)
        score = rows / len(lines) * min(columns - 1, 30) if lines else 0
        if score > best_score:
            best, best_score = delimiter, score
    return best
