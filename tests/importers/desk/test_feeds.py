"""A feed brought to the desk: looked through, then let in or thrown away, and reported either way."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from octavo.books.models import Book, Edition
from octavo.importers import tasks
from octavo.importers.actions.feeds import begin_run
from octavo.importers.actions.uploads import file_of, let_in
from octavo.importers.desk import forms
from octavo.importers.models import FeedRun
from tests import makers
from tests.books.epub.making import entries, packed
from tests.importers.editions.onix import two_records, write

pytestmark = pytest.mark.django_db
FEEDS = "/desk/feeds/"


@pytest.fixture
def onix(tmp_path: Path) -> bytes:
    return write(tmp_path / "trade.xml", *two_records()).read_bytes()


def upload(client: Client, *files: tuple[str, bytes]) -> Any:
    return client.post(FEEDS, {"uploads": [SimpleUploadedFile(name, content) for name, content in files]}, follow=True)


def work() -> None:
    """Do what waits in the queue, as the worker would."""
    for queued in DBTaskResult.objects.filter(task_path=tasks.bring_uploaded_file.module_path, status="READY"):
        tasks.bring_uploaded_file.func(*queued.args_kwargs["args"])
        queued.delete()


def the_run() -> FeedRun:
    return FeedRun.objects.get()


def page(client: Client, run: FeedRun) -> str:
    return client.get(f"{FEEDS}{run.pk}/").content.decode()


def test_nothing_comes_in_before_somebody_has_said_so(bertas: Client, onix: bytes) -> None:
    answer = upload(bertas, ("trade.xml", onix))
    assert answer.redirect_chain == [(f"{FEEDS}{the_run().pk}/", 302)]
    work()

    assert the_run().state == FeedRun.State.LOOKED
    assert Edition.objects.count() == 0
    assert "2 editions would be new, 0 would change, 0 are as before, 0 would be left out" in page(bertas, the_run())


def test_what_was_looked_through_is_let_in_and_its_file_put_away(bertas: Client, onix: bytes, feeds: Path) -> None:
    upload(bertas, ("trade.xml", onix))
    work()
    bertas.post(f"{FEEDS}{the_run().pk}/bring-in/")
    work()

    run = the_run()
    assert (run.state, run.asked_by.display_name, Edition.objects.count()) == (FeedRun.State.DONE, "Berta", 2)
    assert sorted(path.name for path in (feeds / "done").iterdir()) == ["trade.xml", "trade.xml.txt"]
    assert list((feeds / "desk").iterdir()) == []
    assert "What became of it" in page(bertas, run)


def test_pressed_twice_it_comes_in_once(bertas: Client, onix: bytes) -> None:
    upload(bertas, ("trade.xml", onix))
    work()
    run = the_run()

    assert [let_in(run), let_in(run)] == [True, False]
    bertas.post(f"{FEEDS}{run.pk}/bring-in/")
    assert DBTaskResult.objects.filter(task_path=tasks.bring_uploaded_file.module_path, status="READY").count() == 0


def test_the_same_file_again_would_change_nothing(bertas: Client, onix: bytes) -> None:
    upload(bertas, ("trade.xml", onix))
    work()
    bertas.post(f"{FEEDS}{the_run().pk}/bring-in/")
    work()
    upload(bertas, ("again.xml", onix))
    work()

    again = FeedRun.objects.get(file_name="again.xml")
    assert "0 editions would be new, 0 would change, 2 are as before" in page(bertas, again)
    bertas.post(f"{FEEDS}{again.pk}/bring-in/")
    work()
    assert "nothing changed" in page(bertas, again)


def test_a_file_that_is_thrown_away_is_gone(bertas: Client, onix: bytes, feeds: Path) -> None:
    upload(bertas, ("trade.xml", onix))
    work()
    answer = bertas.post(f"{FEEDS}{the_run().pk}/throw-away/", follow=True)

    assert "“trade.xml” was thrown away" in answer.content.decode()
    assert (FeedRun.objects.count(), list((feeds / "desk").iterdir())) == (0, [])


def test_what_has_come_in_cannot_be_thrown_away(bertas: Client, onix: bytes) -> None:
    upload(bertas, ("trade.xml", onix))
    work()
    bertas.post(f"{FEEDS}{the_run().pk}/bring-in/")
    work()
    bertas.post(f"{FEEDS}{the_run().pk}/throw-away/")

    assert the_run().state == FeedRun.State.DONE


def test_a_file_that_is_no_feed_is_refused_by_its_own_name(bertas: Client, feeds: Path) -> None:
    upload(bertas, ("holiday.xml", b"<holiday>sun</holiday>"))
    work()

    run = the_run()
    assert run.state == FeedRun.State.REFUSED
    assert run.reason.startswith("holiday.xml")
    assert str(feeds) not in page(bertas, run)
    assert sorted(path.name for path in (feeds / "refused").iterdir()) == ["holiday.xml", "holiday.xml.txt"]


def test_several_files_are_several_runs(bertas: Client, onix: bytes) -> None:
    epub = packed(entries())
    upload(bertas, ("trade.xml", onix), ("book.epub", epub))
    work()

    assert sorted(FeedRun.objects.values_list("kind", "state")) == [("epub", "looked"), ("onix", "looked")]


def test_an_epub_is_looked_through_and_let_in(bertas: Client) -> None:
    upload(bertas, ("book.epub", packed(entries())))
    work()
    assert Book.objects.count() == 0
    bertas.post(f"{FEEDS}{the_run().pk}/bring-in/")
    work()

    assert (the_run().state, Book.objects.count()) == (FeedRun.State.DONE, 1)


@pytest.mark.parametrize(
    ("name", "kept"),
    [("../../octavo.toml", "octavo.toml"), ("..", "feed"), (".env", "env"), ("a\\b.xml", "ab.xml"), ("目录 1.xml", "目录_1.xml")],
)
def test_a_name_cannot_lead_out_of_the_folder(bertas: Client, onix: bytes, feeds: Path, name: str, kept: str) -> None:
    from octavo.importers.actions.uploads import keep_upload

    file = SimpleUploadedFile("x", onix)
    file._name = name
    run = keep_upload(file, None)

    assert run.file_name == kept
    assert (feeds / "desk") in file_of(run).resolve().parents


def test_a_file_that_vanished_is_said(bertas: Client, onix: bytes) -> None:
    upload(bertas, ("trade.xml", onix))
    file_of(the_run()).unlink()
    work()

    assert the_run().reason == "trade.xml: the file is no longer here. Upload it again."


def test_a_file_that_is_too_large_is_refused_with_the_way_out(
    bertas: Client, onix: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "MAX_BYTES", 100)
    answer = upload(bertas, ("trade.xml", onix))

    assert "the most is 100\xa0bytes. Put it into the watched folder instead." in answer.content.decode()
    assert FeedRun.objects.count() == 0


def test_a_worker_that_dies_leaves_a_run_that_goes_on(bertas: Client, onix: bytes) -> None:
    upload(bertas, ("trade.xml", onix))
    FeedRun.objects.update(state=FeedRun.State.RUNNING)
    work()

    assert the_run().state == FeedRun.State.LOOKED


def test_while_it_comes_in_the_page_tells_how_far_it_is(bertas: Client) -> None:
    run = begin_run(FeedRun.Door.DESK, "onix", "trade.xml", state=FeedRun.State.RUNNING, entries_done=300, entries_total=1200)
    part = bertas.get(f"{FEEDS}{run.pk}/?part=state").content.decode()

    assert '<progress class="desk-progress" aria-label="How far it is" max="1200" value="300">' in part
    assert "<html" not in part
    assert '<meta http-equiv="refresh" content="3">' in page(bertas, run)


def test_what_was_left_out_is_told_with_its_reason_and_line(bertas: Client) -> None:
    lines = [
        {"kind": "edition", "source_id": f"r{number}", "title": "", "reason": "it has no title", "line": number}
        for number in range(30)
    ]
    run = begin_run(
        FeedRun.Door.FOLDER,
        "onix",
        "a.xml",
        state="done",
        report={"kinds": {"edition": {"skipped": 30}}, "left_out": lines, "changes": 0},
    )
    shown = page(bertas, run)

    assert "<b>30</b> × Editions: it has no title" in shown
    assert "and 10 more" in shown
    text = bertas.get(f"{FEEDS}{run.pk}/report/")
    assert text["Content-Type"] == "text/plain; charset=utf-8"
    assert "30 × edition: it has no title" in text.content.decode()


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_what_a_file_says_is_text(bertas: Client, hostile: str) -> None:
    line = {"kind": hostile, "source_id": hostile, "title": hostile, "reason": hostile, "detail": hostile}
    run = begin_run(
        FeedRun.Door.FOLDER,
        "onix",
        hostile,
        state="done",
        report={"kinds": {hostile: {"made": 1}}, "left_out": [line], "changes": 1},
    )

    assert hostile not in page(bertas, run)
    assert hostile not in bertas.get(FEEDS).content.decode()


@pytest.mark.parametrize(
    ("role", "status"),
    [("Bookseller", 200), ("Owner", 200), ("Editor", 302), ("Writer", 302), ("Moderator", 302), ("", 302), (None, 302)],
)
def test_who_may_bring_books_in(client: Client, onix: bytes, role: str | None, status: int) -> None:
    run = begin_run(
        FeedRun.Door.DESK,
        "onix",
        "a.xml",
        state=FeedRun.State.LOOKED,
        stored_as="desk/none/a.xml",
        report={"kinds": {}, "changes": 0},
    )
    if role is not None:
        client.force_login(makers.make_reader("Somebody", role=role) if role else makers.make_reader("Somebody"))

    for path in ("", f"{run.pk}/", f"{run.pk}/report/"):
        answer = client.get(FEEDS + path)
        assert (answer.status_code, path) == (status, path)
    client.post(FEEDS, {"uploads": SimpleUploadedFile("b.xml", onix)})
    client.post(f"{FEEDS}{run.pk}/bring-in/")
    client.post(f"{FEEDS}{run.pk}/throw-away/")
    assert FeedRun.objects.filter(file_name="b.xml").exists() is (status == 200)
    assert FeedRun.objects.get(pk=run.pk).state == (FeedRun.State.WAITING if status == 200 else FeedRun.State.LOOKED)


def test_acts_want_a_button(bertas: Client) -> None:
    run = begin_run(FeedRun.Door.DESK, "onix", "a.xml", state=FeedRun.State.LOOKED, stored_as="desk/none/a.xml")

    assert bertas.get(f"{FEEDS}{run.pk}/bring-in/").status_code == 405
    assert bertas.get(f"{FEEDS}{run.pk}/throw-away/").status_code == 405


def test_a_list_of_three_costs_as_many_queries_as_one(bertas: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert bertas.get(FEEDS).status_code == 200
        return len(caught)

    reader = makers.make_reader("Olga")
    begin_run(FeedRun.Door.FOLDER, "onix", "a.xml", asked_by=reader)
    queries()
    one = queries()
    for name in ("b.xml", "c.xml"):
        begin_run(FeedRun.Door.FOLDER, "onix", name, asked_by=makers.make_reader(name))

    assert queries() == one
