"""Which page an address means, and what its file is called."""

from pathlib import PurePosixPath
from urllib.parse import quote, unquote_to_bytes

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.baking.addresses import Address, address_of
from octavo.base.bakeable import LAST_BAKED_PAGE


def raw(path: str) -> str:
    """Return a path as WSGI hands it over."""
    return unquote_to_bytes(path).decode("latin-1")


@pytest.mark.parametrize(
    ("path", "query", "name"),
    [
        ("/", "", "index.html"),
        ("/columns/people/", "", "columns/people/index.html"),
        ("/columns/people/", "page=2", "columns/people/index@page=2.html"),
        ("/columns/people/", "page=1", "columns/people/index.html"),
        ("/columns/people/", "utm_source=x&fbclid=y", "columns/people/index.html"),
        ("/columns/people/", "utm_source=x&page=3", "columns/people/index@page=3.html"),
        ("/books/", "form=paperback", "books/index@form=paperback.html"),
        ("/books/", "page=1&form=paperback", "books/index@form=paperback.html"),
        ("/sitemap.xml", "", "sitemap.xml"),
        ("/tags/%E6%95%85%E4%BA%8B/", "", "tags/故事/index.html"),
    ],
)
def test_a_page_has_one_file(path: str, query: str, name: str) -> None:
    address = address_of(raw(path), query)
    assert address is not None
    assert address.file_name() == name


@pytest.mark.parametrize(
    "query",
    [
        f"page={LAST_BAKED_PAGE + 1}",
        "page=0",
        "page=02",
        "page=-1",
        "page=",
        "page=x",
        "page=%D9%A2",
        "page=2&page=3",
        "page=2&form=paperback",
        "form=a%2Fb",
        "form=..",
        "form=" + "a" * 31,
        "q=stone",
        "page=2&order=title",
        "&".join(f"a{n}=" for n in range(60)),
    ],
)
def test_a_query_that_means_something_else_is_not_baked(query: str) -> None:
    assert address_of("/books/", query) is None


@pytest.mark.parametrize(
    "path",
    [
        "",
        "columns/",
        "*",
        "/../secrets",
        "/columns/../../secrets/",
        "/%2e%2e/secrets",
        "/columns/.octavo/index.sqlite3",
        "/.octavo/made-for",
        "/.env",
        "//evil.example/",
        "/columns//people/",
        "/a%00b/",
        "/a%0ab/",
        "/a%7fb/",
        "/a%5cb/",
        "/books/index@form=paperback.html",
        "/%ff/",
        "/%c3/",
        "/" + "a" * 201 + "/",
        "/" + quote("字" * 67) + "/",
        "/books/%3Fpage=2",
    ],
)
def test_what_could_lead_elsewhere_is_no_address(path: str) -> None:
    assert address_of(raw(path), "") is None


def test_names_may_be_long() -> None:
    assert address_of("/" + "a" * 200 + "/", "") == Address("/" + "a" * 200 + "/")


PATHS = st.text(st.characters(codec="utf-8"), max_size=40).map(lambda text: f"/{text}")
QUERIES = st.text(st.sampled_from("page=form&123%2F.@/x"), max_size=30)


@settings(deadline=None)
@given(PATHS, QUERIES)
def test_no_file_lies_outside_the_folder_or_among_its_own(path: str, query: str) -> None:
    address = address_of(path.encode().decode("latin-1"), query)
    if address is None:
        return
    parts = PurePosixPath(address.file_name()).parts
    assert not address.file_name().startswith("/")
    assert not any(part.startswith(".") for part in parts)


@settings(deadline=None)
@given(PATHS, QUERIES, PATHS, QUERIES)
def test_two_pages_never_share_a_file(path: str, query: str, other_path: str, other_query: str) -> None:
    one = address_of(path.encode().decode("latin-1"), query)
    other = address_of(other_path.encode().decode("latin-1"), other_query)
    # A page that ends in a slash has a name that ends in one; only views say which other names there are.
    if one and other and one != other and one.path.endswith("/") and other.path.endswith("/"):
        assert one.file_name() != other.file_name()


@settings(deadline=None)
@given(st.text(st.characters(max_codepoint=255), max_size=60), st.text(max_size=60))
def test_whatever_is_asked_for_is_answered(path: str, query: str) -> None:
    address = address_of(path, query)
    assert address is None or address.path.startswith("/")
