"""What changes an account: another address, a password; asked of nobody but its owner, freshly signed in."""

import time
from typing import Any

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY as RECORDS
from django.test import Client

from octavo.mail.models import Letter
from octavo.readers.actions import change_address
from octavo.readers.models import Reader
from tests import makers
from tests.readers.second_factor import APP, app_code, set_up_app
from tests.readers.signing_in import ANA, ask_for_code, is_signed_in, newest_code, sign_in, wrong

pytestmark = pytest.mark.django_db
ADDRESS, CODE, AGAIN, PASSWORD = "/account/address/", "/account/address/code/", "/account/again/", "/account/password/"
NEW = "ana@new.example"


@pytest.fixture
def ana() -> Reader:
    return makers.make_reader("Ana")


@pytest.fixture
def anas(client: Client, ana: Reader) -> Client:
    """A browser in which Ana has just signed in."""
    sign_in(client)
    return client


def make_stale(client: Client, seconds: int = 15 * 60) -> None:
    """Let it be some time since this browser's reader proved who they are."""
    session = client.session
    session[RECORDS] = [{**record, "at": record["at"] - seconds} for record in session[RECORDS]]
    session.save()


# --- Another address ------------------------------------------------------------


def test_an_address_is_changed_by_a_code_to_the_new_one_and_told_to_the_old_one(anas: Client, ana: Reader) -> None:
    assert anas.post(ADDRESS, {"email": "Ana@NEW.example"}).url == CODE
    ana.refresh_from_db()
    assert ana.email == ANA
    assert Letter.objects.latest("pk").kind == "confirm_address"

    page = anas.post(CODE, {"code": newest_code(NEW)}).content.decode()

    ana.refresh_from_db()
    assert ana.email == NEW
    assert NEW in page
    notice = Letter.objects.latest("pk")
    assert (notice.kind, notice.address) == ("address_changed", ANA)
    assert "a…@new.example" in notice.text
    assert NEW not in notice.text
    assert sign_in(Client(), NEW) == "/account/"


def test_a_changed_address_ends_every_other_session(anas: Client) -> None:
    elsewhere = Client()
    sign_in(elsewhere)
    key = anas.cookies["sessionid"].value
    anas.post(ADDRESS, {"email": NEW})
    anas.post(CODE, {"code": newest_code(NEW)})

    assert anas.get(ADDRESS).status_code == 200
    assert anas.cookies["sessionid"].value != key
    assert elsewhere.get(ADDRESS).url.startswith("/account/sign-in/")


def test_an_address_changed_at_the_desk_ends_the_sessions_too(anas: Client, ana: Reader) -> None:
    Reader.objects.filter(pk=ana.pk).update(email=NEW)

    assert anas.get(ADDRESS).url.startswith("/account/sign-in/")


def test_the_address_of_another_is_answered_like_a_free_one_until_it_is_proved(anas: Client, ana: Reader) -> None:
    makers.make_reader("Ben")
    free = anas.post(ADDRESS, {"email": NEW})
    taken = anas.post(ADDRESS, {"email": "BEN@example.org"})
    assert (free.status_code, free.url) == (taken.status_code, taken.url)
    assert Letter.objects.latest("pk").address == "ben@example.org"

    page = anas.post(CODE, {"code": newest_code("ben@example.org")}).content.decode()

    assert "Somebody has an account with this address" in page
    ana.refresh_from_db()
    assert ana.email == ANA
    assert anas.get(ADDRESS).status_code == 200
    assert not Letter.objects.filter(kind="address_changed").exists()


def test_ones_own_address_in_other_letters_is_no_new_one(anas: Client) -> None:
    page = anas.post(ADDRESS, {"email": "ANA@example.org"}).content.decode()

    assert "This is your address already." in page
    assert not Letter.objects.filter(kind="confirm_address").exists()


def test_three_wrong_codes_leave_the_address_as_it_is(anas: Client, ana: Reader) -> None:
    anas.post(ADDRESS, {"email": NEW})
    code = newest_code(NEW)
    answers = [anas.post(CODE, {"code": wrong(code)}).status_code for _ in range(3)]

    assert [*answers, anas.post(CODE, {"code": code}).status_code] == [200, 200, 200, 410]
    assert anas.get(CODE).url == ADDRESS
    ana.refresh_from_db()
    assert ana.email == ANA


def test_two_who_take_the_same_address_at_once_do_not_both_get_it(ana: Reader) -> None:
    from octavo.readers.actions import AddressTaken

    ben = makers.make_reader("Ben")
    change_address(ben, NEW)
    with pytest.raises(AddressTaken):
        change_address(ana, "Ana@new.example")

    assert ana.email == ANA
    assert Letter.objects.filter(kind="address_changed").count() == 1


def test_at_the_desk_one_changes_ones_name_and_not_the_address(client: Client) -> None:
    carla = makers.make_reader("Carla", role="Editor")
    client.force_login(carla)
    client.post("/desk/account/", {"name_email-display_name": "Carla Q", "name_email-email": "evil@example.org"})

    carla.refresh_from_db()
    assert carla.email == "carla@example.org"


# --- Freshly signed in ----------------------------------------------------------


@pytest.mark.parametrize("path", [ADDRESS, "/account/passkeys/new/", APP, "/account/second-factor/recovery-codes/new/"])
@pytest.mark.parametrize(("seconds", "is_asked"), [(14 * 60, False), (15 * 60, True)])
def test_what_changes_an_account_asks_again_after_a_quarter_of_an_hour(
    anas: Client, path: str, seconds: int, is_asked: bool
) -> None:
    make_stale(anas, seconds)

    answer = anas.get(path)

    assert (answer.status_code == 302 and answer.url.startswith(AGAIN)) is is_asked


