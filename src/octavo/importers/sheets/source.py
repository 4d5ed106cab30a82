"""A spreadsheet of books: the door that the importer goes in by."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from octavo.importers.book_records import EditionEntry
from octavo.importers.records import Note
from octavo.importers.sheets.headings import fingerprint, guessed
from octavo.importers.sheets.rows import RowReading, SheetOptions, guessed_dates, guessed_names, read_row
from octavo.importers.sheets.table import Table, open_table

SENDER = "spreadsheet"
# So many rows show what is in a column.
SHOWN_ROWS = 10
GUESSED_FROM_ROWS = 200


@dataclass(frozen=True)
class Reading:
    """How a spreadsheet is read: {field: column}, how its cells are meant, and how its text is written down; blank is guessed."""

    mapping: dict[str, int] = field(default_factory=dict)
    options: SheetOptions = field(default_factory=SheetOptions)
    encoding: str = ""
    delimiter: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> "Reading":
        return cls(told["mapping"], SheetOptions(**told["options"]), told.get("encoding", ""), told.get("delimiter", ""))


class SheetFile:
    """One file, row by row in flat memory. Raises FeedRefused for what is no spreadsheet."""

    def __init__(self, path: Path, reading: Reading | None = None, *, sender: str = "") -> None:
        self.sender = sender or SENDER
        self.notes: list[Note] = []
        self.table: Table = open_table(
            path, encoding=reading.encoding if reading else "", delimiter=reading.delimiter if reading else ""
        )
        self.reading = reading or guess(self.table)
        self.total_bytes = self.table.total_bytes
        self.bytes_read = 0
        self._sheet = fingerprint(self.table.headings)[:8]

    def entries(self) -> Iterator[EditionEntry]:
        for row in self.read():
            record = row.record
            assert record is not None, "a row that was read is a record or a refusal"  # noqa: S101 - for the type
            title = row.cells.get("title", "")
            yield EditionEntry(record.source_id, title, row.line, lambda record=record: record)  # type: ignore[misc]

    def read(self) -> Iterator[RowReading]:
        """Yield every row as it will come in."""
        for line, cells in self.table.rows():
            self.bytes_read = self.table.bytes_read
            yield read_row(line, cells, self.reading.mapping, self.reading.options, sheet=self._sheet)


def guess(table: Table, options: SheetOptions | None = None) -> Reading:
    """Return how a table is probably meant."""
    rows = first_rows(table, GUESSED_FROM_ROWS)
    mapping = guessed(table.headings, rows)
    if options is None:
        names, dates = (_column(rows, mapping.get(name)) for name in ("authors", "published"))
        options = SheetOptions(names=guessed_names(names), dates=guessed_dates(dates))
    return Reading(mapping, options, table.encoding, table.delimiter)


def first_rows(table: Table, number: int) -> list[list[str]]:
    return [cells for _, (_, cells) in zip(range(number), table.rows(), strict=False)]


def _column(rows: Sequence[Sequence[str]], number: int | None) -> list[str]:
    return [row[number] for row in rows if row[number]] if number is not None else []
