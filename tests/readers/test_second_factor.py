"""The second factor: set up, asked for, recovered, and led to from the desk."""

import re
from typing import Any
from urllib.parse import unquote

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.test import Client

from octavo.mail.models import Letter
from octavo.readers.models import Reader
from tests import makers
from tests.readers.second_factor import APP, CODE, CODES, app_code, recovery_codes, set_up_app
from tests.readers.signing_in import ask_for_code, is_signed_in, sign_in

pytestmark = pytest.mark.django_db
INDEX = "/account/second-factor/"
CARLA = "carla@example.org"


@pytest.fixture
def carla() -> Reader:
    """Carla edits."""
    return makers.make_reader("Carla", role="Editor")


@pytest.fixture
def required(settings: Any) -> None:
    settings.OCTAVO_STAFF_SECOND_FACTOR = True


def events() -> list[str]:
    return [letter.subject.partition(" — ")[0] for letter in Letter.objects.filter(kind="security").order_by("pk")]


# --- Setting one up -------------------------------------------------------------


def test_an_app_is_set_up_with_a_picture_and_recovery_codes_follow(
    client: Client, carla: Reader, django_capture_on_commit_callbacks: Any
) -> None:
    sign_in(client, CARLA)
    page = client.get(APP).content.decode()
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", page)[1]
    assert 'src="data:image/svg+xml;base64,' in page
    assert "otpauth://totp/carla%40example.org?" in page

    assert "This is not the code." in client.post(APP, {"code": "000 000"}).content.decode()
    assert secret in client.post(APP, {"code": "1"}).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(APP, {"code": f" {app_code(secret)} "})

    assert answer.url == CODES
    assert len(recovery_codes(client.get(CODES).content.decode())) == 10
    assert events() == ["A second factor was set up"]


def test_recovery_codes_are_shown_once_and_saved_as_a_text(client: Client, carla: Reader) -> None:
    sign_in(client, CARLA)
    set_up_app(client)

    answer = client.get(CODES)
    page = answer.content.decode()
    codes = recovery_codes(page)
    saved = unquote(re.search(r'href="data:text/plain;charset=utf-8,([^"]+)" download="recovery-codes.txt"', page)[1])
    assert saved.split()[-10:] == codes
    assert "no-store" in answer["Cache-Control"]

    again = client.get(CODES).content.decode()
    assert not any(code in again for code in codes)
    assert "10 codes are left" in again


def test_new_recovery_codes_end_the_old_ones(client: Client, carla: Reader) -> None:
    sign_in(client, CARLA)
    set_up_app(client)
    old = recovery_codes(client.get(CODES).content.decode())

    assert client.post(f"{CODES}new/").url == CODES
    new = recovery_codes(client.get(CODES).content.decode())

    assert not set(old) & set(new)
    other = half_signed_in()
    other.post(CODE, {"code": old[0]})
    assert not is_signed_in(other)
    other.post(CODE, {"code": new[0]})
    assert is_signed_in(other)


def test_an_app_is_removed_with_its_recovery_codes(client: Client, carla: Reader) -> None:
    sign_in(client, CARLA)
    set_up_app(client)

    assert "Remove the app?" in client.get(f"{APP}remove/").content.decode()
    assert client.post(f"{APP}remove/").url == INDEX

    assert not Authenticator.objects.exists()
    assert events()[-1] == "The second factor was removed"
    assert sign_in(Client(), CARLA) == "/desk/"


# --- Being asked for it ---------------------------------------------------------


def half_signed_in(address: str = CARLA) -> Client:
    client = Client()
    code = ask_for_code(client, address)
    assert client.post("/account/code/", {"code": code}).url == CODE
    assert not is_signed_in(client)
    return client


def test_after_the_code_the_app_is_asked_and_it_goes_on_where_you_were(client: Client, carla: Reader) -> None:
    sign_in(client, CARLA)
    secret = set_up_app(client)
    other = Client()
    code = ask_for_code(other, CARLA)
    other.post("/account/code/", {"code": code, "next": "/books/"})

    assert "The second factor" in other.get(CODE).content.decode()
    assert other.get("/desk/").url.startswith("/desk/login/")
    assert "This is not the code." in other.post(CODE, {"code": "000000"}).content.decode()
    assert other.post(CODE, {"code": app_code(secret, steps=1)}).url == "/books/"
    assert is_signed_in(other)


def test_the_password_at_the_desk_is_followed_by_the_second_factor(client: Client, carla: Reader) -> None:
    sign_in(client, CARLA)
    secret = set_up_app(client)
    desk = Client()

    answer = desk.post("/desk/login/", {"username": CARLA, "password": "correct-horse", "next": "/desk/pages/"})
    assert answer.url == CODE
    assert not is_signed_in(desk)
    assert desk.post(CODE, {"code": app_code(secret)}).url == "/desk/pages/"
    assert is_signed_in(desk)


