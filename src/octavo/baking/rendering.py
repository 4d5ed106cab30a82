"""A page rendered for nobody in particular: nothing of the request that asks for it but its address gets through."""

import io
import sys
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.core.signals import request_started
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils import translation

from octavo.baking.addresses import Address
from octavo.baking.baked import ENDINGS
from octavo.base.bakeable import makes_public_page, words_of

# What belongs to one answer and not to the page, or is said anew with each.
NOT_KEPT = frozenset({"vary", "content-length", "content-encoding", "cache-control", "etag", "last-modified", "expires", "date"})


class Renderer:
    """Renders pages with Django's handler, whose middleware is loaded once."""

    def __init__(self, handler: WSGIHandler) -> None:
        self.handler = handler

    def render(self, address: Address) -> tuple[WSGIRequest, HttpResponseBase]:
        """Return the answer to a plain GET by a stranger at the site's own address."""
        environ = _environ(address)
        request_started.send(sender=type(self), environ=environ)
        request = WSGIRequest(environ)
        response = self.handler.get_response(request)
        # What is put off until an answer is sent, and the end of the request, which gives connections back.
        response.close()
        return request, response


def may_be_baked(request: WSGIRequest, response: HttpResponseBase) -> bool:
    """Tell whether an answer is a public page: right, whole, of a view that makes such, and the same for everybody."""
    match = request.resolver_match
    return (
        response.status_code == 200
        and not response.streaming
        and match is not None
        and makes_public_page(match.func)
        and kind_of(response) in ENDINGS
        and not response.cookies
        and "cookie" not in response.get("Vary", "").lower()
        and not {"private", "no-store"} & {word.strip() for word in response.get("Cache-Control", "").split(",")}
    )


def public_page_at(address: Address) -> Address | None:
    """Return the page at an address if a view stands there that makes public ones; it may not be there all the same.

    What of the query means nothing to that view is left out: or there would be no end of copies of one page.
    """
    language = translation.get_language_from_path(address.path) or settings.LANGUAGE_CODE
    with translation.override(language):
        try:
            view = resolve(address.path).func
        except Resolver404:
            return None
    if not makes_public_page(view):
        return None
    return Address(address.path, tuple((name, value) for name, value in address.query if name in words_of(view)))


def kind_of(response: HttpResponseBase) -> str:
    return str(response.get("Content-Type", "")).partition(";")[0]


def kept_headers(response: HttpResponseBase) -> list[tuple[str, str]]:
    return [(name, value) for name, value in response.items() if name.lower() not in NOT_KEPT]


def _environ(address: Address) -> dict[str, Any]:
    site = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": address.path.encode().decode("latin-1"),
        "QUERY_STRING": address.query_string,
        "SERVER_NAME": site.hostname or "localhost",
        "SERVER_PORT": str(site.port or (443 if site.scheme == "https" else 80)),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": site.netloc,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": site.scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
