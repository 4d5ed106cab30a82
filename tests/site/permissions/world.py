"""The people who come, each in a browser of their own, and where a row of the table leads them."""

import re
import time
from dataclasses import dataclass
from typing import Any

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY, record_authentication
from django.conf import settings
from django.http import HttpRequest
from django.test import Client
from django.test.client import ClientHandler

from octavo.conversation.models import Standing
from octavo.readers.models import Reader
from tests import makers
from tests.site.permissions.guarded import Rows, now
from tests.site.permissions.things import Values, things_of_books, things_of_columns, things_of_readers, things_of_the_desk

# In the order of the table. What somebody owns is Rita's; the others come to something foreign.
PEOPLE = ("stranger", "Rita", "Otto", "Writer", "Bookseller", "Moderator", "Editor", "Owner")
LONG_AGO = "signed in long ago"
_ARGUMENT = re.compile(r"<\w+:(\w+)>")
# A browser of Django's own loads the middleware anew, and whitenoise looks for every static file.
_HANDLER, _STRICT_HANDLER = ClientHandler(enforce_csrf_checks=False), ClientHandler(enforce_csrf_checks=True)
# What a form could want: enough of it for every address to do what it does.
FILLED = {
    "text": "Changed.",
    "stars": "1",
    "act": "approve",
    "reason": "So.",
    "helps": "yes",
    "likes": "yes",
    "why": "spam",
    "keep": "yes",
    "words": "keep",
    "title": "Changed",
    "name": "Changed",
    "display_name": "Changed",
    "email": "changed@example.org",
}


@dataclass
class World:
    sessions: dict[str, str]
    stale_sessions: dict[str, str]
    values: Values
    kept: Rows

    def client(self, who: str, row: str = "", *, strict: bool = False) -> Client:
        """Return somebody's browser, signed in just now, or long ago where the row says so."""
        client = Client()
        client.handler = _STRICT_HANDLER if strict else _HANDLER
        sessions = self.stale_sessions if row.endswith(f"@{LONG_AGO}") else self.sessions
        if who in sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = sessions[who]
        return client

    def url(self, row: str) -> str:
        """Return where a row of the table leads: a route with its things in it."""
        route, _space, variant = row.partition(" @")
        given = self.given(route) | self.values.get(f"@{variant}", {})
        if route.startswith("^"):
            return f"/{given['path']}feed/" if "feed" in route else f"/{given['path']}"
        return "/" + _ARGUMENT.sub(lambda match: str(given[match[1]]), route)

    def given(self, route: str) -> dict[str, Any]:
        """Return the things that stand in a route, by the names of its arguments; the longest beginning that is known wins."""
        known = sorted((start for start in self.values if route.startswith(start)), key=len)
        return {name: value for start in known for name, value in self.values[start].items()}


def make_world() -> World:
    readers = {"Rita": makers.make_reader("Rita"), "Otto": makers.make_reader("Otto")}
    for name in PEOPLE[3:]:
        readers[name] = makers.make_reader(name, role=name)
    Standing.objects.create(reader=readers["Rita"], published=1)
    values = {
        **things_of_columns(readers["Rita"], readers["Writer"], readers["Moderator"]),
        **things_of_readers(readers["Rita"]),
        **things_of_books(readers["Rita"]),
        **things_of_the_desk(readers["Bookseller"]),
    }
    fresh = {name: _session_of(reader, at=time.time()) for name, reader in readers.items()}
    stale = {name: _session_of(reader, at=0) for name, reader in readers.items()}
    return World(fresh, stale, values, now())


def _session_of(reader: Reader, *, at: float) -> str:
    client = Client()
    client.handler = _HANDLER
    client.force_login(reader)
    request = HttpRequest()
    request.session = client.session
    record_authentication(request, reader, method="code", reauthenticated=True)
    request.session[AUTHENTICATION_METHODS_SESSION_KEY][0]["at"] = at
    request.session.save()
    return client.cookies[settings.SESSION_COOKIE_NAME].value
