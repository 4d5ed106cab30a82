"""A reader's own pages: what they are called, what they get, what is known of them, and leaving."""

import json
import re
import uuid
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from octavo.columns.actions import save_column
from octavo.columns.models import ColumnPage
from octavo.conversation.actions import like_comment, post_comment, report, rule
from octavo.conversation.models import ColumnThread, Comment, CommentLike
from octavo.mail.actions import leave
from octavo.mail.models import Letter
from octavo.mail.queries import kinds_left_by
from octavo.readers.account.actions import LastOwner, erase_reader
from octavo.readers.models import Reader
from tests import makers
from tests.conversation.makers import comment_on, known_reader
from tests.mail.letters import queue
from tests.readers.signing_in import sign_in

pytestmark = pytest.mark.django_db
PAGES = tuple(
    f"/account/{page}"
    for page in ("", "devices/", "letters/", "everything/", "everything.json", "comments/", "reviews/", "saved/", "leave/")
)
MARKER = "zanzibarquartz"


@pytest.fixture
def ana() -> Reader:
    return makers.make_reader("Ana")


@pytest.fixture
def anas(client: Client, ana: Reader) -> Client:
    """A browser in which Ana has just signed in by a code."""
    sign_in(client, ana.email)
    return client


def planted() -> tuple[Reader, ColumnPage]:
    """Return a reader who has left a trace wherever one can be left."""
    reader = known_reader("Rita")
    reader.display_name, reader.handle = f"Name {MARKER}", f"h-{MARKER}"
    reader.email = f"{MARKER}@example.org"
    reader.save()
    mo = makers.make_reader("Mo", role="Moderator")
    column = makers.make_column(parent=makers.make_section())
    mine = post_comment(column, reader, f"Words {MARKER}.", key=uuid.uuid4())
    other = comment_on(column, "Somebody else's.", by=makers.make_reader("Ben"))
    post_comment(column, makers.make_reader("Eve", is_staff=True), "An answer.", key=uuid.uuid4(), parent=mine)
    like_comment(other, reader, likes=True)
    report(other, why="other", text=f"Report {MARKER}", key=uuid.uuid4(), reporter=reader)
    rule(mine, "edit", mo, source=f"Edited {MARKER}.")
    queue("reply", reader.email)
    save_column(reader, column)
    return reader, column


