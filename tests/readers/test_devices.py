"""Where a reader is signed in: what is noted, who sees it, and how it ends."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from octavo.readers.account.actions import erase_reader
from octavo.readers.account.agents import names_of
from octavo.readers.account.devices import devices_of
from octavo.readers.account.parts import everything_about
from octavo.readers.models import Device, Reader
from tests import makers
from tests.readers.signing_in import is_signed_in, newest_code, sign_in

pytestmark = pytest.mark.django_db
DEVICES, OTHERS = "/account/devices/", "/account/devices/end-others/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile/15E148 Safari/604.1"
CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"


@pytest.fixture
def ana() -> Reader:
    return makers.make_reader("Ana")


@pytest.fixture
def anas(ana: Reader) -> Client:
    return browser_of("ana@example.org", FIREFOX)


def browser_of(address: str, agent: str) -> Client:
    """Return a browser in which somebody has just signed in by a code."""
    client = Client(headers={"user-agent": agent})
    sign_in(client, address)
    return client


def device_in(client: Client) -> Device:
    return Device.objects.get(session_id=client.session.session_key)


def end_in(client: Client, device: Device) -> Any:
    return client.post(f"/account/devices/{device.pk}/end/")


# --- what is noted --------------------------------------------------------------


@pytest.mark.parametrize(
    ("agent", "names"),
    [
        (FIREFOX, ("Firefox", "Windows")),
        (SAFARI, ("Safari", "iPhone")),
        (CHROME, ("Chrome", "Linux")),
        (f"{CHROME} Edg/142.0", ("Edge", "Linux")),
        (f"{CHROME} OPR/120.0", ("Opera", "Linux")),
        ("Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) CriOS/142.0 Safari/604.1", ("Chrome", "iPad")),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/130.0 Mobile Safari/537.36 MicroMessenger/8.0", ("WeChat", "Android")),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.5 Safari/605.1.15", ("Safari", "macOS")),
        ("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) Chrome/142.0 Safari/537.36", ("Chrome", "ChromeOS")),
        ("curl/8.5.0", ("", "")),
        ("", ("", "")),
        ("<script>alert(1)</script> Firefox/1 (Windows)", ("Firefox", "Windows")),
    ],
)
def test_a_browser_is_named_in_words(agent: str, names: tuple[str, str]) -> None:
    assert names_of(agent) == names


@pytest.mark.parametrize(
    ("browser", "system", "words"),
    [
        ("Firefox", "Windows", "Firefox on Windows"),
        ("", "Linux", "A browser on Linux"),
        ("Safari", "", "Safari"),
        ("", "", "An unknown browser"),
    ],
)
def test_what_is_not_known_is_not_made_up(browser: str, system: str, words: str) -> None:
    assert str(Device(browser=browser, system=system)) == words


def test_signing_in_notes_the_device_and_nothing_of_the_network(anas: Client, ana: Reader) -> None:
    device = device_in(anas)

    assert (device.reader, str(device)) == (ana, "Firefox on Windows")
    kept = {field.name for field in Device._meta.get_fields()}
    assert kept == {"id", "session", "reader", "browser", "system", "signed_in_at", "seen_at"}


def test_a_device_is_seen_at_most_once_an_hour(anas: Client) -> None:
    device = device_in(anas)
    for minutes, is_written in ((59, False), (61, True)):
        earlier = timezone.now() - timedelta(minutes=minutes)
        Device.objects.update(seen_at=earlier)
        # Another process, which has not seen this browser yet.
        cache.clear()
        anas.get("/me/")
        device.refresh_from_db()
        assert (device.seen_at > earlier) is is_written


def test_one_process_does_not_even_ask_twice_in_an_hour(anas: Client) -> None:
    anas.get(DEVICES)
    with CaptureQueriesContext(connection) as asked:
        anas.get("/me/")

    assert [query["sql"] for query in asked if "device" in query["sql"]] == []


def test_noting_does_not_make_a_session_live_longer(anas: Client) -> None:
    key = anas.session.session_key
    ends = Session.objects.get(pk=key).expire_date
    Device.objects.all().delete()
    cache.clear()

    answer = anas.get("/me/")

    assert device_in(anas)
    assert Session.objects.get(pk=key).expire_date == ends
    assert "sessionid" not in answer.cookies


def test_a_public_page_notes_nothing_and_stays_the_same_for_everybody(anas: Client) -> None:
    Device.objects.all().delete()
    cache.clear()

    answer = anas.get("/")

    assert not Device.objects.exists()
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_another_reader_in_the_same_browser_has_their_own_row(anas: Client, ana: Reader) -> None:
    ben = makers.make_reader("Ben")
    anas.force_login(ben)
    anas.get(DEVICES)

    assert (devices_of(ana), [device.reader for device in Device.objects.all()]) == ([], [ben])


def test_signing_out_forgets_the_device(anas: Client) -> None:
    anas.post("/account/sign-out/")

    assert not Device.objects.exists()


# --- who sees it ----------------------------------------------------------------


def test_a_reader_sees_where_they_are_signed_in_and_which_is_this(anas: Client, ana: Reader) -> None:
    browser_of(ana.email, SAFARI)
    page = anas.get(DEVICES).content.decode()

    assert page.index("Firefox on Windows") < page.index("This device") < page.index("Safari on iPhone")
    assert page.count("This device") == 1
    assert anas.session.session_key not in page


@pytest.mark.parametrize("role", ["Editor", "Owner"])
def test_nobody_sees_or_ends_the_devices_of_another(anas: Client, role: str) -> None:
    other = Client()
    other.force_login(makers.make_reader("Ben", role=role, is_superuser=role == "Owner"))

    assert "Firefox on Windows" not in other.get(DEVICES).content.decode()
    assert end_in(other, device_in(anas)).status_code == 404
    other.post(OTHERS)
    assert is_signed_in(anas)


@pytest.mark.parametrize("path", [DEVICES, OTHERS, "/account/devices/1/end/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_led_to_the_door(client: Client, path: str, method: str) -> None:
    assert getattr(client, method)(path).headers["Location"] == f"/account/sign-in/?next={path}"


def test_only_a_form_of_ours_ends_anything(anas: Client, ana: Reader) -> None:
    elsewhere = browser_of(ana.email, SAFARI)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = anas.cookies
    for path in (OTHERS, f"/account/devices/{device_in(elsewhere).pk}/end/"):
        assert anas.get(path).url == DEVICES
        assert strict.post(path).status_code == 403

    assert is_signed_in(elsewhere)


def test_a_number_that_is_none_is_not_found(anas: Client) -> None:
    assert anas.post(f"/account/devices/{2**63 - 1}/end/").status_code == 404
    assert anas.post(f"/account/devices/{10**30}/end/").status_code == 404


def test_three_devices_ask_no_more_than_one(anas: Client, ana: Reader) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            anas.get(DEVICES)
        return len(queries)

    asked()
    one = asked()
    for agent in (SAFARI, CHROME):
        browser_of(ana.email, agent)
    assert asked() == one


# --- how it ends ----------------------------------------------------------------


def test_a_device_is_ended_at_once(anas: Client, ana: Reader) -> None:
    elsewhere, third = browser_of(ana.email, SAFARI), browser_of(ana.email, CHROME)

    assert end_in(anas, device_in(elsewhere)).url == DEVICES

    page = anas.get(DEVICES).content.decode()
    assert "That device is signed out." in page
    assert "Safari on iPhone" not in page
    assert elsewhere.get(DEVICES).url.startswith("/account/sign-in/")
    assert elsewhere.get("/me/").status_code == 204
    assert third.get(DEVICES).status_code == 200


def test_all_others_are_ended_at_once(anas: Client, ana: Reader) -> None:
    others = [browser_of(ana.email, SAFARI), browser_of(ana.email, CHROME)]

    anas.post(OTHERS)

    assert "You are signed out everywhere else." in anas.get(DEVICES).content.decode()
    assert [is_signed_in(other) for other in others] == [False, False]
    assert [str(device) for device in devices_of(ana)] == ["Firefox on Windows"]


def test_ending_this_device_is_signing_out(anas: Client) -> None:
    assert end_in(anas, device_in(anas)).url == "/account/sign-in/"
    assert not is_signed_in(anas)


def test_an_ended_session_is_not_written_back_by_an_answer_under_way(anas: Client, ana: Reader) -> None:
    under_way = anas.session
    under_way["words"] = "typed"
    browser_of(ana.email, SAFARI).post(OTHERS)

    with pytest.raises(UpdateError):
        under_way.save()
    assert not Session.objects.filter(pk=under_way.session_key).exists()


def test_a_changed_address_leaves_this_device_alone_in_the_list(anas: Client, ana: Reader) -> None:
    browser_of(ana.email, SAFARI)
    anas.post("/account/address/", {"email": "ana@new.example"})
    anas.post("/account/address/code/", {"code": newest_code("ana@new.example")})
    ana.refresh_from_db()

    assert [device.session_id for device in devices_of(ana)] == [anas.session.session_key]
    assert "Safari on iPhone" not in anas.get(DEVICES).content.decode()


def test_a_changed_password_keeps_when_this_device_signed_in(anas: Client, ana: Reader, settings: Any) -> None:
    settings.OCTAVO_PASSWORDS = True
    began = device_in(anas).signed_in_at
    browser_of(ana.email, SAFARI)
    anas.post("/account/password/", {"password": "a sentence of mine"})
    ana.refresh_from_db()

    assert [(str(device), device.signed_in_at) for device in devices_of(ana)] == [("Firefox on Windows", began)]


def test_what_has_run_out_is_not_listed_and_is_cleared_by_the_clock(anas: Client, ana: Reader) -> None:
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert devices_of(ana) == []

    call_command("clearsessions", verbosity=0)

    assert not Device.objects.exists()


def test_an_erased_reader_leaves_no_session(anas: Client, ana: Reader) -> None:
    browser_of(ana.email, SAFARI)

    erase_reader(ana, keep_words=False)

    assert (Session.objects.count(), Device.objects.count()) == (0, 0)


def test_what_is_known_of_devices_is_said(anas: Client, ana: Reader) -> None:
    known = everything_about(ana)["devices"]["where you are signed in"]

    assert [(row["browser"], row["system"]) for row in known] == [("Firefox", "Windows")]
    assert "Firefox" in anas.get("/account/everything/").content.decode()
