"""What a proxy says about a visitor is believed from proxies of ours alone."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from octavo.site.middleware import ProxyMiddleware


def seen(settings: Any, *, by: str, **said: str) -> HttpRequest:
    """Return the request as the views see it when it comes from the address `by`."""
    settings.OCTAVO_TRUSTED_PROXIES = ("127.0.0.1", "::1", "172.16.0.0/12")
    requests: list[HttpRequest] = []

    def view(request: HttpRequest) -> HttpResponse:
        requests.append(request)
        return HttpResponse()

    headers = {f"HTTP_X_FORWARDED_{name.upper()}": text for name, text in said.items()}
    ProxyMiddleware(view)(RequestFactory().get("/", REMOTE_ADDR=by, **headers))
    return requests[0]


@pytest.mark.parametrize("proxy", ["127.0.0.1", "::1", "172.18.0.3"])
def test_a_trusted_proxy_is_believed(settings: Any, proxy: str) -> None:
    request = seen(settings, by=proxy, proto="https", **{"for": "198.51.100.7"})

    assert request.is_secure()
    assert request.META["REMOTE_ADDR"] == "198.51.100.7"


@pytest.mark.parametrize("stranger", ["203.0.113.9", "", "unix:"])
def test_a_stranger_is_not(settings: Any, stranger: str) -> None:
    request = seen(settings, by=stranger, proto="https", **{"for": "198.51.100.7"})

    assert not request.is_secure()
    assert request.META["REMOTE_ADDR"] == stranger


def test_an_address_that_a_visitor_wrote_into_the_header_is_not_taken_for_his(settings: Any) -> None:
    request = seen(settings, by="127.0.0.1", **{"for": "10.9.9.9, 198.51.100.7, 172.18.0.3"})

    assert request.META["REMOTE_ADDR"] == "198.51.100.7"


def test_a_proxy_that_says_nothing_is_itself_the_visitor(settings: Any) -> None:
    assert seen(settings, by="127.0.0.1").META["REMOTE_ADDR"] == "127.0.0.1"


@pytest.mark.django_db
def test_a_wrong_host_name_is_refused_without_filling_the_log(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400

    assert not caplog.records
