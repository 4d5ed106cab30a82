"""The way out of a kind of letters: RFC 8058, and a page for people."""

import re
from typing import Any

import pytest
from django.test import Client

from octavo.mail.links import WayOut, leave_token
from octavo.mail.models import Leaving, Letter
from octavo.mail.tasks import send_letters
from tests.mail.conftest import PostOffice
from tests.mail.letters import queue

ONE_CLICK = "List-Unsubscribe=One-Click"


@pytest.fixture
def scanner() -> Client:
    """Somebody without a cookie, whom no form of ours gave a token."""
    return Client(enforce_csrf_checks=True)


def way_out(letter: Letter | None) -> str:
    assert letter
    return re.search(r"http://testserver(/letters/leave/[^\s]+)", letter.text)[1]


@pytest.mark.django_db
def test_the_headers_name_the_way_out_of_what_may_be_left_alone(mail: PostOffice, settings: Any) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://magazine.example"
    settings.OCTAVO_MAIL_LEAVE_TO = "leave@magazine.example"
    reply = queue("reply")
    queue("code")
    send_letters.call()

    code, message = (message for _, message in mail.letters)
    token = way_token(reply)
    assert message["List-Unsubscribe"] == (
        f"<https://magazine.example/letters/leave/{token}/>, <mailto:leave@magazine.example?subject={token}>"
    )
    assert message["List-Unsubscribe-Post"] == ONE_CLICK
    assert message["Message-ID"].endswith("@magazine.example>")
    assert code["List-Unsubscribe"] is None
    assert code["List-Unsubscribe-Post"] is None


def way_token(letter: Letter | None) -> str:
    assert letter
    return leave_token(WayOut(letter.kind, letter.address_sha256, letter.language))


@pytest.mark.django_db
def test_looking_changes_nothing(scanner: Client) -> None:
    address = way_out(queue())

    for answer in (scanner.get(address), scanner.head(address), scanner.get(address)):
        assert answer.status_code == 200
        assert "no-store" in answer.headers["Cache-Control"]
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert not answer.cookies
    assert not Leaving.objects.exists()
    assert b"Stop these letters" in scanner.get(address).content
    assert b"ana@example.org" not in scanner.get(address).content


@pytest.mark.parametrize("form", ["urlencoded", "multipart", "nothing"])
@pytest.mark.django_db
def test_one_click_leaves_at_once_without_cookie_or_redirect(scanner: Client, form: str) -> None:
    waiting = queue()
    address = way_out(waiting)

    for _ in range(2):
        if form == "multipart":
            answer = scanner.post(address, {"List-Unsubscribe": "One-Click"})
        else:
            body = ONE_CLICK if form == "urlencoded" else ""
            answer = scanner.post(address, body, content_type="application/x-www-form-urlencoded")
        assert answer.status_code == 200
        assert not answer.cookies

    assert Leaving.objects.count() == 1
    assert Letter.objects.get(pk=waiting.pk).state == "dropped"
    assert queue() is None
    assert queue("mention")


@pytest.mark.django_db
def test_who_left_by_mistake_comes_back(scanner: Client) -> None:
    address = way_out(queue())
    scanner.post(address)

    assert "I left by mistake" in scanner.get(address).content.decode()
    answer = scanner.post(address, {"come_back": "1"})

    assert "You are back" in answer.content.decode()
    assert queue()


@pytest.mark.django_db
def test_the_page_speaks_the_language_of_the_letter(scanner: Client) -> None:
    answer = scanner.get(way_out(queue(language="zh-hans")))

    assert "停止这类信件" in answer.content.decode()
    assert 'lang="zh-hans"' in answer.content.decode()


@pytest.mark.parametrize("change", [lambda token: token[:-1], lambda token: token.replace("reply", "code"), lambda token: "x.y"])
@pytest.mark.django_db
def test_a_token_that_is_not_ours_leads_nowhere(scanner: Client, change: Any) -> None:
    token = way_token(queue())

    for method in (scanner.get, scanner.post):
        assert method(f"/letters/leave/{change(token)}/").status_code == 404
    assert not Leaving.objects.exists()


@pytest.mark.django_db
def test_nobody_leaves_a_kind_that_is_not_left_by_a_token_of_ours(scanner: Client) -> None:
    token = leave_token(WayOut("code", "0" * 64, "en"))

    assert scanner.post(f"/letters/leave/{token}/").status_code == 404
    assert not Leaving.objects.exists()
