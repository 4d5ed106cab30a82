"""Signing in by a code: the same for those who have an account and for those who have none."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from octavo.mail.models import Letter
from octavo.readers.models import Reader
from tests import makers
from tests.readers.signing_in import ANA, CODE, SIGN_IN, ask_for_code, is_signed_in, newest_code, sign_in, wrong

pytestmark = pytest.mark.django_db
# The clock, the length of the address, and an order that is drawn.
CHANGING = {"Content-Length", "Expires", "Content-Security-Policy"}
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')


def test_a_code_signs_in_who_has_an_account(client: Client) -> None:
    ana = makers.make_reader("Ana")

    sign_in(client)

    assert client.session["_auth_user_id"] == str(ana.pk)
    assert Reader.objects.count() == 1


def test_a_code_makes_an_account_where_there_is_none_but_not_before_it_is_right(client: Client) -> None:
    code = ask_for_code(client)
    assert not Reader.objects.exists()

    client.post(CODE, {"code": code})

    ana = Reader.objects.get()
    assert client.session["_auth_user_id"] == str(ana.pk)
    assert (ana.email, ana.display_name, ana.has_usable_password()) == (ANA, "", False)
    assert ana.handle.startswith("reader-")


@pytest.mark.parametrize("typed", ["Ana@Example.org", "ANA@EXAMPLE.ORG", "  ana@example.org "])
def test_an_address_is_the_same_in_whatever_case(client: Client, typed: str) -> None:
    ana = makers.make_reader("Ana")
    Reader.objects.update(email="Ana@example.org")
    client.post(SIGN_IN, {"email": typed})

    client.post(CODE, {"code": newest_code()})

    assert client.session["_auth_user_id"] == str(ana.pk)


def test_a_letter_that_only_looks_alike_is_another_address(client: Client) -> None:
    mike = makers.make_reader("Mike")

    client.post(SIGN_IN, {"email": "mıke@example.org"})
    client.post(CODE, {"code": newest_code("mıke@example.org")})

    assert client.session["_auth_user_id"] != str(mike.pk)


# --- Whether there is an account is told to nobody ------------------------------


def test_known_and_unknown_get_the_same_answers_letters_and_work(client: Client) -> None:
    makers.make_reader("Ana")
    makers.make_reader("Ben", is_active=False)

    _whole_way("first@example.org")
    Letter.objects.all().delete()
    told = [_whole_way(address) for address in (ANA, "ben@example.org", "eve@example.org")]

    assert told[0] == told[1] == told[2]
    assert Letter.objects.filter(kind="code").count() == Letter.objects.count() == 3
    assert len({letter.subject for letter in Letter.objects.all()}) == 1


def _whole_way(address: str) -> list[Any]:
    """Return what a stranger can see and measure on the way to a code, and with a wrong one."""
    client, seen = Client(), []
    for send in (
        lambda: client.get(SIGN_IN),
        lambda: client.post(SIGN_IN, {"email": address, "next": "/books/"}),
        lambda: client.get(f"{CODE}?next=/books/"),
        lambda: client.post(CODE, {"code": "12", "next": "/books/"}),
    ):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            answer = send()
        body = (
            TOKEN.sub(b"", answer.content)
            .replace(address.encode(), b"ADDRESS")
            .replace(address.replace("@", "%40").encode(), b"ADDRESS")
        )
        headers = {name: value for name, value in answer.items() if name not in CHANGING}
        seen.append((answer.status_code, headers, body, len(asked)))
    return seen


def test_an_account_that_is_closed_is_told_so_after_the_right_code_alone(client: Client) -> None:
    makers.make_reader("Ana", is_active=False)

    assert sign_in(client) == "/account/closed/"

    assert not is_signed_in(client)
    assert "This account is closed" in client.get("/account/closed/").content.decode()


# --- The life of a code ---------------------------------------------------------


@pytest.mark.parametrize("written", ["{0}", " {0} ", "{1}", "{2}", "{3}"])
def test_a_code_is_taken_as_it_was_pasted(client: Client, written: str) -> None:
    plain = ask_for_code(client).replace(" ", "")
    dashed, wide = f"{plain[:4]}-{plain[4:]}", "".join(chr(0xFF10 + int(digit)) for digit in plain)
    spaced = "\u00a0".join(plain)

    client.post(CODE, {"code": written.format(plain, dashed, wide, spaced)})

    assert is_signed_in(client)


@pytest.mark.parametrize("wrong_before", [0, 2])
def test_a_code_may_be_wrong_twice(client: Client, wrong_before: int) -> None:
    code = ask_for_code(client)

    for _try in range(wrong_before):
        assert "This is not the code." in client.post(CODE, {"code": wrong(code)}).content.decode()
    client.post(CODE, {"code": code})

    assert is_signed_in(client)


def test_after_three_wrong_tries_a_code_is_dead(client: Client) -> None:
    code = ask_for_code(client)
    for _try in range(3):
        client.post(CODE, {"code": wrong(code)})

    answer = client.post(CODE, {"code": code})

    assert answer.status_code == 410
    assert "This code has ended" in answer.content.decode()
    assert f"email={ANA.replace('@', '%40')}" in answer.content.decode()
    assert not is_signed_in(client)
    assert client.post(CODE, {"code": code}).url == SIGN_IN


@pytest.mark.parametrize(("minutes", "works"), [(14.9, True), (15.1, False)])
def test_a_code_lives_a_quarter_of_an_hour(client: Client, monkeypatch: pytest.MonkeyPatch, minutes: float, works: bool) -> None:
    import time

    code, now = ask_for_code(client), time.time()
    monkeypatch.setattr(time, "time", lambda: now + minutes * 60)

    client.post(CODE, {"code": code})

    assert is_signed_in(client) is works


def test_a_code_works_once_and_only_where_it_was_asked_for(client: Client) -> None:
    code, elsewhere = ask_for_code(client), Client()

    assert elsewhere.post(CODE, {"code": code}).url == SIGN_IN
    client.post(CODE, {"code": code})
    client.post("/account/sign-out/")

    assert client.post(CODE, {"code": code}).url == SIGN_IN
    assert not is_signed_in(client)
    assert not is_signed_in(elsewhere)


def test_a_new_code_ends_the_one_before(client: Client) -> None:
    first = ask_for_code(client)
    second = ask_for_code(client)

    client.post(CODE, {"code": first})
    assert not is_signed_in(client)
    client.post(CODE, {"code": second})
    assert is_signed_in(client)


def test_a_letter_that_comes_too_late_is_not_sent(client: Client) -> None:
    ask_for_code(client)

    letter = Letter.objects.get()
    assert timedelta(minutes=14) < letter.expires_at - timezone.now() <= timedelta(minutes=15)
    assert letter.kind == "code"


def test_what_is_no_address_is_said_and_stays_in_the_field(client: Client) -> None:
    page = client.post(SIGN_IN, {"email": "ana at example"}).content.decode()

    assert 'value="ana at example"' in page
    assert 'aria-invalid="true"' in page
    assert not Letter.objects.exists()


def test_the_field_of_the_code_is_one_that_telephones_fill(client: Client) -> None:
    ask_for_code(client)

    assert 'autocomplete="one-time-code"' in client.get(CODE).content.decode()


def test_in_chinese_the_way_and_the_letter_are_chinese(client: Client) -> None:
    answer = client.post("/zh-hans/account/sign-in/", {"email": ANA})

    assert answer.url == "/zh-hans/account/code/"
    assert Letter.objects.get().language == "zh-hans"


# --- Sessions -------------------------------------------------------------------


def test_signing_in_makes_a_new_session(client: Client) -> None:
    code = ask_for_code(client)
    planted = client.cookies["sessionid"].value

    client.post(CODE, {"code": code})

    assert client.cookies["sessionid"].value != planted
    assert not is_signed_in_with(planted)


def is_signed_in_with(key: str) -> bool:
    client = Client()
    client.cookies["sessionid"] = key
    return client.get("/account/address/").status_code == 200 or is_signed_in(client)


def test_public_pages_get_no_session_and_do_not_depend_on_one(client: Client, home: Any) -> None:
    answer = client.get("/")

    assert "Cookie" not in answer.get("Vary", "")
    assert not client.cookies


def test_signing_out_asks_first_and_ends_the_session(client: Client) -> None:
    sign_in(client)
    key = client.cookies["sessionid"].value

    assert "Sign out?" in client.get("/account/sign-out/").content.decode()
    assert is_signed_in(client)
    assert client.post("/account/sign-out/").url == "/"

    assert not is_signed_in(client)
    assert not is_signed_in_with(key)


# --- Where it goes on -----------------------------------------------------------


def test_it_goes_on_where_you_were(client: Client) -> None:
    answer = client.post(SIGN_IN, {"email": ANA, "next": "/books/?q=stone"})
    assert answer.url == "/account/code/?next=%2Fbooks%2F%3Fq%3Dstone"
    page = client.get(answer.url).content.decode()
    assert 'name="next" value="/books/?q=stone"' in page

    assert client.post(CODE, {"code": newest_code(), "next": "/books/?q=stone"}).url == "/books/?q=stone"


def test_without_a_place_to_go_on_a_reader_comes_to_the_account_and_staff_to_the_desk(client: Client) -> None:
    makers.make_reader("Carla", role="Editor")

    assert sign_in(client) == "/account/"
    assert sign_in(Client(), "carla@example.org") == "/desk/"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//evil.example",
        "\\\\evil.example",
        "/\\evil.example",
        "https:evil.example",
        "https://evil.example/",
        "http:///evil.example",
        "https://testserver@evil.example/",
        "javascript:alert(1)",
        "data:text/html,hello",
        "\x01//evil.example",
        " //evil.example",
        "///evil.example",
    ],
)
def test_it_never_goes_on_elsewhere(client: Client, elsewhere: str) -> None:
    answer = client.post(SIGN_IN, {"email": ANA, "next": elsewhere})
    assert answer.url == CODE
    assert elsewhere not in client.get(CODE, {"next": elsewhere}).content.decode()

    assert client.post(CODE, {"code": newest_code(), "next": elsewhere}).url == "/account/"
    assert client.get(SIGN_IN, {"next": elsewhere}).url == "/account/"
    assert client.post("/account/sign-out/", {"next": elsewhere}).url == "/"
