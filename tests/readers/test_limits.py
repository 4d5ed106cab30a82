"""How often may be tried: n times, and not n + 1."""

import time
from typing import Any

import pytest
from django.core.cache import cache, caches
from django.test import Client

from octavo.mail.models import Letter
from tests import makers
from tests.readers.signing_in import ANA, CODE, SIGN_IN, ask_for_code, is_signed_in, sign_in, wrong

pytestmark = pytest.mark.django_db
PASSWORD = "/account/sign-in/password/"
DESK = "/desk/login/"
FROM_HERE = {"REMOTE_ADDR": "203.0.113.9"}


def ask(client: Client, address: str, **meta: str) -> int:
    return client.post(SIGN_IN, {"email": address}, **{**FROM_HERE, **meta}).status_code


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A clock that stands still until it is set forward by seconds."""
    now = [time.time()]
    monkeypatch.setattr(time, "time", lambda: now[0])
    return lambda seconds: now.__setitem__(0, now[0] + seconds)


def test_three_codes_a_minute_go_to_an_address_and_six_an_hour(client: Client, clock: Any) -> None:
    assert [ask(client, ANA) for _ in range(4)] == [302, 302, 302, 429]
    clock(60)
    assert [ask(client, ANA) for _ in range(4)] == [302, 302, 302, 429]
    clock(60)
    assert ask(client, ANA) == 429
    clock(3600)
    assert ask(client, ANA) == 302
    assert Letter.objects.count() == 7


def test_a_stranger_who_asks_for_codes_in_anas_name_does_not_lock_her_out(client: Client) -> None:
    assert [ask(Client(), ANA, REMOTE_ADDR="198.51.100.1") for _ in range(4)][-1] == 429

    assert ask(client, ANA, REMOTE_ADDR="203.0.113.9") == 302


def test_an_address_gets_twenty_codes_an_hour_from_wherever_they_are_asked_for() -> None:
    answers = [ask(Client(), ANA, REMOTE_ADDR=f"198.51.100.{number}") for number in range(21)]

    assert answers == [302] * 20 + [429]


def test_a_network_asks_for_twenty_codes_a_minute() -> None:
    assert [ask(Client(), f"r{number}@example.org") for number in range(21)] == [302] * 20 + [429]
    assert ask(Client(), "r22@example.org", REMOTE_ADDR="203.0.113.10") == 302


def test_who_writes_an_origin_into_a_header_is_counted_as_who_they_are() -> None:
    answers = [ask(Client(), f"r{number}@example.org", HTTP_X_FORWARDED_FOR=f"192.0.2.{number}") for number in range(21)]

    assert answers == [302] * 20 + [429]


def test_behind_a_trusted_proxy_each_visitor_is_counted_alone() -> None:
    behind = {"REMOTE_ADDR": "127.0.0.1"}
    answers = [ask(Client(), f"r{n}@example.org", **behind, HTTP_X_FORWARDED_FOR=f"9.9.9.9, 192.0.2.{n}") for n in range(21)]
    one = [ask(Client(), f"s{n}@example.org", **behind, HTTP_X_FORWARDED_FOR=f"9.9.9.{n}, 192.0.2.99") for n in range(21)]

    assert answers == [302] * 21
    assert one == [302] * 20 + [429]


def test_an_ipv6_network_is_one_visitor() -> None:
    answers = [ask(Client(), f"r{n}@example.org", REMOTE_ADDR=f"2001:db8:1:1::{n:x}") for n in range(21)]

    assert answers == [302] * 20 + [429]


def test_ten_wrong_codes_a_minute_come_from_a_network() -> None:
    answers = []
    for number in range(11):
        client = Client(**FROM_HERE)
        code = ask_for_code(client, f"r{number}@example.org")
        answers.append(client.post(CODE, {"code": wrong(code)}).status_code)

    assert answers == [200] * 10 + [429]


def test_of_guesses_that_come_all_at_once_three_are_looked_at(client: Client) -> None:
    code = ask_for_code(client)
    key = client.cookies["sessionid"].value
    # As if none of them had heard of the others: each begins with the session as it was.
    from django.contrib.sessions.models import Session

    as_it_was = Session.objects.get(pk=key).session_data
    answers = []
    for _guess in range(4):
        Session.objects.filter(pk=key).update(session_data=as_it_was)
        answers.append(client.post(CODE, {"code": wrong(code)}).status_code)
    Session.objects.filter(pk=key).update(session_data=as_it_was)

    assert answers == [200, 200, 200, 410]
    assert client.post(CODE, {"code": code}).status_code == 410
    assert not is_signed_in(client)


@pytest.mark.parametrize(("address", "field"), [(PASSWORD, "email"), (DESK, "username")])
def test_five_wrong_passwords_in_five_minutes(client: Client, settings: Any, clock: Any, address: str, field: str) -> None:
    settings.OCTAVO_PASSWORDS = True
    makers.make_reader("Carla", role="Editor")
    carla, right = "carla@example.org", "correct-horse"

    wrong_ones = [client.post(address, {field: carla, "password": "no"}, REMOTE_ADDR=f"198.51.100.{n}") for n in range(6)]
    assert [answer.status_code for answer in wrong_ones] == [200] * 5 + [429]
    assert wrong_ones[-1]["Retry-After"] == "300"
    # The right one does not tell that it is right; a code lets the true owner in meanwhile.
    assert client.post(address, {field: carla, "password": right}).status_code == 429
    assert sign_in(Client(), carla) == "/desk/"
    clock(300)
    assert client.post(address, {field: carla, "password": right}).status_code == 302


def test_ten_wrong_passwords_a_minute_come_from_a_network(client: Client, settings: Any) -> None:
    settings.OCTAVO_PASSWORDS = True
    answers = [client.post(PASSWORD, {"email": f"r{n}@example.org", "password": "no"}, **FROM_HERE) for n in range(11)]

    assert [answer.status_code for answer in answers] == [200] * 10 + [429]


def test_counts_that_have_run_out_are_forgotten(client: Client) -> None:
    from datetime import timedelta

    from django.utils import timezone

    from octavo.site.caches import forget_old_counts
    from octavo.site.models import SharedCacheRow

    ask(client, ANA)
    kept = SharedCacheRow.objects.count()
    assert kept > 0
    forget_old_counts()
    assert SharedCacheRow.objects.count() == kept

    SharedCacheRow.objects.update(expires=timezone.now() - timedelta(seconds=1))
    forget_old_counts()
    assert not SharedCacheRow.objects.exists()


def test_three_letters_an_hour_for_a_forgotten_password_at_the_desk(client: Client, settings: Any, clock: Any) -> None:
    settings.WAGTAIL_PASSWORD_RESET_ENABLED = True
    makers.make_reader("Carla", role="Editor")

    answers = [client.post("/desk/password_reset/", {"email": "Carla@example.org"}).status_code for _ in range(4)]

    assert answers == [302, 302, 302, 429]
    clock(3600)
    assert client.post("/desk/password_reset/", {"email": "carla@example.org"}).status_code == 302


def test_right_passwords_are_not_counted(settings: Any) -> None:
    settings.OCTAVO_PASSWORDS = True
    makers.make_reader("Ana")

    answers = [Client().post(PASSWORD, {"email": ANA, "password": "correct-horse"}).status_code for _ in range(12)]

    assert answers == [302] * 12


def test_the_page_of_too_often_says_when_it_goes_on(client: Client, clock: Any) -> None:
    for _ in range(3):
        ask(client, ANA)
    clock(20)
    answer = client.post(SIGN_IN, {"email": ANA}, **FROM_HERE)

    assert answer["Retry-After"] == "40"
    assert "no-store" in answer["Cache-Control"]
    assert "A moment, please" in answer.content.decode()
    assert 'class="masthead' in answer.content.decode()


def test_allauths_own_limits_answer_with_our_page(client: Client) -> None:
    answers = [client.post("/account/passkeys/sign-in/", {"credential": "{}"}) for _ in range(11)]

    assert [answer.status_code for answer in answers] == [302] * 10 + [429]
    assert "A moment, please" in answers[-1].content.decode()
    assert int(answers[-1]["Retry-After"]) == 60


def test_what_counts_against_a_limit_is_shared_and_the_rest_is_near() -> None:
    cache.set("allauth:rl:test", [1.0], 60)
    cache.set("wagtail:test", 1, 60)

    assert caches["shared"].get("allauth:rl:test") == [1.0]
    assert caches["shared"].get("wagtail:test") is None
    assert cache.get("allauth:rl:test") == [1.0]
    assert not cache.add("allauth:rl:test", [2.0], 60)
    assert cache.delete("allauth:rl:test")
    assert cache.get("allauth:rl:test") is None
    assert cache.add("wagtail:test", 2, 60) is False
    assert cache.delete("wagtail:test")
