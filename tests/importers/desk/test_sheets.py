"""A spreadsheet brought to the desk: its columns said, its rows looked through, what did not come in given back."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from octavo.books.models import Book, Edition, Price
from octavo.importers import tasks
from octavo.importers.actions.feeds import begin_run
from octavo.importers.feed_folders import folder
from octavo.importers.models import FeedRun, SheetMapping
from octavo.importers.tasks import bring_dropped_file
from tests import makers
from tests.book_makers import ISBNS
from tests.importers.desk.test_feeds import FEEDS, work

pytestmark = pytest.mark.django_db
SHEET = f"ISBN,Title,Author,Price\n{ISBNS[0]},Games,Suzanne Collins,12.90\n9780439023482,Stone,J.K. Rowling,9.90\n,,,5\n"


def bring(client: Client, content: str = SHEET, name: str = "stock.csv") -> FeedRun:
    answer = client.post(FEEDS, {"uploads": [SimpleUploadedFile(name, content.encode())]})
    run = FeedRun.objects.latest("pk")
    assert answer.headers["Location"] == f"{FEEDS}{run.pk}/columns/"
    return run


def page(client: Client, run: FeedRun) -> Any:
    return client.get(f"{FEEDS}{run.pk}/columns/")


def say(client: Client, run: FeedRun, **changes: str) -> Any:
    """Send the form as it is shown, with changes."""
    form = page(client, run).context["form"]
    fields = {field.html_name: field.value() for field in form if field.value() not in (None, False)}
    return client.post(f"{FEEDS}{run.pk}/columns/", {**fields, **changes})


def let_in(client: Client, run: FeedRun) -> None:
    client.post(f"{FEEDS}{run.pk}/bring-in/")
    work()
    run.refresh_from_db()


def test_columns_are_guessed_and_the_first_rows_shown_with_their_errors(bertas: Client) -> None:
    run = bring(bertas)
    shown = page(bertas, run)
    html = shown.content.decode()

    assert [field.value() for field in shown.context["form"] if field.name.startswith("column-")] == [
        "isbn",
        "title",
        "authors",
        "price",
    ]
    first = shown.context["rows"][0]["cells"]
    assert [cell["text"] for cell in first][1:] == ["Games", "Suzanne Collins", "12.90 EUR"]
    assert "This row would not come in: what stands for its ISBN is none" in html
    assert "“9780439023482” is no ISBN: its last digit does not fit the others" in html
    assert "it has neither a title nor an ISBN" in html
    assert (run.state, Edition.objects.count()) == (FeedRun.State.ASKING, 0)


def test_from_upload_to_shelf(bertas: Client) -> None:
    run = bring(bertas)
    say(bertas, run)
    work()
    run.refresh_from_db()
    assert (run.state, Edition.objects.count()) == (FeedRun.State.LOOKED, 0)
    let_in(bertas, run)

    edition = Edition.objects.get()
    assert (run.state, edition.isbn, edition.book.title) == (FeedRun.State.DONE, ISBNS[0], "Games")
    assert str(Price.objects.get()) == str(Price.objects.current().get())


def test_the_same_spreadsheet_again_changes_nothing_and_asks_nothing_twice(bertas: Client) -> None:
    first = bring(bertas)
    say(bertas, first, names="last", currency="USD")
    work()
    let_in(bertas, first)
    again = bring(bertas, name="again.csv")
    form = page(bertas, again).context["form"]
    assert (form["names"].value(), form["currency"].value()) == ("last", "USD")
    say(bertas, again)
    work()
    let_in(bertas, again)

    assert again.report["changes"] == 0
    assert SheetMapping.objects.count() == 1


def test_a_mapping_can_be_said_anew_after_looking_at_the_outcome(bertas: Client) -> None:
    run = bring(bertas, "ISBN,Name,Note\n,Games,Suzanne Collins\n")
    say(bertas, run)
    work()
    answer = say(bertas, run, **{"column-2": "authors"})
    assert answer.headers["Location"] == f"{FEEDS}{run.pk}/"
    work()
    let_in(bertas, run)

    assert [person.name for person in Book.objects.get().authors] == ["Suzanne Collins"]


def test_a_preview_changes_nothing_but_the_preview(bertas: Client) -> None:
    run = bring(bertas, "ISBN,Name,Note\n,Games,Suzanne Collins\n")
    shown = say(bertas, run, **{"column-2": "authors", "preview": "1"})

    assert "Suzanne Collins" in [cell["text"] for cell in shown.context["rows"][0]["cells"]]
    run.refresh_from_db()
    assert (run.state, SheetMapping.objects.count()) == (FeedRun.State.ASKING, 0)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"column-2": "title"}, "is said of two columns"),
        ({"column-0": "", "column-1": ""}, "Say which column holds the ISBN"),
        ({"currency": "XYZ"}, "is no currency"),
        ({"column-0": "nonsense"}, "nonsense"),
    ],
)
def test_what_cannot_be_meant_is_said(bertas: Client, changes: dict[str, str], words: str) -> None:
    run = bring(bertas)
    shown = say(bertas, run, **changes)

    assert words in shown.content.decode()
    run.refresh_from_db()
    assert run.state == FeedRun.State.ASKING


def test_the_rows_that_did_not_come_in_are_given_back_to_be_mended(bertas: Client) -> None:
    run = bring(bertas, SHEET + '9780439023483,"=HYPERLINK(""http://evil"")",-1,2\n')
    say(bertas, run)
    work()
    let_in(bertas, run)
    answer = bertas.get(f"{FEEDS}{run.pk}/left-out/")
    rows = list(csv.reader(io.StringIO(answer.getvalue().decode().lstrip("\ufeff"))))

    assert rows[0] == ["ISBN", "Title", "Author", "Price", "line", "why"]
    assert [row[:2] for row in rows[1:]] == [
        ["9780439023482", "Stone"],
        ["", ""],
        ["9780439023483", '\'=HYPERLINK("http://evil")'],
    ]
    assert rows[3][2] == "'-1"
    assert all(row[-1] for row in rows)


def test_a_mended_spreadsheet_brings_what_was_missing_alone(bertas: Client) -> None:
    run = bring(bertas)
    say(bertas, run)
    work()
    let_in(bertas, run)
    rows = list(csv.reader(io.StringIO(bertas.get(f"{FEEDS}{run.pk}/left-out/").getvalue().decode().lstrip("\ufeff"))))
    rows[1][0] = ISBNS[1]
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    mended = bring(bertas, buffer.getvalue(), "mended.csv")
    say(bertas, mended)
    work()
    let_in(bertas, mended)

    assert sorted(Edition.objects.values_list("isbn", flat=True)) == sorted([ISBNS[0], ISBNS[1]])


def test_what_the_desk_has_set_no_spreadsheet_writes_over(bertas: Client) -> None:
    from octavo.books.actions import change_edition

    run = bring(bertas)
    say(bertas, run)
    work()
    let_in(bertas, run)
    edition = Edition.objects.get()
    change_edition(edition, {"pages": 99}, hand="desk")
    other = bring(bertas, f"ISBN,Pages,Weight\n{ISBNS[0]},12,300\n", "pages.csv")
    say(bertas, other)
    work()
    let_in(bertas, other)

    edition.refresh_from_db()
    assert (edition.pages, edition.weight_g) == (99, 300)


def test_the_watched_folder_takes_what_was_explained_once(bertas: Client) -> None:
    (folder("in") / "night.csv").write_text(SHEET)
    bring_dropped_file.func("night.csv")
    run = FeedRun.objects.get()
    assert run.state == FeedRun.State.REFUSED
    assert "nobody has said yet what the columns of such a spreadsheet hold. Bring it to the desk once" in run.reason
    at_the_desk = bring(bertas)
    say(bertas, at_the_desk)
    (folder("in") / "night.csv").write_text(SHEET)
    bring_dropped_file.func("night.csv")

    assert FeedRun.objects.filter(door="folder").latest("pk").state == FeedRun.State.DONE
    assert Edition.objects.count() == 1


def test_another_encoding_is_read_when_somebody_says_so(bertas: Client) -> None:
    content = "title;author\nÉté;Wharton\n".encode("mac_roman")
    answer = bertas.post(FEEDS, {"uploads": [SimpleUploadedFile("a.csv", content)]})
    run = FeedRun.objects.get()
    shown = say(bertas, run, encoding="mac_roman", preview="1")

    assert answer.status_code == 302
    assert shown.context["rows"][0]["cells"][0]["text"] == "Été"


def test_a_file_that_cannot_be_read_is_told_on_its_page(bertas: Client, tmp_path: Path) -> None:
    run = bring(bertas, 'isbn,title\n1,"' + "x" * 200_000)
    html = page(bertas, run).content.decode()

    assert "stock.csv, line 2: field larger than field limit" in html
    assert str(tmp_path) not in html


def test_no_door_leads_to_a_run_that_has_ended(bertas: Client) -> None:
    run = begin_run(FeedRun.Door.DESK, "sheet", "a.csv", state=FeedRun.State.DONE, ended_at=timezone.now())

    assert page(bertas, run).headers["Location"] == f"{FEEDS}{run.pk}/"
    assert bertas.get(f"{FEEDS}{run.pk}/left-out/").status_code == 404


def test_a_feed_of_another_kind_has_no_columns(bertas: Client) -> None:
    run = begin_run(FeedRun.Door.DESK, "onix", "a.xml", state=FeedRun.State.LOOKED)

    assert page(bertas, run).status_code == 404


@pytest.mark.parametrize(
    ("role", "may"),
    [("Bookseller", True), ("Owner", True), ("Editor", False), ("Writer", False), ("Moderator", False), ("", False)],
)
def test_who_may_say_what_columns_hold(client: Client, bertas: Client, role: str, may: bool) -> None:
    run = bring(bertas)
    client.force_login(makers.make_reader("Somebody", role=role) if role else makers.make_reader("Somebody"))

    assert (client.get(f"{FEEDS}{run.pk}/columns/").status_code == 200) is may
    assert client.get(f"{FEEDS}{run.pk}/left-out/").status_code == (404 if may else 302)
    client.post(f"{FEEDS}{run.pk}/columns/", {"column-1": "title", "names": "first", "dates": "dmy"})
    assert DBTaskResult.objects.filter(task_path=tasks.bring_uploaded_file.module_path).exists() is may


def test_a_stranger_is_sent_to_the_door(bertas: Client) -> None:
    run = bring(bertas)
    stranger = Client()

    for path in ("columns/", "left-out/"):
        assert stranger.get(f"{FEEDS}{run.pk}/{path}").headers["Location"].startswith("/desk/login/")
