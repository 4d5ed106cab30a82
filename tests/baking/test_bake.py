"""`octavo bake`: pages ahead of their readers."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests import book_makers, makers
from tests.baking.conftest import Node


@pytest.fixture
def magazine(node: Node) -> Node:
    ana = makers.make_person(name="Käthe", slug="käthe")
    makers.make_column(parent=makers.make_section(), people=(ana,), title="结局", slug="结局", tags=["大海"])
    makers.make_ordinary_page()
    book_makers.make_edition(book_makers.make_book(title="Stone", slug="stone", parts=[(ana, "author")]))
    return node


def test_all_pages_are_baked_and_once(magazine: Node) -> None:
    said, told = StringIO(), StringIO()
    call_command("bake", "--all", stdout=said, stderr=told)
    assert told.getvalue() == ""
    baked = ["/", "/columns/", "/columns/people/结局/", "/about/", "/people/käthe/", "/tags/大海/", "/tags/大海/feed/"]
    for path in [
        *baked,
        "/books/",
        "/books/stone/",
        "/feed/",
        "/columns/people/feed/",
        "/opds/",
        "/opds/2/all/",
        "/comments/feed/",
    ]:
        assert magazine.is_baked(path), path
    assert (magazine.root / "current" / "sitemap.xml").exists()
    again = StringIO()
    call_command("bake", "--all", stdout=again)
    assert again.getvalue().startswith("0 baked")


def test_some_pages_are_baked_by_their_addresses(magazine: Node) -> None:
    call_command("bake", "/about/", "http://testserver/columns/people/%E7%BB%93%E5%B1%80/?utm_source=a", stdout=StringIO())
    assert magazine.is_baked("/about/")
    assert magazine.is_baked("/columns/people/结局/")
    assert not magazine.is_baked("/")


@pytest.mark.parametrize("words", [[], ["--all", "/"], ["about"], ["https://other.example/about/"]])
def test_what_cannot_be_meant_is_refused(magazine: Node, words: list[str]) -> None:
    with pytest.raises(CommandError):
        call_command("bake", *words)


def test_what_is_no_public_page_is_named(magazine: Node) -> None:
    told = StringIO()
    call_command("bake", "/account/", "/about/", stdout=StringIO(), stderr=told)
    assert "/account/" in told.getvalue()
    assert "/about/" not in told.getvalue()