def test_a_code_of_the_app_works_once(client: Client, carla: Reader) -> None:
    sign_in(client, CARLA)
    secret = set_up_app(client)
    code, first, second = app_code(secret), half_signed_in(), half_signed_in()

    first.post(CODE, {"code": code})
    second.post(CODE, {"code": code})

    assert is_signed_in(first)
    assert not is_signed_in(second)


def test_a_recovery_code_works_once_and_is_told_of(client: Client, carla: Reader) -> None:
    sign_in(client, CARLA)
    set_up_app(client)
    code, first, second = recovery_codes(client.get(CODES).content.decode())[0], half_signed_in(), half_signed_in()

    first.post(CODE, {"code": code})
    second.post(CODE, {"code": code})

    assert is_signed_in(first)
    assert not is_signed_in(second)
    assert events()[-1] == "A recovery code was used"


def test_five_wrong_second_factors_in_five_minutes(client: Client, carla: Reader) -> None:
    sign_in(client, CARLA)
    secret = set_up_app(client)
    other = half_signed_in()

    for _try in range(5):
        other.post(CODE, {"code": "000000"})
    page = other.post(CODE, {"code": app_code(secret, steps=1)}).content.decode()

    assert "That was wrong too often." in page
    assert not is_signed_in(other)


def test_somebody_half_signed_in_may_begin_again_as_somebody_else(client: Client, carla: Reader) -> None:
    sign_in(client, CARLA)
    set_up_app(client)
    other = half_signed_in()

    assert other.post("/account/sign-out/", {"next": "/account/sign-in/"}).url == "/account/sign-in/"
    assert other.get(CODE).url == "/account/sign-in/"
    assert sign_in(other, "ana@example.org") == "/account/"


# --- The desk -------------------------------------------------------------------


@pytest.mark.parametrize("role", ["Owner", "Editor"])
def test_who_leads_the_desk_is_led_to_set_one_up(client: Client, required: None, role: str) -> None:
    makers.make_reader("Carla", role=role)
    sign_in(client, CARLA)

    answer = client.get("/desk/pages/?p=2")
    assert answer.url == "/account/second-factor/?next=%2Fdesk%2Fpages%2F%3Fp%3D2"
    page = client.get(answer.url).content.decode()
    assert "Set one of these up" in page
    assert client.post("/desk/users/new/").url.startswith(INDEX)

    set_up_app(client)
    assert 'href="/desk/pages/?p=2"' in client.get(answer.url).content.decode()
    assert client.get("/desk/").status_code == 200


def test_a_superuser_and_a_role_copied_from_editor_are_led_too(client: Client, required: None) -> None:
    from wagtail.models import GroupPagePermission

    editor, copy = Group.objects.get(name="Editor"), Group.objects.create(name="Editor of People")
    copy.permissions.set(editor.permissions.all())
    for granted in GroupPagePermission.objects.filter(group=editor):
        GroupPagePermission.objects.create(group=copy, page=granted.page, permission=granted.permission)
    for who in (makers.make_reader("Olga", is_superuser=True), makers.make_reader("Carla", role="Editor of People")):
        client.force_login(who)
        assert client.get("/desk/").url.startswith(INDEX)


@pytest.mark.parametrize("role", ["Writer", "Bookseller", "Moderator"])
def test_other_roles_come_in_without_one(client: Client, required: None, role: str) -> None:
    client.force_login(makers.make_reader("Ben", role=role))

    assert client.get("/desk/").status_code == 200


def test_the_owner_of_a_new_site_is_led_there_from_the_welcome(client: Client, required: None) -> None:
    from octavo.readers.actions import invite_owner

    words = {"display_name": "Olga", "email": "olga@example.org", "password": "a long sentence for the owner"}
    assert client.post(f"/desk/welcome/{invite_owner()}/", words).url == "/desk/"

    assert client.get("/desk/").url.startswith(INDEX)
    # Freshly invited is freshly signed in: nothing is asked again.
    set_up_app(client)
    assert client.get("/desk/").status_code == 200


def test_where_the_owner_wants_none_nobody_is_led(client: Client, carla: Reader) -> None:
    client.force_login(carla)

    assert client.get("/desk/").status_code == 200


def test_the_middleware_asks_nothing_on_public_pages(
    client: Client, required: None, home: Any, django_assert_num_queries: Any
) -> None:
    from django.http import HttpResponse
    from django.test import RequestFactory

    from octavo.readers.signing_in.middleware import SecondFactorMiddleware

    request = RequestFactory().get("/books/")
    with django_assert_num_queries(0):
        # It has no user and no session, and does not miss them.
        assert SecondFactorMiddleware(lambda _request: HttpResponse("read"))(request).content == b"read"


def test_signing_out_of_the_desk_is_open_to_who_has_none(client: Client, required: None, carla: Reader) -> None:
    client.force_login(carla)

    assert client.post("/desk/logout/").url == "/desk/login/"


def test_the_sign_in_of_the_desk_leads_to_the_code(client: Client) -> None:
    page = client.get("/desk/login/?next=/desk/pages/").content.decode()

    assert 'href="/account/sign-in/?next=%2Fdesk%2Fpages%2F"' in page
