"""A magazine with one of everything that an address can be about, and the people who come to it."""

import re
import uuid
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.test import Client
from django.test.client import ClientHandler
from wagtail.models import Page

from octavo.books.actions import merge_books
from octavo.books.models import Book, Edition, Merge, Price, Series
from octavo.books.queries.books import one_book_pks
from octavo.columns.actions import make_draft_link, restrict, save_column
from octavo.conversation.actions import appeal, post_review, rule, set_state_of_comment, set_state_of_review
from octavo.conversation.models import Comment, Review, Standing
from octavo.conversation.models.words import State
from octavo.conversation.signing import act_url, appeal_url
from octavo.importers.models import FeedRun
from octavo.mail.actions import queue_letter
from octavo.mail.addresses import hash_of
from octavo.mail.links import WayOut, leave_token
from octavo.mail.models import Letter
from octavo.readers.actions import invite_owner
from octavo.readers.models import Device, Reader
from tests import makers
from tests.book_makers import LONG_AGO, make_book, make_edition
from tests.conversation.makers import comment_on, review_of_book, said

# In the order of the table. What somebody owns is Rita's; the others come to something foreign.
PEOPLE = ("stranger", "Rita", "Otto", "Writer", "Bookseller", "Moderator", "Editor", "Owner")
HANDLER = ClientHandler(enforce_csrf_checks=False)
_ARGUMENT = re.compile(r"<\w+:(\w+)>")
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
    "display_name": "Changed",
    "email": "changed@example.org",
}


@dataclass
class World:
    sessions: dict[str, str]
    values: dict[str, dict[str, Any]]
    of_rita: list[Any]
    of_the_shop: list[Any]

    def client(self, who: str) -> Client:
        """Return somebody's browser, signed in, whatever the last one has come to."""
        client = Client()
        client.handler = HANDLER
        if who in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[who]
        return client

    def url(self, row: str) -> str:
        """Return where a row of the table leads: a route with its things in it."""
        route, _space, variant = row.partition(" @")
        known = [values for start, values in self.values.items() if route.startswith(start) and " @" not in start]
        given = {name: value for values in known for name, value in values.items()}
        given |= self.values.get(f"@{variant}", {}) if variant else {}
        if route.startswith("^"):
            return "/columns/people/feed/" if "feed" in route else "/columns/people/"
        return "/" + _ARGUMENT.sub(lambda match: str(given[match[1]]), route)


def make_world() -> World:
    readers = {"Rita": makers.make_reader("Rita"), "Otto": makers.make_reader("Otto")}
    for name in PEOPLE[3:]:
        readers[name] = makers.make_reader(name, role=name)
    Standing.objects.create(reader=readers["Rita"], published=1)
    sessions = {name: _session_of(reader) for name, reader in readers.items()}
    values = {**_of_readers(readers["Rita"], readers["Moderator"]), **_of_books(readers["Bookseller"])}
    return World(sessions, values, things_of_rita(), things_of_the_shop())


def _session_of(reader: Reader) -> str:
    client = Client()
    client.force_login(reader)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def things_of_rita() -> list[Any]:
    """Return all that is hers, as it is in the database now."""
    mine = {"reader__email": "rita@example.org"}
    rows = [Comment.objects.filter(**mine).values(), Review.objects.filter(**mine).values()]
    return [list(Reader.objects.filter(email="rita@example.org").values()), *map(list, rows)]


def things_of_the_shop() -> list[Any]:
    """Return what is sold, as it is in the database now."""
    return [list(model.objects.order_by("pk").values()) for model in (Book, Edition, Price, Merge, FeedRun, Page)]