def everything_that_says(words: str) -> list[str]:
    """Search every table for a word."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        for row in model._base_manager.values():
            if words in json.dumps(row, default=str):
                found.append(f"{model._meta.label}: {row}")
    return found


# --- who may come in ----------------------------------------------------------


@pytest.mark.parametrize("path", PAGES)
def test_a_stranger_is_led_to_the_door_and_back(client: Client, path: str) -> None:
    for method in ("get", "post"):
        answer = getattr(client, method)(path)
        assert answer.status_code == 302
        assert answer.headers["Location"] == f"/account/sign-in/?next={path}"


@pytest.mark.parametrize("path", [page for page in PAGES if page != "/account/leave/"])
@pytest.mark.parametrize("role", [None, "Writer", "Bookseller", "Moderator", "Editor", "Owner"])
def test_everybody_sees_their_own_and_nobody_elses(client: Client, path: str, role: str | None) -> None:
    planted()
    client.force_login(makers.make_reader("Somebody", role=role))
    answer = client.get(path)

    assert answer.status_code == 200
    assert MARKER not in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]


def test_leaving_asks_for_a_fresh_sign_in(client: Client, ana: Reader) -> None:
    client.force_login(ana)
    answer = client.post("/account/leave/", {"email": ana.email, "words": "remove"})

    assert answer.headers["Location"].startswith("/account/again/")
    assert Reader.objects.filter(pk=ana.pk).exists()


# --- a name -------------------------------------------------------------------


def test_a_name_and_a_handle_are_changed(anas: Client, ana: Reader) -> None:
    page = anas.post("/account/", {"display_name": " Ana  Lin ", "handle": "ana-林"}, follow=True).content.decode()

    ana.refresh_from_db()
    assert (ana.display_name, ana.handle) == ("Ana Lin", "ana-林")
    assert "Saved." in page


@pytest.mark.parametrize("handle", ["an", "-ana", "ana-", "a--na", "ana lin", "ana_lin", "Desk", "BEN", "<b>ana</b>", "a@b", ""])
def test_a_handle_has_its_rules(anas: Client, ana: Reader, handle: str) -> None:
    makers.make_reader("Ben", handle="ben")
    before = ana.handle
    page = anas.post("/account/", {"display_name": "Ana", "handle": handle}).content.decode()

    ana.refresh_from_db()
    assert ana.handle == before
    assert "errorlist" in page


@pytest.mark.parametrize("name", ["", "   ", "x" * 121])
def test_others_have_to_call_you_something(anas: Client, ana: Reader, name: str) -> None:
    anas.post("/account/", {"display_name": name, "handle": "anas"})
    ana.refresh_from_db()
    assert ana.display_name == "Ana"


# --- letters ------------------------------------------------------------------


def test_letters_are_left_and_come_back(anas: Client, ana: Reader) -> None:
    leave("mention", ana.email)
    page = anas.get("/account/letters/").content.decode()
    assert re.search(r'value="reply"[^>]*checked', page)
    assert not re.search(r'value="mention"[^>]*checked', page)
    assert 'value="moderate"' not in page
    anas.post("/account/letters/", {"kind": "mention"})
    assert "reply" in kinds_left_by(ana.email)
    assert "mention" not in kinds_left_by(ana.email)


# --- everything ---------------------------------------------------------------


def test_everything_about_a_reader_is_there_to_read_and_to_download(client: Client) -> None:
    reader, _column = planted()
    client.force_login(reader)
    known = client.get("/account/everything.json")
    page = client.get("/account/everything/").content.decode()

    assert "attachment" in known.headers["Content-Disposition"]
    told: dict[str, Any] = known.json()
    assert set(told) == {"account", "devices", "letters", "columns", "conversation"}
    for part in ("account", "conversation"):
        assert MARKER in json.dumps(told[part])
    assert told["conversation"]["comments"][0]["text"] == f"Edited {MARKER}."
    assert told["conversation"]["comments you like"] == [{"under": "On happy endings", "text": "Somebody else's."}]
    assert told["letters"]["letters to you"]
    for words in (f"Edited {MARKER}.", f"Report {MARKER}", f"{MARKER}@example.org"):
        assert words in page


# --- leaving ------------------------------------------------------------------


@pytest.mark.parametrize("keep_words", [False, True])
def test_who_has_left_leaves_no_trace(keep_words: bool) -> None:
    reader, column = planted()
    likes = Comment.objects.get(source="Somebody else's.").likes
    erase_reader(reader, keep_words=keep_words)

    left = everything_that_says(MARKER)
    if keep_words:
        assert all("Comment" in line and "example.org" not in line and "Name" not in line for line in left), left
        kept = Comment.objects.get(source=f"Edited {MARKER}.")
        assert (kept.is_published, kept.author_name, kept.reader) == (True, "somebody who has left", None)
        assert ColumnThread.objects.get(column=column).comments == 3
    else:
        assert left == []
        assert Comment.objects.get(state="deleted").answers_shown == 1
        assert ColumnThread.objects.get(column=column).comments == 2
    assert CommentLike.objects.count() == 0
    assert Comment.objects.get(source="Somebody else's.").likes == likes - 1
    assert not Letter.objects.filter(address__contains=MARKER).exists()
    connection.check_constraints()


def test_an_account_is_deleted_by_its_address_and_signed_out_at_once(anas: Client, ana: Reader) -> None:
    page = anas.post("/account/leave/", {"email": "other@example.org", "words": "remove"}).content.decode()
    assert "not the address of this account" in page
    assert Reader.objects.filter(pk=ana.pk).exists()
    page = anas.post("/account/leave/", {"email": "ANA@example.org", "words": "remove"}).content.decode()
    assert "Your account is deleted." in page
    assert not Reader.objects.filter(pk=ana.pk).exists()
    assert anas.get("/account/").status_code == 302


def test_the_last_owner_stays() -> None:
    olga = Reader.objects.create_superuser("olga@example.org", "a long sentence", display_name="Olga")
    with pytest.raises(LastOwner):
        erase_reader(olga, keep_words=False)
    Reader.objects.create_superuser("otto@example.org", "a long sentence", display_name="Otto")
    erase_reader(olga, keep_words=False)
    assert not Reader.objects.filter(pk=olga.pk).exists()
