"""Who is signed in, on pages that are the same for everybody."""

import uuid

import pytest
from django.test import Client

from octavo.columns.models import ColumnPage
from octavo.conversation.actions import like_comment
from octavo.readers.models import Reader
from octavo.site.me import HINT
from tests import makers
from tests.conversation.makers import comment_on, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def column() -> ColumnPage:
    return makers.make_column(parent=makers.make_section())


@pytest.fixture
def ana() -> Reader:
    return makers.make_reader("Ana")


def test_a_stranger_is_told_nothing_and_loses_an_old_hint(client: Client) -> None:
    client.cookies[HINT] = "1"
    answer = client.get("/me/?page=column:1")

    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.cookies[HINT]["max-age"] == 0
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_reader_is_named_and_finds_what_they_like_and_what_waits(client: Client, column: ColumnPage, ana: Reader) -> None:
    liked, other = comment_on(column, "Liked."), comment_on(column, "Another.")
    like_comment(liked, ana, likes=True)
    post(column, ana, "It waits.")
    client.force_login(ana)
    shown = client.get(f"/me/?page=column:{column.pk}").content.decode()

    assert 'id="me-account"' in shown
    assert "Ana" in shown
    assert f'id="like-{liked.pk}"' in shown
    assert f'id="like-{other.pk}"' not in shown
    assert "It waits." in shown


@pytest.mark.parametrize("page", ["", "column:", "column:x", "column:99999999", "column:²", "book:1", "x" * 500])
def test_a_page_that_is_none_has_the_name_alone(client: Client, ana: Reader, page: str) -> None:
    client.force_login(ana)
    answer = client.get("/me/", {"page": page})

    assert answer.status_code == 200
    assert "Ana" in answer.content.decode()
    assert "me-held" not in answer.content.decode()


def test_of_a_column_that_is_not_out_nothing_is_told(client: Client, column: ColumnPage, ana: Reader) -> None:
    post(column, ana, "It waits.")
    column.unpublish()
    client.force_login(ana)
    assert "It waits." not in client.get(f"/me/?page=column:{column.pk}").content.decode()


def test_a_public_page_is_the_same_bytes_for_everybody(client: Client, column: ColumnPage, ana: Reader) -> None:
    comment_on(column, by=ana)
    for_strangers = client.get(column.url)
    client.force_login(ana)
    client.cookies[HINT] = "1"
    for_ana = client.get(column.url)

    assert for_ana.content == for_strangers.content
    assert not for_ana.cookies
    assert "Cookie" not in for_ana.headers.get("Vary", "")


def test_the_hint_comes_with_the_answer_that_signs_in_and_goes_with_the_one_that_signs_out(client: Client) -> None:
    makers.make_reader("Olga", role="Moderator")
    page = client.post("/desk/login/", {"username": "olga@example.org", "password": "correct-horse"})
    assert page.cookies[HINT].value == "1"
    answer = client.post("/account/sign-out/")
    assert answer.cookies[HINT]["max-age"] == 0


def test_a_token_for_what_is_sent_by_a_script(client: Client) -> None:
    answer = client.get("/comments/token/")
    assert len(answer.json()["token"]) > 30
    assert "no-store" in answer.headers["Cache-Control"]
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"/comments/{uuid.uuid4().int % 99}/like/").status_code == 403
