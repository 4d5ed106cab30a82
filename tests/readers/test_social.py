"""Somebody else vouches for a reader: a provider of OpenID Connect that stands here, on this machine."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import LazySettings
from django.test import Client

from octavo.readers.models import Reader
from tests import makers
from tests.readers.second_factor import set_up_app
from tests.readers.signing_in import ANA, is_signed_in, sign_in

pytestmark = pytest.mark.django_db
BEGIN, BACK = "/account/social/social/", "/account/social/social/back/"


class Provider(ThreadingHTTPServer):
    """Says of whoever comes what `person` says, and remembers what it was asked."""

    person: dict[str, Any] = {}

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.asked: list[tuple[str, dict[str, list[str]]]] = []
        self.person = {"sub": "4711", "email": ANA, "email_verified": True, "name": "Ana"}


class _Answers(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        self.server.asked.append((self.path, {}))
        url = self.server.url
        self._say(
            self.server.person
            if self.path == "/person"
            else {
                "issuer": url,
                "authorization_endpoint": f"{url}/ask",
                "token_endpoint": f"{url}/token",
                "userinfo_endpoint": f"{url}/person",
                "jwks_uri": f"{url}/keys",
            }
        )

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.asked.append((self.path, parse_qs(body)))
        self._say({"access_token": "a token", "token_type": "Bearer"})

    def _say(self, words: dict[str, Any]) -> None:
        body = json.dumps(words).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words: Any) -> None:
        """Say nothing."""


@pytest.fixture
def provider(settings: LazySettings) -> Iterator[Provider]:
    server = Provider()
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.SOCIALACCOUNT_PROVIDERS = configured(server.url)
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def configured(url: str) -> dict[str, Any]:
    app = {"provider_id": "social", "name": "The Quay", "client_id": "octavo", "secret": "hush", "settings": {"server_url": url}}
    return {"openid_connect": {"APPS": [app]}}


def walk(client: Client, **words: str) -> Any:
    """Go there, say yes, and come back. Returns the answer to who comes back."""
    asked = parse_qs(urlsplit(client.get(BEGIN, words).url).query)
    return client.get(BACK, {"code": "yes", "state": asked["state"][0]})


def test_the_button_leads_to_the_provider(client: Client, provider: Provider) -> None:
    page = client.get("/account/sign-in/?next=/books/").content.decode()
    assert f'href="{BEGIN}?next=%2Fbooks%2F">Sign in with The Quay</a>' in page

    there = urlsplit(client.get(BEGIN).url)

    assert f"{there.scheme}://{there.netloc}{there.path}" == f"{provider.url}/ask"
    asked = parse_qs(there.query)
    assert asked["client_id"] == ["octavo"]
    assert asked["redirect_uri"] == [f"http://testserver{BACK}"]
    assert sorted(asked["scope"][0].split()) == ["email", "openid", "profile"]


def test_in_every_language_it_comes_back_to_one_address(client: Client, provider: Provider) -> None:
    assert f'href="{BEGIN}"' in client.get("/zh-hans/account/sign-in/").content.decode()


def test_without_a_provider_there_is_no_button_and_no_address(client: Client) -> None:
    assert "social" not in client.get("/account/sign-in/").content.decode()
    for path in (BEGIN, BACK, "/account/social/cancelled/"):
        assert client.get(path).status_code == 404


def test_a_proved_address_makes_an_account_and_signs_in_the_next_time_too(client: Client, provider: Provider) -> None:
    assert walk(client, next="/books/").url == "/books/"
    assert is_signed_in(client)
    provider.person["email"] = "ana@elsewhere.example"

    again = Client()
    walk(again)

    assert again.session["_auth_user_id"] == client.session["_auth_user_id"]
    assert [reader.email for reader in Reader.objects.all()] == [ANA]


def test_a_proved_address_finds_the_account_there_is(client: Client, provider: Provider) -> None:
    ana = makers.make_reader("Ana")
    provider.person["email"] = "ANA@Example.org"

    walk(client)

    assert client.session["_auth_user_id"] == str(ana.pk)


@pytest.mark.parametrize("said", [False, "false", None, "", 0])
def test_an_address_that_is_not_proved_is_nobodys(client: Client, provider: Provider, said: Any) -> None:
    makers.make_reader("Ana")
    provider.person["email_verified"] = said

    answer = walk(client)

    assert answer.status_code == 403
    assert "The Quay does not say that your address is yours." in answer.content.decode()
    assert not is_signed_in(client)
    assert Reader.objects.count() == 1


def test_the_second_factor_is_asked_all_the_same(client: Client, provider: Provider) -> None:
    sign_in(client)
    set_up_app(client)

    other = Client()

    assert walk(other).url == "/account/second-factor/code/"
    assert not is_signed_in(other)


def test_who_comes_back_to_what_was_not_begun_here_is_not_signed_in(client: Client, provider: Provider) -> None:
    state = parse_qs(urlsplit(Client().get(BEGIN).url).query)["state"][0]

    answer = client.get(BACK, {"code": "yes", "state": state})

    assert answer.status_code == 401
    assert "That did not work" in answer.content.decode()
    assert not is_signed_in(client)


def test_who_says_no_there_comes_to_a_calm_page(client: Client, provider: Provider) -> None:
    state = parse_qs(urlsplit(client.get(BEGIN).url).query)["state"][0]

    answer = client.get(BACK, {"error": "access_denied", "state": state}, follow=True)

    assert "You stopped on the way" in answer.content.decode()


def test_a_provider_that_does_not_answer_is_said(client: Client, settings: LazySettings) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = configured("http://127.0.0.1:9")

    answer = client.get(BEGIN)

    assert answer.status_code == 503
    assert "A code by mail signs you in as well." in answer.content.decode()


def test_it_never_goes_on_elsewhere(client: Client, provider: Provider) -> None:
    assert walk(client, next="//evil.example").url == "/account/"
