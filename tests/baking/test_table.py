"""Baked pages in memory: as many as fit, and none that is no longer right."""

import threading
import time
from pathlib import Path

import pytest

from octavo.baking.addresses import Address
from octavo.baking.baked import Head
from octavo.baking.epoch import Epoch
from octavo.baking.folder import OWN, Written, take_away
from octavo.baking.table import Entry, Table


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    (tmp_path / OWN).mkdir()
    return tmp_path


def put(pages: Path, path: str, body: bytes = b"<p>Once.</p>", **moments: float) -> Address:
    address = Address(path)
    head = Head(**{"headers": [("Content-Type", "text/html")], "etag": "a1", "made_at": time.time(), **moments})
    Written(pages, address.file_name(), body, head).put()
    return address


def table_of(pages: Path, most_bytes: int) -> Table:
    return Table(pages, most_bytes, Epoch(pages))


def load(table: Table, address: Address) -> Entry | None:
    return table.load(address.path, address)


def test_a_page_is_read_once_and_held(pages: Path) -> None:
    table, address = table_of(pages, 10_000), put(pages, "/a/")
    loaded = load(table, address)
    assert loaded is not None
    assert table.get("/a/", time.time()) is loaded
    assert loaded.hits == 1


def test_a_page_whose_file_is_gone_is_gone_at_once(pages: Path) -> None:
    table, address = table_of(pages, 10_000), put(pages, "/a/")
    load(table, address)
    take_away(pages, address.file_name())
    table.epoch.change()
    assert table.get("/a/", time.time()) is None
    assert (table.entries, table.bytes) == ({}, 0)


def test_a_page_that_was_put_in_its_place_is_another(pages: Path) -> None:
    table, address = table_of(pages, 10_000), put(pages, "/a/")
    load(table, address)
    put(pages, "/a/", b"<p>Twice.</p>")
    table.epoch.change()
    assert table.get("/a/", time.time()) is None
    again = load(table, address)
    assert again is not None
    assert again.encodings["identity"].body == [b"<p>Twice.</p>"]


def test_a_page_holds_between_its_moments(pages: Path) -> None:
    now = time.time()
    table, address = table_of(pages, 10_000), put(pages, "/a/", made_at=now - 10, until=now + 60)
    load(table, address)
    assert table.get("/a/", now + 59) is not None
    assert table.get("/a/", now + 60) is None
    # A clock that was put back: the page is from the future.
    assert table.get("/a/", now - 11) is None


def test_a_page_that_is_past_is_not_read(pages: Path) -> None:
    table = table_of(pages, 10_000)
    assert load(table, put(pages, "/past/", made_at=time.time() - 20, until=time.time() - 10)) is None
    assert load(table, put(pages, "/future/", made_at=time.time() + 1000)) is None
    assert table.entries == {}


@pytest.mark.parametrize("missing", ["", ".head", ".br", ".gz"])
def test_half_a_page_is_none(pages: Path, missing: str) -> None:
    address = put(pages, "/a/")
    (pages / f"{address.file_name()}{missing}").unlink()
    assert load(table_of(pages, 10_000), address) is None


@pytest.mark.parametrize(
    "head", [b"", b"{", b"[]", b"{}", b'{"headers": 1}', b'{"headers": [], "etag": "a", "made_at": 1, "more": 2}']
)
def test_a_page_with_a_broken_head_is_none(pages: Path, head: bytes) -> None:
    address = put(pages, "/a/")
    (pages / f"{address.file_name()}.head").write_bytes(head)
    assert load(table_of(pages, 10_000), address) is None


def test_what_is_used_least_recently_goes(pages: Path) -> None:
    now = time.time()
    addresses = [put(pages, f"/{number}/", bytes(range(256)) * 4, made_at=now - 100) for number in range(4)]
    size = load(table_of(pages, 1_000_000), addresses[0])
    assert size is not None
    table = table_of(pages, int(size.bytes * 3.5))
    for number, address in enumerate(addresses[:3]):
        load(table, address)
        table.get(address.path, now - 30 + number)
    table.get("/0/", now - 5)
    newest = load(table, addresses[3])
    assert newest is not None
    assert "/0/" in table.entries
    assert "/1/" not in table.entries
    assert table.bytes == sum(entry.bytes for entry in table.entries.values()) <= table.most_bytes


def test_a_page_larger_than_the_table_is_sent_and_not_held(pages: Path) -> None:
    table = table_of(pages, 100)
    assert load(table, put(pages, "/a/", bytes(range(256)))) is not None
    assert (table.entries, table.bytes) == ({}, 0)


def test_threads_agree_on_what_there_is(pages: Path) -> None:
    addresses = [put(pages, f"/{number}/", bytes(range(256))) for number in range(20)]
    table = table_of(pages, 3000)

    def read() -> None:
        for address in addresses * 20:
            if table.get(address.path, time.time()) is None:
                load(table, address)
            if address.path == "/7/":
                table.drop("/7/")

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert table.bytes == sum(entry.bytes for entry in table.entries.values()) <= table.most_bytes