def _of_readers(rita: Reader, moderator: Reader) -> dict[str, dict[str, Any]]:
    column = makers.make_column(parent=makers.make_section(title="People", slug="people"), slug="shown", tags=("film",))
    draft = makers.make_draft(parent=column.get_parent(), slug="draft")
    closed = makers.make_column(parent=column.get_parent(), slug="closed")
    restrict(closed, password="xyz")
    comment, held = comment_on(column, by=rita), comment_on(column, "Held.", by=rita)
    # Not of this minute, in which she has written enough.
    behind = comment_on(closed, by=rita, written_at=LONG_AGO)
    set_state_of_comment(held, State.HELD)
    rejected = comment_on(column, "Rejected.", by=rita, written_at=LONG_AGO)
    ruling = rule(rejected, "reject", moderator, reason="So.")
    save_column(rita, column)
    queue_letter("reply", "rita@example.org", {"who": "O", "about": "A", "text": "T", "url": "/"}, key="one")
    return {
        "comments/of/": {"column_pk": column.pk},
        "comments/<": {"pk": comment.pk},
        "account/saved/": {"column_pk": column.pk},
        "account/passkeys/": {"pk": 1},
        "account/devices/": {"pk": _device_of(rita)},
        "account/social/": {"provider_id": "nobody"},
        "report/comment/": {"pk": comment.pk},
        "appeal/": {"token": appeal_url(ruling).rstrip("/").rsplit("/", 1)[1]},
        "moderate/": {"token": act_url(held, "approve", moderator).rstrip("/").rsplit("/", 1)[1]},
        "letters/leave/": {"token": leave_token(WayOut("reply", hash_of("rita@example.org"), "en"))},
        "draft/": {"token": make_draft_link(draft)},
        "desk/welcome/": {"token": invite_owner()},
        "desk/conversation/": {"column_pk": column.pk, "pk": appeal(ruling, "No.").pk},
        "desk/columns/": {"pk": draft.pk},
        "desk/letters/": {"pk": Letter.objects.get(key="one").pk},
        "cards/<": {"pk": column.pk},
        "tags/": {"slug": "film"},
        "people/": {"slug": makers.make_person(name="Ben", slug="ben").slug},
        "desk/snippets/octavo_people/": {"pk": makers.make_person(name="Cleo", slug="cleo").pk},
        "media/": {"path": makers.make_picture().file.name},
        "@held": {"pk": held.pk},
        "@behind a password": {"pk": behind.pk, "column_pk": closed.pk},
        "@draft": {"pk": draft.pk, "column_pk": draft.pk},
        "@forged": {"token": "forged:token:abc"},
    }


def _device_of(reader: Reader) -> int:
    # A request that concerns her notes the browser that she came with.
    client = Client()
    client.force_login(reader)
    client.get("/account/")
    return Device.objects.filter(reader=reader).latest("pk").pk


def _of_books(bookseller: Reader) -> dict[str, dict[str, Any]]:
    rita = Reader.objects.get(email="rita@example.org")
    series = Series.objects.create(name="Classics", slug="classics")
    book = make_book(live=True, slug="stone", series=series)
    edition = make_edition(book)
    other = make_book(title="Another", slug="another", live=True)
    hidden = make_book(title="Hidden", slug="hidden", live=False)
    merge = merge_books(other, make_book(title="Double", slug="double", live=True))
    review = post_review(book, rita, said(), key=uuid.uuid4())
    held = review_of_book(other, 2, "Held.", by=rita, written_at=LONG_AGO)
    set_state_of_review(held, State.HELD)
    run = FeedRun.objects.create(door="desk", kind="onix", file_name="x.xml", state="done", asked_by=bookseller)
    subject = _subject()
    assert book.pk in one_book_pks(book)
    price = Price.objects.get(edition=edition)
    return {
        "reviews/of/": {"book_pk": book.pk},
        "reviews/<": {"pk": review.pk},
        "report/review/": {"pk": review.pk},
        "cards/books/": {"pk": book.pk},
        "books/": {"slug": "stone", "number": 1, "path": "x.png"},
        "books/subjects/": {"slug": subject.slug},
        "books/series/": {"slug": "classics"},
        "opds/": {"slug": subject.slug},
        "isbn/": {"text": edition.isbn},
        "desk/books/": {"pk": book.pk, "book_pk": book.pk, "other_pk": other.pk},
        "desk/books/<int:book_pk>/": {"pk": edition.pk, "price_pk": price.pk, "currency": "EUR"},
        "desk/merges/": {"pk": merge.pk},
        "desk/feeds/": {"pk": run.pk},
        "desk/subjects/": {"pk": subject.pk},
        "desk/series/": {"pk": series.pk},
        "@held review": {"pk": held.pk},
        "@unpublished": {"pk": hidden.pk, "book_pk": hidden.pk, "slug": "hidden"},
    }


def _subject() -> Any:
    from octavo.books.actions import add_subject

    return add_subject("Film")
