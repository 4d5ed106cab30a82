"""Whatever happens to the folder, the clock and the processes, the reader gets a right page."""

import json
import shutil
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from octavo.baking import actions
from octavo.baking.actions import bake, catch_up, folder
from octavo.baking.addresses import Address
from octavo.baking.front import Front
from octavo.baking.keeper import Keeper
from octavo.baking.models import Announcement
from octavo.columns.models import ColumnPage
from tests import makers
from tests.baking.fronts import get, make_front

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def column(committed: None) -> ColumnPage:
    return makers.make_column(parent=makers.make_section(), people=(makers.make_person(),), title="The Harbour")


def rename(column: ColumnPage) -> None:
    ColumnPage.objects.filter(pk=column.pk).update(title="The Quay")


def full(*words: object) -> None:
    raise OSError(28, "No space left on device")


def write_head(front: Front, path: str, **changes: float) -> None:
    """Change what a page's file says of its times, and have the front read it again."""
    head = Path(f"{front.table.entries[path].file}.head")
    head.write_text(json.dumps({**json.loads(head.read_text()), **changes}))
    front.table.drop(path)


def is_baked(address: str) -> bool:
    return any((row.path == address) for row in folder().index().reading().rows())


def test_a_page_is_kept_and_then_comes_from_its_file(column: ColumnPage) -> None:
    front = make_front()
    assert get(front, column.url) == get(front, column.url)
    assert front.misses == 1
    assert is_baked(column.url)


def test_with_a_full_disk_the_reader_gets_the_page_all_the_same(column: ColumnPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "write_bytes", full)
    status, body = get(make_front(), column.url)
    assert (status, b"The Harbour" in body) == (200, True)
    assert not is_baked(column.url)


def test_with_a_full_disk_a_change_is_seen_all_the_same(column: ColumnPage, monkeypatch: pytest.MonkeyPatch) -> None:
    front = make_front()
    get(front, column.url)
    rename(column)
    # The index can be read and its lock be had; nothing can be written down.
    monkeypatch.setattr("octavo.baking.index.Changing.follow", lambda *words: full())
    catch_up()
    assert b"The Quay" in get(front, column.url)[1]


def test_a_folder_whose_index_is_broken_is_begun_anew(column: ColumnPage) -> None:
    front = make_front()
    get(front, column.url)
    rename(column)
    folder().index().path.write_bytes(b"no database at all" * 1000)
    catch_up()
    assert b"The Quay" in get(front, column.url)[1]


def test_a_folder_that_is_deleted_is_made_again(column: ColumnPage) -> None:
    front = make_front()
    get(front, column.url)
    rename(column)
    shutil.rmtree(settings.OCTAVO_BAKED)
    catch_up()
    assert b"The Quay" in get(front, column.url)[1]
    assert is_baked(column.url)


def test_a_page_from_the_future_is_not_shown(column: ColumnPage, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as ahead:
        later = time.time() + 86400 * 400
        ahead.setattr("octavo.baking.actions.time.time", lambda: later)
        bake(Address(column.url))
    front = make_front()
    assert get(front, column.url)[0] == 200
    assert front.misses == 1


def test_a_page_whose_time_is_over_is_not_shown(column: ColumnPage, monkeypatch: pytest.MonkeyPatch) -> None:
    front = make_front()
    get(front, column.url)
    write_head(front, column.url, until=1.0)
    get(front, column.url)
    assert front.misses == 2
    assert get(make_front(), column.url)[0] == 200


def test_a_node_that_was_away_begins_anew(column: ColumnPage) -> None:
    front = make_front()
    get(front, column.url)
    rename(column)
    Announcement.objects.all().delete()
    long_ago = time.time() - timedelta(days=3).total_seconds()
    index = folder().index()
    with index.changing() as changing:
        changing.connection.execute("UPDATE state SET caught_up_at = ?", (long_ago,))
    catch_up()
    assert folder().index().pages != index.pages
    assert b"The Quay" in get(front, column.url)[1]


def test_who_bakes_the_same_page_twice_at_once_leaves_one_or_none(column: ColumnPage, monkeypatch: pytest.MonkeyPatch) -> None:
    again, bakes = [True], actions.renderer().render

    def rendered(address: Address) -> object:
        answer = bakes(address)
        if again:
            again.clear()
            bake(address)
        return answer

    monkeypatch.setattr(actions.renderer(), "render", rendered)
    bake(Address(column.url))
    front = make_front()
    assert b"The Harbour" in get(front, column.url)[1]
    assert len(folder().index().reading().rows()) == 1
    rename(column)
    catch_up()
    assert b"The Quay" in get(front, column.url)[1]


def test_a_page_past_its_soft_age_is_shown_once_more_and_baked_again(column: ColumnPage) -> None:
    front = make_front()
    keeper = Keeper(front)
    get(front, column.url)
    write_head(front, column.url, stale_from=1.0)
    get(front, column.url)
    get(front, column.url)
    assert keeper.waiting.qsize() == 1
    made_at = front.table.entries[column.url].made_at
    keeper.bake_next()
    get(front, column.url)
    assert front.table.entries[column.url].made_at > made_at
    assert front.misses == 1


def read_often(front: Front, column: ColumnPage) -> Keeper:
    keeper = Keeper(front)
    for _ in range(10):
        get(front, column.url)
    return keeper


def test_what_many_read_is_baked_again(column: ColumnPage) -> None:
    keeper = read_often(make_front(), column)
    rename(column)
    keeper.look()
    assert keeper.waiting.qsize() == 1
    keeper.bake_next()
    assert is_baked(column.url)


def test_what_many_read_is_baked_again_when_another_has_unbaked_it(column: ColumnPage) -> None:
    keeper = read_often(make_front(), column)
    rename(column)
    catch_up()
    keeper.look()
    assert keeper.waiting.qsize() == 1
