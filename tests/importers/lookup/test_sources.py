"""The owner's folder of files: what is read at once, what is put off, which record of several holds."""

from pathlib import Path
from typing import Any

import pytest

from octavo.importers.lookup import sources as sources_module
from octavo.importers.lookup.sources import Found, Unreadable, found_in, read_source, sources
from tests.book_makers import ISBNS
from tests.importers.lookup.files import onix, onix_product
from tests.importers.marc.records import exchange, record, xml


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.OCTAVO_FEEDS = tmp_path / "feeds"
    made = tmp_path / "feeds" / "sources"
    made.mkdir(parents=True)
    return made


def test_a_small_file_is_read_at_once_and_its_index_is_no_source(folder: Path) -> None:
    (folder / "library.mrc").write_bytes(exchange(record()))
    assert [(source.name, source.is_ready) for source in sources()] == [("library.mrc", True)]
    assert [source.name for source in sources()] == ["library.mrc"]


def test_a_large_file_waits_to_be_read_and_says_how_far_it_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources_module, "READ_AT_ONCE_BYTES", 100)
    (folder / "library.mrc").write_bytes(exchange(*[record()] * 1_500))
    assert [(source.about, source.percent) for source in sources()] == [(None, None)]

    seen: list[int | None] = []
    tell = sources_module._tell

    def told(path: Path, done: int, total: int) -> None:
        tell(path, done, total)
        seen.extend(source.percent for source in sources())

    monkeypatch.setattr(sources_module, "_tell", told)
    read_source("library.mrc")

    assert len(seen) == 3
    assert all(percent is not None and 0 < percent <= 100 for percent in seen)
    assert sources()[0].is_ready
    assert read_source("library.mrc") is None
    assert sorted(one.name for one in folder.iterdir()) == [".library.mrc.isbns", "library.mrc"]


@pytest.mark.parametrize("name", ["gone.mrc", "../../etc/passwd", ""])
def test_what_is_not_there_is_not_read(folder: Path, name: str) -> None:
    assert read_source(name) is None


def test_of_several_records_the_last_holds(folder: Path) -> None:
    (folder / "trade.xml").write_bytes(onix(onix_product(ISBNS[0], title="Old"), onix_product(ISBNS[0], title="New")))
    found = found_in(sources()[0], ISBNS[0])
    assert isinstance(found, Found)
    assert (found.source, found.record.work.title) == ("trade.xml", "New")


def test_a_book_that_was_withdrawn_is_not_offered(folder: Path) -> None:
    withdrawn = (
        "<Product><RecordReference>r.1</RecordReference><NotificationType>05</NotificationType><ProductIdentifier>"
        f"<ProductIDType>15</ProductIDType><IDValue>{ISBNS[0]}</IDValue></ProductIdentifier></Product>"
    )
    (folder / "trade.xml").write_bytes(onix(onix_product(ISBNS[0]), withdrawn))
    assert found_in(sources()[0], ISBNS[0]) is None


def test_a_record_that_cannot_be_read_is_told_with_its_reason(folder: Path) -> None:
    (folder / "library.xml").write_bytes(xml(record()).replace(b"</leader>", b""))
    found = found_in(sources()[0], ISBNS[0])
    assert isinstance(found, Unreadable)
    assert found.source == "library.xml"
    assert "not well-formed XML" in found.reason


def test_where_nothing_can_be_written_a_file_says_so(folder: Path) -> None:
    (folder / "library.mrc").write_bytes(exchange(record()))
    (folder / ".library.mrc.isbns").mkdir()
    (source,) = sources()
    assert source.about is not None
    assert source.about.refused == "Nothing can be noted down beside it (IsADirectoryError)."
    assert found_in(source, ISBNS[0]) is None
