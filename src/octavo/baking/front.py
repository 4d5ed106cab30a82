"""What stands in front of Django: answers with a baked page, has it baked first where it is not, and leaves the rest.

A plain function of WSGI: before Django has made a request object, the page is sent.
"""

import time
from collections.abc import Callable, Iterable
from hashlib import blake2b
from typing import Any

from octavo.baking.actions import bake, folder
from octavo.baking.addresses import Address, address_of
from octavo.baking.negotiation import encoding_for, is_known, is_unchanged_since
from octavo.baking.rendering import public_page_at
from octavo.baking.table import Entry, Table

# Whoever waits for another's baking longer than this has it rendered for themselves.
WAIT_SECONDS = 10.0
StartResponse = Callable[..., Any]


class Front:
    """Answers what is baked. `hosts`: the values of Host for which our pages are."""

    def __init__(self, django: Callable[..., Iterable[bytes]], *, table: Table, hosts: Iterable[str]) -> None:
        self.django = django
        self.table = table
        self.hosts = frozenset(hosts)
        self.misses = 0
        # Has a page baked again that is shown once more though something on it has drifted.
        self.refresh: Callable[[Address], None] = lambda address: None

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        method = environ["REQUEST_METHOD"]
        if (method != "GET" and method != "HEAD") or environ.get("HTTP_HOST") not in self.hosts or "HTTP_HX_REQUEST" in environ:
            return self.django(environ, start_response)
        key, address = environ["PATH_INFO"], None
        if query := environ["QUERY_STRING"]:
            address = address_of(key, query)
            if address is None:
                return self.django(environ, start_response)
            key = _key_of(environ, address)
        now = time.time()
        entry = self.table.get(key, now)
        if entry is None:
            return self._baked_now(environ, start_response, address)
        if now > entry.stale_from:
            self.refresh(entry.address)
        return _sent(entry, environ, start_response)

    def _baked_now(self, environ: dict[str, Any], start_response: StartResponse, asked: Address | None) -> Iterable[bytes]:
        asked = asked or address_of(environ["PATH_INFO"], "")
        address = public_page_at(asked) if asked else None
        if address is None:
            return self.django(environ, start_response)
        key = _key_of(environ, address)
        # Asked for by a longer name, it may be in memory all the same.
        entry = self.table.get(key, time.time()) or self.table.load(key, address)
        if entry is None:
            self.misses += 1
            with folder().locked(lock_of(address), seconds=WAIT_SECONDS):
                # Somebody else may have baked it while we waited.
                entry = self.table.load(key, address)
                if entry is None:
                    response, is_for_all = bake(address)
                    entry = self.table.load(key, address) if is_for_all else None
        if entry is not None:
            return _sent(entry, environ, start_response)
        if not is_for_all and "HTTP_COOKIE" in environ:
            # A stranger is refused, or led elsewhere; this one may be somebody.
            return self.django(environ, start_response)
        return _sent_as_it_is(response, environ, start_response)


def _key_of(environ: dict[str, Any], address: Address) -> str:
    return f"{environ['PATH_INFO']}?{address.query_string}" if address.query else environ["PATH_INFO"]


def _sent(entry: Entry, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    page = entry.encodings[encoding_for(environ.get("HTTP_ACCEPT_ENCODING", ""))]
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known is not None:
        if is_known(page.etag, known):
            start_response("304 Not Modified", page.headers_of_304)
            return ()
    elif (since := environ.get("HTTP_IF_MODIFIED_SINCE")) is not None and is_unchanged_since(entry.made_at, since):
        start_response("304 Not Modified", page.headers_of_304)
        return ()
    start_response("200 OK", page.headers if time.time() >= entry.dated_from else page.undated_headers)
    return page.body if environ["REQUEST_METHOD"] == "GET" else ()


def _sent_as_it_is(response: Any, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    cookies = [("Set-Cookie", cookie.output(header="")) for cookie in response.cookies.values()]
    start_response(f"{response.status_code} {response.reason_phrase}", [*response.items(), *cookies])
    return response if environ["REQUEST_METHOD"] == "GET" else ()


def key_of(address: Address) -> str:
    """Return the name of a page in the table: what a server says of a request for it."""
    path = address.path.encode().decode("latin-1")
    return f"{path}?{address.query_string}" if address.query else path


def lock_of(address: Address) -> str:
    """Return the name of the lock under which a page is baked: one of 256, so that there are no more files than that."""
    said = f"{address.path}?{address.query_string}"
    return f"page-{blake2b(said.encode(), digest_size=1).hexdigest()}"
