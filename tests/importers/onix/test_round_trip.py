"""What is written is what is read."""

from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from octavo.importers.book_records import EditionRecord
from octavo.importers.onix.source import OnixFile
from octavo.importers.onix.write import write_onix
from tests.importers.onix.records import as_read, editions, withdrawals


def written(folder: Path, records: list[EditionRecord]) -> Path:
    path = folder / "out.xml"
    path.write_bytes(b"".join(write_onix(records, sender="The Octavo Shop", sent_at=date(2025, 3, 1))))
    return path


def read(path: Path) -> list[EditionRecord]:
    return [as_read(record) for entry in OnixFile(path).entries() if isinstance(record := entry.read(), EditionRecord)]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(records=st.lists(st.one_of(editions(), withdrawals()), max_size=2))
def test_a_message_reads_as_the_records_it_was_written_from(tmp_path: Path, records: list[EditionRecord]) -> None:
    assert read(written(tmp_path, records)) == records
