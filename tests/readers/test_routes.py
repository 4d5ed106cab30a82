"""Every address of signing in, for everybody: who sees what, and that all of it is ours."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from octavo.readers.models import Reader
from octavo.readers.signing_in.urls import urlpatterns
from tests import makers
from tests.readers.second_factor import set_up_app
from tests.readers.signing_in import ask_for_code, sign_in

pytestmark = pytest.mark.django_db
SIGN_IN, ACCOUNT, DESK = "/account/sign-in/", "/account/", "/desk/"

# For each page: what a stranger gets, what a reader gets. A number is a page, a text where it leads.
ROWS: dict[str, tuple[int | str, int | str]] = {
    "account_login": (200, ACCOUNT),
    "account_login_by_password": (200, ACCOUNT),
    "account_confirm_login_code": (SIGN_IN, ACCOUNT),
    "openid_connect_login": (404, 404),
    "openid_connect_callback": (404, 404),
    "socialaccount_login_cancelled": (404, 404),
    "account_logout": ("/", 200),
    "account_inactive": (200, 200),
    "account_reauthenticate": (SIGN_IN, 200),
    "account_email": (SIGN_IN, 200),
    "account_address_code": (SIGN_IN, "/account/address/"),
    "account_change_password": (SIGN_IN, 200),
    "mfa_list_webauthn": (SIGN_IN, 200),
    "mfa_add_webauthn": (SIGN_IN, 200),
    "mfa_login_webauthn": (SIGN_IN, ACCOUNT),
    "mfa_edit_webauthn": (SIGN_IN, 404),
    "mfa_remove_webauthn": (SIGN_IN, 404),
    "mfa_index": (SIGN_IN, 200),
    "mfa_authenticate": (SIGN_IN, ACCOUNT),
    "mfa_activate_totp": (SIGN_IN, 200),
    "mfa_deactivate_totp": (SIGN_IN, 404),
    "mfa_view_recovery_codes": (SIGN_IN, 404),
    "mfa_generate_recovery_codes": (SIGN_IN, 200),
}
# Where staff are led elsewhere than readers.
AT_THE_DESK = {ACCOUNT: DESK}


@pytest.fixture(autouse=True)
def with_passwords(settings: Any) -> None:
    settings.OCTAVO_PASSWORDS = True


def address_of(name: str) -> str:
    route = route_of(name)
    return reverse(name, args=[1] if "<int:pk>" in route else ["social"] if "<slug:provider_id>" in route else [])


def route_of(name: str) -> str:
    return next(str(pattern.pattern) for pattern in urlpatterns if pattern.name == name)


def test_every_address_has_a_row_here() -> None:
    assert {pattern.name for pattern in urlpatterns} == set(ROWS)


@pytest.mark.parametrize("name", ROWS)
def test_a_stranger(client: Client, name: str) -> None:
    expect(client, name, ROWS[name][0])


@pytest.mark.parametrize("name", ROWS)
def test_a_reader(client: Client, name: str) -> None:
    sign_in(client)
    expect(client, name, ROWS[name][1])


@pytest.mark.parametrize("name", ROWS)
@pytest.mark.parametrize("role", ["Writer", "Owner"])
def test_staff(client: Client, name: str, role: str) -> None:
    makers.make_reader("Carla", role=role)
    sign_in(client, "carla@example.org")
    row = ROWS[name][1]
    expect(client, name, AT_THE_DESK.get(row, row) if isinstance(row, str) else row)


def expect(client: Client, name: str, row: int | str) -> None:
    for method in (client.get, client.head):
        answer = method(address_of(name))
        if isinstance(row, str):
            assert answer.status_code == 302
            assert answer.url.partition("?")[0] == row
        else:
            assert answer.status_code == row
    if row != 404:
        assert "no-store" in answer["Cache-Control"]
    check_is_ours(client.get(address_of(name)))


def check_is_ours(answer: Any) -> None:
    """No word of a page comes from a template that allauth brings, and none may be indexed."""
    origins = [template.origin.name for template in answer.templates if template.origin]
    assert not [origin for origin in origins if "/allauth/templates/" in origin]
    if answer.status_code == 200:
        page = answer.content.decode()
        assert 'data-domain="readers"' in page
        assert '<meta name="robots" content="noindex">' in page
        assert page.count("<h1") == 1
        assert "<script>" not in page
        assert " style=" not in page


@pytest.mark.parametrize("name", ROWS)
@pytest.mark.parametrize("method", ["put", "delete", "patch", "options", "trace"])
def test_other_methods_do_nothing(client: Client, name: str, method: str) -> None:
    makers.make_reader("Ana")
    sign_in(client)
    before = list(Reader.objects.values()), Authenticator.objects.count()

    answer = getattr(client, method)(address_of(name))

    assert answer.status_code < 500
    assert (list(Reader.objects.values()), Authenticator.objects.count()) == before


@pytest.mark.parametrize("name", ROWS)
def test_a_form_from_elsewhere_is_refused(name: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(makers.make_reader("Ana"))

    assert client.post(address_of(name), {"email": "evil@example.org"}).status_code == 403


def test_the_pages_in_between_are_ours_too(client: Client) -> None:
    ask_for_code(client)
    check_is_ours(client.get("/account/code/"))
    sign_in(client)
    client.post("/account/address/", {"email": "ana@new.example"})
    check_is_ours(client.get("/account/address/code/"))
    set_up_app(client)
    for path in (
        "second-factor/",
        "second-factor/app/remove/",
        "second-factor/recovery-codes/",
        "second-factor/recovery-codes/new/",
    ):
        answer = client.get(f"/account/{path}")
        assert answer.status_code == 200
        check_is_ours(answer)
    half = Client()
    code = ask_for_code(half)
    check_is_ours(half.post("/account/code/", {"code": code}, follow=True))


def make_passkey(reader: Reader, name: str = "Ana's telephone") -> Authenticator:
    return Authenticator.objects.create(user=reader, type=Authenticator.Type.WEBAUTHN, data={"name": name, "credential": {}})


@pytest.mark.parametrize("verb", ["name", "remove"])
def test_a_passkey_is_its_owners_alone(client: Client, verb: str) -> None:
    bens = make_passkey(makers.make_reader("Ben"))
    makers.make_reader("Olga", role="Owner")
    for address in ("ana@example.org", "olga@example.org"):
        other = Client()
        sign_in(other, address)
        assert other.get(f"/account/passkeys/{bens.pk}/{verb}/").status_code == 404
        assert other.post(f"/account/passkeys/{bens.pk}/{verb}/", {"name": "mine"}).status_code == 404

    bens.refresh_from_db()
    assert bens.data["name"] == "Ana's telephone"


def test_a_passkey_is_renamed_and_removed_by_its_owner(client: Client) -> None:
    sign_in(client)
    passkey = make_passkey(Reader.objects.get())
    assert "Ana&#x27;s telephone" in client.get("/account/passkeys/").content.decode()
    check_is_ours(client.get(f"/account/passkeys/{passkey.pk}/name/"))
    check_is_ours(client.get(f"/account/passkeys/{passkey.pk}/remove/"))

    assert client.post(f"/account/passkeys/{passkey.pk}/name/", {"name": "<b>The blue one</b>"}).url == "/account/passkeys/"
    assert "&lt;b&gt;The blue one" in client.get("/account/passkeys/").content.decode()
    assert client.post(f"/account/passkeys/{passkey.pk}/remove/").url == "/account/passkeys/"
    assert not Authenticator.objects.exists()


def test_allauths_other_addresses_are_not_there(client: Client) -> None:
    for path in (
        "signup/",
        "login/",
        "email/",
        "confirm-email/",
        "password/reset/",
        "2fa/",
        "social/connections/",
        "passkeys/signup/",
    ):
        assert client.get(f"/account/{path}").status_code == 404


def test_a_list_of_passkeys_asks_no_more_for_three_than_for_one(client: Client, django_assert_num_queries: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    sign_in(client)
    ana = Reader.objects.get()
    make_passkey(ana)
    client.get("/account/passkeys/")
    with CaptureQueriesContext(connection) as for_one:
        client.get("/account/passkeys/")
    for name in ("two", "three"):
        make_passkey(ana, name)
    with CaptureQueriesContext(connection) as for_three:
        client.get("/account/passkeys/")

    assert len(for_three) == len(for_one)
