"""The feed that the benchmarks read is one that a house could send."""

from pathlib import Path

from benchmarks.onix_feed import isbn_of, write_feed

from octavo.books.codes import is_isbn
from octavo.importers.book_records import EditionRecord, Notice
from octavo.importers.onix.source import OnixFile


def test_the_feed_is_the_same_each_time_and_reads_without_an_odd_word(tmp_path: Path) -> None:
    write_feed(tmp_path / "one.xml", 300)
    write_feed(tmp_path / "two.xml", 300)

    records = [entry.read() for entry in OnixFile(tmp_path / "one.xml").entries()]
    editions = [record for record in records if isinstance(record, EditionRecord)]

    assert (tmp_path / "one.xml").read_bytes() == (tmp_path / "two.xml").read_bytes()
    assert len(editions) == len(records) == 300
    assert len({record.source_id for record in editions}) == len({record.isbn for record in editions}) == 300
    assert sum(record.notice == Notice.WITHDRAW for record in editions) == 3
    assert len({work for record in editions for work in record.work.work_ids}) == 100
    reasons = {note.detail for record in editions for note in record.notes}
    assert reasons == {"for the trade"}


def test_the_isbns_of_the_feed_have_the_right_last_digit() -> None:
    assert all(is_isbn(isbn_of(number)) for number in range(0, 100_000, 997))