def test_who_has_no_password_proves_it_by_a_code_and_comes_back(client: Client) -> None:
    sign_in(client)
    make_stale(client)
    asked = client.get(ADDRESS).url
    page = client.get(asked).content.decode()
    assert "Send me a code" in page
    assert 'type="password"' not in page

    assert "A code is on its way" in client.post(asked, {"send": "yes", "next": ADDRESS}).content.decode()
    assert "This is not the code." in client.post(asked, {"code": "1", "next": ADDRESS}).content.decode()
    assert client.post(asked, {"code": newest_code(), "next": ADDRESS}).url == ADDRESS
    assert client.get(ADDRESS).status_code == 200


def test_what_was_being_done_is_done_when_it_is_proved(client: Client) -> None:
    sign_in(client)
    make_stale(client)

    asked = client.post(ADDRESS, {"email": NEW}).url
    client.post(asked, {"send": "yes", "next": ADDRESS})
    answer = client.post(asked, {"code": newest_code(), "next": ADDRESS})

    assert answer.url == CODE
    assert Letter.objects.latest("pk").address == NEW


def test_a_code_to_prove_it_dies_after_three_tries(anas: Client) -> None:
    make_stale(anas)
    anas.post(AGAIN, {"send": "yes"})
    code = newest_code()
    for _try in range(3):
        anas.post(AGAIN, {"code": wrong(code)})

    page = anas.post(AGAIN, {"code": code}).content.decode()

    assert "has ended" in page
    assert anas.get(ADDRESS).status_code == 302


def test_a_password_proves_it_too(anas: Client) -> None:
    make_stale(anas)

    assert "This is not your password." in anas.post(AGAIN, {"password": "no"}).content.decode()
    assert anas.post(AGAIN, {"password": "correct-horse", "next": ADDRESS}).url == ADDRESS
    assert anas.get(ADDRESS).status_code == 200


def test_who_has_a_second_factor_proves_it_by_that_and_by_nothing_less(anas: Client) -> None:
    secret = set_up_app(anas)
    make_stale(anas)
    page = anas.get(AGAIN).content.decode()
    assert "Send me a code" not in page
    assert 'type="password"' not in page

    letters = Letter.objects.count()
    anas.post(AGAIN, {"send": "yes"})
    anas.post(AGAIN, {"password": "correct-horse"})
    assert Letter.objects.count() == letters
    assert anas.get(ADDRESS).status_code == 302
    assert anas.post(AGAIN, {"code": app_code(secret), "next": ADDRESS}).url == ADDRESS
    assert anas.get(ADDRESS).status_code == 200


def test_ten_tries_a_minute_to_prove_it(anas: Client) -> None:
    answers = [anas.post(AGAIN, {"password": "no"}).status_code for _ in range(11)]

    assert answers == [200] * 10 + [429]


# --- Passwords ------------------------------------------------------------------


def test_where_the_owner_wants_no_passwords_there_are_no_pages_for_them(anas: Client) -> None:
    assert anas.get(PASSWORD).status_code == 404
    assert Client().get("/account/sign-in/password/").status_code == 404
    assert "password" not in Client().get("/account/sign-in/").content.decode().lower()


@pytest.fixture
def passwords(settings: Any) -> None:
    settings.OCTAVO_PASSWORDS = True


def test_a_reader_sets_a_password_and_signs_in_by_it(client: Client, passwords: None) -> None:
    sign_in(client)
    elsewhere = Client()
    sign_in(elsewhere)

    assert "too common" in client.post(PASSWORD, {"password": "password"}).content.decode()
    assert "Your password was changed" in client.post(PASSWORD, {"password": "a sentence of mine"}).content.decode()

    assert client.get(PASSWORD).status_code == 200
    assert elsewhere.get(PASSWORD).url.startswith("/account/sign-in/")
    other = Client()
    answer = other.post(
        "/account/sign-in/password/", {"email": "ANA@example.org", "password": "a sentence of mine", "next": "/books/"}
    )
    assert answer.url == "/books/"
    assert is_signed_in(other)
    assert Letter.objects.latest("pk").subject.startswith("Your password was changed")


def test_a_wrong_password_and_an_unknown_address_are_told_alike(client: Client, passwords: None, ana: Reader) -> None:
    pages = []
    for email in (ANA, "eve@example.org"):
        answer = Client().post("/account/sign-in/password/", {"email": email, "password": "no"})
        assert f'value="{email}"' in answer.content.decode()
        pages.append("There is no account with this address and this password." in answer.content.decode())

    assert pages == [True, True]


def test_a_password_does_not_pass_a_closed_account(client: Client, passwords: None) -> None:
    makers.make_reader("Ana", is_active=False)
    answer = client.post("/account/sign-in/password/", {"email": ANA, "password": "correct-horse"})

    assert "There is no account with this address and this password." in answer.content.decode()


def test_who_forgot_a_password_signs_in_by_a_code_and_sets_another(client: Client, ana: Reader, passwords: None) -> None:
    ask_for_code(client)
    client.post("/account/code/", {"code": newest_code()})

    client.post(PASSWORD, {"password": "a sentence of mine"})

    ana.refresh_from_db()
    assert ana.check_password("a sentence of mine")


def test_freshness_is_of_this_session_alone(anas: Client) -> None:
    make_stale(anas)
    sign_in(Client())

    assert anas.get(ADDRESS).status_code == 302
    assert max(record["at"] for record in anas.session[RECORDS]) <= time.time() - 15 * 60
