"""`octavo import onix`."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django_tasks_db.models import DBTaskResult

from octavo.books.models import Edition
from octavo.importers.book_records import FileUse
from octavo.importers.models import FeedRun, ImportedThing
from octavo.importers.tasks import bring_files_later
from tests.importers.editions.makers import record
from tests.importers.editions.onix import two_records, write
from tests.importers.editions.test_covers import jpeg

pytestmark = pytest.mark.django_db


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    return write(tmp_path / "feed.xml", *two_records())


def run(*files: Path, **options: Any) -> str:
    said = StringIO()
    call_command("import_onix", *map(str, files), stdout=said, **{"no_fetch": True, **options})
    return said.getvalue()


def test_a_file_comes_in_and_the_summary_says_how_many(feed: Path) -> None:
    said = run(feed)

    assert Edition.objects.count() == 2
    assert said.splitlines()[0] == "feed.xml (the warehouse)"
    assert "edition           2           2" in said


def test_it_is_a_run_that_the_desk_can_look_at(feed: Path) -> None:
    run(feed)

    told = FeedRun.objects.get()
    assert (told.door, told.kind, told.file_name, told.state) == ("command", "onix", "feed.xml", "done")
    assert (told.entries_done, told.entries_total, told.report["kinds"]["edition"]["made"]) == (2, 2, 2)
    assert told.ended_at is not None


def test_a_second_run_changes_nothing(feed: Path) -> None:
    run(feed)

    assert run(feed).rstrip().endswith("0 things made or changed.")


def test_a_dry_run_changes_nothing_and_leaves_no_trace(feed: Path) -> None:
    said = run(feed, dry_run=True)

    assert said.rstrip().endswith("2 things would be made or changed.")
    assert not Edition.objects.exists()
    assert not FeedRun.objects.exists()
    assert not ImportedThing.objects.exists()


def test_the_report_is_written_as_json(feed: Path, tmp_path: Path) -> None:
    run(feed, report=tmp_path / "report.json")

    assert json.loads((tmp_path / "report.json").read_text())["kinds"]["edition"]["made"] == 2


def test_the_reports_of_several_files_are_a_list(feed: Path, tmp_path: Path) -> None:
    run(feed, write(tmp_path / "more.xml", record("w.3", isbn="")), report=tmp_path / "report.json")

    assert [told["file"] for told in json.loads((tmp_path / "report.json").read_text())] == ["feed.xml", "more.xml"]


def test_a_sender_that_is_named_is_another_ledger(feed: Path) -> None:
    run(feed, sender="By hand")

    assert set(ImportedThing.objects.filter(kind="edition").values_list("source_site", flat=True)) == {"By hand"}


def test_a_file_that_is_no_onix_is_refused_and_the_others_come(feed: Path, tmp_path: Path) -> None:
    other = tmp_path / "list.csv"
    other.write_text("isbn,title\n978,Once\n")

    with pytest.raises(CommandError, match=r"list\.csv, line 1: this is not XML"):
        run(other, feed)

    assert Edition.objects.count() == 2
    refused = FeedRun.objects.get(file_name="list.csv")
    assert (refused.state, "this is not XML" in refused.reason) == ("refused", True)


def test_covers_are_had_in_the_background_and_what_fails_is_in_the_runs_report(tmp_path: Path) -> None:
    told = record(cover=FileUse("http://127.0.0.1:9/1.jpg"))

    run(write(tmp_path / "feed.xml", told), no_fetch=False)

    (task,) = DBTaskResult.objects.filter(task_path=bring_files_later.module_path)
    bring_files_later.call(*task.args_kwargs["args"])
    report = FeedRun.objects.get().report
    assert (report["kinds"]["cover"]["failed"], report["kinds"]["edition"]["made"]) == (1, 1)
    assert [line["kind"] for line in report["left_out"]] == ["cover"]


def test_covers_of_a_folder_are_had_in_the_background_too(feed: Path, tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    covers = tmp_path / "covers"
    covers.mkdir()
    (covers / f"{two_records()[0].isbn}.jpg").write_bytes(jpeg("teal"))

    run(feed, covers=covers)
    assert not Edition.objects.exclude(cover=None).exists()
    for task in DBTaskResult.objects.filter(task_path=bring_files_later.module_path):
        bring_files_later.call(*task.args_kwargs["args"])

    assert Edition.objects.exclude(cover=None).count() == 1
    assert FeedRun.objects.get().report["kinds"]["cover"]["made"] == 1


def test_a_folder_of_covers_that_is_not_there_is_said_before_anything_is_done(feed: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="there is no such folder"):
        run(feed, covers=tmp_path / "nowhere")

    assert not FeedRun.objects.exists()
