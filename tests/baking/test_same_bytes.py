"""A page is a function of what is published alone: no header of whoever asks first reaches it."""

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client

from octavo.baking.actions import catch_up, unbake_everything
from octavo.columns.models import ColumnBook
from tests import book_makers, makers
from tests.baking.conftest import Node
from tests.conversation.makers import known_reader, post

KINDS = [
    "/",
    "/columns/",
    "/columns/people/",
    "/columns/people/endings/",
    "/about/",
    "/people/ana/",
    "/tags/sea/",
    "/books/",
    "/books/?form=paperback",
    "/books/new/",
    "/books/forthcoming/",
    "/books/picks/",
    "/books/subjects/",
    "/books/stone/",
    "/feed/",
    "/columns/people/feed/",
    "/people/ana/feed/",
    "/tags/sea/feed/",
    "/comments/feed/",
    "/sitemap.xml",
    "/opds/",
    "/opds/all/",
    "/opds/2/",
    "/opds/2/all/",
]


@pytest.fixture
def magazine(node: Node) -> Node:
    ana = makers.make_person(name="Ana", slug="ana")
    column = makers.make_column(parent=makers.make_section(), people=(ana,), title="Endings", slug="endings", tags=["sea"])
    makers.make_ordinary_page()
    book = book_makers.make_book(title="Stone", slug="stone", parts=[(ana, "author")])
    book_makers.make_edition(book)
    ColumnBook.objects.create(page=column, book=book)
    post(column, known_reader(), "Well said.")
    return node


@pytest.fixture
def hostile() -> dict[str, str]:
    """What somebody could send to have it end on a page of others."""
    editor = makers.make_reader("Edda", role="Editor", is_staff=True)
    client = Client()
    client.force_login(editor)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert SessionStore(session).exists(session)
    return {
        "HTTP_X_FORWARDED_HOST": "evil.example",
        "HTTP_X_FORWARDED_PROTO": "https",
        "HTTP_X_FORWARDED_FOR": "203.0.113.9",
        "HTTP_X_FORWARDED_PORT": "666",
        "HTTP_FORWARDED": "host=evil.example;proto=https",
        "HTTP_X_ORIGINAL_URL": "/desk/",
        "HTTP_X_REWRITE_URL": "/desk/",
        "HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}={session}; django_language=zh-hans; octavo_hint=1",
        "HTTP_ACCEPT_LANGUAGE": "zh-CN, de;q=0.5",
        "HTTP_ACCEPT": "application/json",
        "HTTP_USER_AGENT": "<script>alert(1)</script>",
        "HTTP_REFERER": "https://evil.example/",
        "HTTP_AUTHORIZATION": "Basic ZWRkYTplZGRh",
        "HTTP_RANGE": "bytes=0-10",
        **{f"HTTP_X_NAME_{number}": "evil.example" for number in range(2000)},
    }


def test_each_kind_of_page_is_the_same_whoever_asks_first(magazine: Node, hostile: dict[str, str]) -> None:
    shown = [path for kind in KINDS for path in (kind, *_in_chinese(kind))]
    for path in shown:
        # Pictures that are made for the first reader are shown to the second.
        magazine.get(path)
    catch_up()
    quiet = _baked(magazine, shown, {})
    loud = _baked(magazine, shown, hostile)
    assert quiet == loud
    assert not any(b"evil.example" in body or b"Edda" in body for _headers, body in loud.values())


def _in_chinese(path: str) -> list[str]:
    # What has no translation is not there; lists and feeds are.
    return [] if path in {"/sitemap.xml", "/about/"} or "people" in path or path == "/columns/" else [f"/zh-hans{path}"]


def _baked(node: Node, paths: list[str], headers: dict[str, str]) -> dict[str, tuple[dict[str, str], bytes]]:
    unbake_everything()
    node.front.table.clear()
    answers = {path: node.get(path, **headers) for path in paths}
    there = {path: answer for path, answer in answers.items() if answer.status == 200}
    assert set(KINDS) <= set(there)
    assert all(answer.is_baked for answer in there.values()), [path for path, answer in there.items() if not answer.is_baked]
    passing = {"ETag", "Last-Modified", "Content-Length"}
    kept = {name: {key: value for key, value in answer.headers.items() if key not in passing} for name, answer in there.items()}
    return {path: (kept[path], answer.body) for path, answer in there.items()}
