"""The watched folder: what is put there comes in, is reported beside it, and survives a worker's death."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from octavo.books.models import Edition
from octavo.importers import tasks
from octavo.importers.feed_folders import claim, folder, put_away, waiting_files
from octavo.importers.models import FeedRun
from octavo.importers.opening import kind_of
from octavo.importers.tasks import MOST_ATTEMPTS, bring_dropped_file
from octavo.importers.watching import STILL_FOR, Watcher
from octavo.site.running.scheduler import Ticks
from tests.books.epub.making import entries, packed
from tests.importers.editions.onix import two_records, write

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = NOON + STILL_FOR


@pytest.fixture(autouse=True)
def feeds(settings: Any, tmp_path: Path) -> Path:
    settings.OCTAVO_FEEDS = tmp_path / "feeds"
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return tmp_path / "feeds"


def drop(name: str = "feed.xml") -> Path:
    return write(folder("in") / name, *two_records())


def names(where: str) -> list[str]:
    return sorted(path.name for path in folder(where).iterdir())


def queue() -> list[str]:
    queued = DBTaskResult.objects.filter(task_path=bring_dropped_file.module_path)
    return [task.args_kwargs["args"][0] for task in queued.order_by("enqueued_at")]


# --- looking ------------------------------------------------------------------


def test_a_file_is_taken_when_it_has_not_grown_for_a_while() -> None:
    watcher, path = Watcher(), drop()

    assert watcher.look(NOON) == []
    with path.open("ab") as file:
        file.write(b"<!-- more -->")
    assert watcher.look(LATER) == []
    assert watcher.look(LATER + STILL_FOR) == ["feed.xml"]
    assert queue() == ["feed.xml"]


def test_a_file_is_in_the_queue_once() -> None:
    watcher = Watcher()
    drop()
    watcher.look(NOON)

    assert [watcher.look(LATER), watcher.look(LATER + STILL_FOR)] == [["feed.xml"], []]


@pytest.mark.parametrize("name", [".feed.xml", "feed.xml.part", "feed.xml.FILEPART", "~feed.xml"])
def test_what_somebody_is_still_writing_is_left_alone(name: str) -> None:
    drop(name)

    assert list(waiting_files()) == []


def test_folders_and_links_are_left_alone(tmp_path: Path) -> None:
    (folder("in") / "a folder").mkdir()
    (folder("in") / "feed.xml").symlink_to(write(tmp_path / "elsewhere.xml"))

    assert list(waiting_files()) == []


def test_what_a_dead_worker_left_is_taken_up_again() -> None:
    drop()
    claim("feed.xml")

    assert Watcher().look(NOON) == ["feed.xml"]


def test_a_file_that_is_gone_at_the_second_look_is_nothing() -> None:
    watcher, path = Watcher(), drop()
    watcher.look(NOON)
    path.unlink()

    assert watcher.look(LATER) == []


# --- taking and putting away --------------------------------------------------


def test_a_second_file_of_a_name_waits_until_the_first_is_done() -> None:
    drop()
    first = claim("feed.xml")
    drop()

    assert claim("feed.xml") == first
    assert names("in") == ["feed.xml"]


def test_what_is_put_away_writes_over_nothing() -> None:
    for _ in range(3):
        drop()
        put_away(claim("feed.xml"), "done", "Good.")

    assert names("done") == ["feed-2.xml", "feed-2.xml.txt", "feed-3.xml", "feed-3.xml.txt", "feed.xml", "feed.xml.txt"]
    assert names("work") == []


# --- coming in ----------------------------------------------------------------


def test_an_onix_file_comes_in_and_lies_with_its_report() -> None:
    drop()

    bring_dropped_file.call("feed.xml")

    assert Edition.objects.count() == 2
    assert names("done") == ["feed.xml", "feed.xml.txt"]
    assert (folder("done") / "feed.xml.txt").read_text().startswith("feed.xml (the warehouse)\n")
    run = FeedRun.objects.get()
    assert (run.door, run.kind, run.state, run.stored_as) == ("folder", "onix", "done", "")


def test_an_epub_is_known_by_what_it_is_and_comes_in() -> None:
    (folder("in") / "book.bin").write_bytes(packed(entries()))

    bring_dropped_file.call("book.bin")

    assert Edition.objects.get().form == "epub"
    assert (FeedRun.objects.get().kind, names("done")) == ("epub", ["book.bin", "book.bin.txt"])


@pytest.mark.parametrize("content", [b"isbn,title\n978,Once\n", b"", b"PK\x03\x04 half an archive"])
def test_what_is_neither_is_refused_with_the_reason_beside_it(content: bytes) -> None:
    (folder("in") / "thing").write_bytes(content)

    bring_dropped_file.call("thing")

    run = FeedRun.objects.get()
    assert (names("refused"), run.state) == (["thing", "thing.txt"], "refused")
    assert (folder("refused") / "thing.txt").read_text() == run.reason + "\n"


def test_an_epub_that_is_broken_is_refused() -> None:
    with ZipFile(folder("in") / "book.epub", "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")

    bring_dropped_file.call("book.epub")

    assert (FeedRun.objects.get().state, names("refused")) == ("refused", ["book.epub", "book.epub.txt"])


def test_a_task_for_a_file_that_is_done_does_nothing() -> None:
    drop()
    bring_dropped_file.call("feed.xml")

    bring_dropped_file.call("feed.xml")

    assert FeedRun.objects.count() == 1


class Killed(BaseException):
    """Stands for the end of the process: nothing after it runs."""


@pytest.mark.parametrize("at", ["begin_run", "open_feed", "bring_feed", "put_away"])
def test_a_file_whose_worker_died_comes_in_all_the_same(at: str, monkeypatch: pytest.MonkeyPatch) -> None:
    drop()

    def die(*_args: Any, **_told: Any) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(tasks, at, die)
        with pytest.raises(Killed):
            bring_dropped_file.call("feed.xml")
    bring_dropped_file.call("feed.xml")

    assert (Edition.objects.count(), names("work"), names("done")) == (2, [], ["feed.xml", "feed.xml.txt"])
    assert FeedRun.objects.exclude(state="done").count() == 0


def test_a_worker_that_died_after_the_file_was_put_away_leaves_nothing_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    drop()
    bring_dropped_file.call("feed.xml")

    # The next file of the name is a new one, not the rest of the former.
    write(folder("in") / "feed.xml", two_records()[0].__class__("w.3", two_records()[0].work, form="epub"))
    bring_dropped_file.call("feed.xml")

    assert Edition.objects.count() == 3


def test_a_file_that_takes_every_worker_with_it_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    drop()

    def die(*_args: Any, **_told: Any) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(tasks, "bring_feed", die)
        for _ in range(MOST_ATTEMPTS):
            with pytest.raises(Killed):
                bring_dropped_file.call("feed.xml")
    bring_dropped_file.call("feed.xml")

    assert names("refused") == ["feed.xml", "feed.xml.txt"]
    assert "given up" in FeedRun.objects.get().reason


def test_the_kind_is_told_by_the_content(tmp_path: Path) -> None:
    (tmp_path / "archive.epub").write_bytes(b"<Product/>")
    with ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("readme", "x")

    assert kind_of(tmp_path / "archive.epub") == "onix"
    assert kind_of(tmp_path / "other.zip") == "onix"


def test_the_scheduler_looks_now_and_then() -> None:
    drop()
    ticks = Ticks()

    ticks.see_to_the_rest()

    # Seen for the second time, so the scheduler has seen it before.
    assert ticks.feeds.look(timezone.now() + STILL_FOR) == ["feed.xml"]
