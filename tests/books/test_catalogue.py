"""The catalogue: found by its shelves and by words, at a cost that does not grow."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from octavo.books.actions import add_subject, change_edition, withdraw_edition
from octavo.books.models import Book, Subject
from octavo.books.queries.catalogue import BOOKS_ON_A_PAGE
from octavo.books.queries.search import find_books
from tests.book_makers import ISBNS, make_book, make_edition, make_translation
from tests.makers import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def film(db: None) -> Subject:
    return add_subject("Film", parent=add_subject("Arts"), names={"zh-hans": "电影"})


@pytest.fixture
def shelf(film: Subject) -> list[Book]:
    """Three books: an old cheap paperback on film, a dear new EPUB in Chinese, and one to come."""
    old = make_book(title="Alpha", title_romanised="", title_original="", subjects=[film])
    make_edition(old, price="8.00", published_on=date(1999, 1, 1))
    dear = make_book(title="Beta", title_romanised="", title_original="", subjects=[film], is_staff_pick=True, pick_text="Yes.")
    make_edition(dear, isbn=ISBNS[1], form="epub", languages=["zh"], price="45.00", published_on=date(2020, 1, 1))
    coming = make_book(title="Gamma", title_romanised="", title_original="")
    make_edition(coming, isbn=ISBNS[2], availability="forthcoming", available_on=date(2999, 1, 1), price=None, published_on=None)
    return [old, dear, coming]


def titles(client: Client, address: str) -> list[str]:
    response = client.get(address)
    assert response.status_code == 200, address
    return [book.title for book in response.context["shelf"].books]


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("/books/", ["Beta", "Alpha", "Gamma"]),
        ("/books/?order=title", ["Alpha", "Beta", "Gamma"]),
        ("/books/?order=cheapest", ["Alpha", "Beta", "Gamma"]),
        ("/books/?order=dearest", ["Beta", "Alpha"]),
        ("/books/?form=epub", ["Beta"]),
        ("/books/?language=zh", ["Beta"]),
        ("/books/?price=0-10", ["Alpha"]),
        ("/books/?available=forthcoming", ["Gamma"]),
        ("/books/?form=epub&language=zh&price=30-50", ["Beta"]),
        ("/books/?form=epub&language=en", []),
        ("/books/?form=hardback", []),
        ("/books/subjects/arts/", ["Beta", "Alpha"]),
        ("/books/subjects/film/?form=paperback", ["Alpha"]),
        ("/books/new/", []),
        ("/books/forthcoming/", ["Gamma"]),
        ("/books/picks/", ["Beta"]),
        ("/zh-hans/books/", ["Beta", "Alpha", "Gamma"]),
    ],
)
def test_books_are_where_they_belong_and_in_order(client: Client, shelf: list[Book], address: str, found: list[str]) -> None:
    assert titles(client, address) == found


@pytest.mark.parametrize(
    "query",
    [
        "form=none",
        "order=worst",
        "page=0",
        "page=x",
        "page=9",
        "price=1-2",
        "available=maybe",
        "language=%00",
        "page=²",
        "page=99999999999",
    ],
)
def test_what_no_shelf_has_is_not_found(client: Client, shelf: list[Book], query: str) -> None:
    assert client.get(f"/books/?{query}").status_code == 404


def test_a_language_that_no_book_has_leads_back(client: Client, shelf: list[Book]) -> None:
    page = client.get("/books/?language=xx").content.decode()
    assert "No book has all of these" in page


def test_numbers_beside_facets_are_what_one_would_find(client: Client, shelf: list[Book]) -> None:
    for address in ("/books/", "/books/?form=epub", "/books/subjects/film/"):
        response = client.get(address)
        for _, _, lines in response.context["facets"]:
            for line in lines:
                assert line.books == len(titles(client, f"{address.split('?')[0]}{line.url}")), (address, line)


def test_two_choices_give_a_number_and_three_give_no_false_one(client: Client, shelf: list[Book]) -> None:
    assert client.get("/books/?form=epub&language=zh").context["shelf"].total == 1
    response = client.get("/books/?form=epub&language=zh&price=30-50")
    assert response.context["shelf"].total is None
    assert {line.books for _, _, lines in response.context["facets"] for line in lines} <= {None}


def test_a_narrowed_list_is_kept_from_search_engines(client: Client, shelf: list[Book]) -> None:
    assert "noindex" not in client.get("/books/").content.decode()
    assert "noindex" in client.get("/books/?form=epub").content.decode()


def test_pages_follow_one_another_without_a_gap(client: Client, db: None) -> None:
    for number in range(BOOKS_ON_A_PAGE + 3):
        make_book(title=f"Book {number:03}", title_romanised="", title_original="")
    first = client.get("/books/?order=title")
    second = client.get(f"/books/{first.context['next_url']}")
    assert [book.title for book in [*first.context["shelf"].books, *second.context["shelf"].books]] == [
        f"Book {number:03}" for number in range(BOOKS_ON_A_PAGE + 3)
    ]
    assert second.context["next_url"] == ""


def test_subjects_are_a_tree_in_the_readers_language(client: Client, shelf: list[Book]) -> None:
    page = client.get("/zh-hans/books/subjects/").content.decode()
    assert re.search(r"Arts</a>.*电影</a>", page, re.S)
    assert client.get("/books/subjects/none/").status_code == 404


def test_a_translated_book_stands_once_in_each_language(client: Client, shelf: list[Book]) -> None:
    make_translation(shelf[0], "zh-hans", title="阿尔法")
    assert titles(client, "/zh-hans/books/?order=title") == ["阿尔法", "Beta", "Gamma"]
    assert titles(client, "/books/?order=title") == ["Alpha", "Beta", "Gamma"]


@pytest.mark.parametrize(
    "words",
    [
        "The Story of the Stone",
        "story stone",
        "红楼梦",
        "楼梦",
        "hongloumeng",
        "hong lou meng",
        "Hónglóu mèng",
        "HONGLOU",
        "hlm",
        "曹雪芹",
        "cao xueqin",
        "9780306406157",
        "978-0-306-40615-7",
        "0306406152",
        "Cao 红楼",
    ],
)
def test_a_book_is_found_in_any_script(words: str) -> None:
    book = make_book(parts=[(make_person(name="Cao Xueqin", name_original="曹雪芹", slug="cao"), "author")])
    make_edition(book)
    make_book(title="Monkey", title_original="西游记", title_romanised="Xīyóu jì")
    assert find_books(words, language_code="en") == [book]


@pytest.mark.parametrize("words", ["", "  ", "%", "_", "zzz", "stone monkey", "' OR 1=1 --", "\u0301", "9780306406158"])
def test_nothing_is_found_for_what_is_nowhere(words: str) -> None:
    make_edition(make_book())
    assert find_books(words, language_code="en") == []


def test_a_title_comes_before_a_name() -> None:
    named = make_book(
        title="Poems", title_original="", title_romanised="", parts=[(make_person(name="Stone", slug="s"), "author")]
    )
    titled = make_book(title="Stone", title_original="", title_romanised="")
    assert find_books("stone", language_code="en") == [titled, named]


def test_what_is_not_published_is_not_found() -> None:
    make_book(live=False)
    assert find_books("stone", language_code="en") == []


def test_the_search_page_leads_from_an_isbn_straight_to_its_book(client: Client) -> None:
    edition = make_edition(make_book())
    assert client.get("/books/?q=0306406152", follow=True).redirect_chain[-1][0].endswith(f"#isbn-{ISBNS[0]}")
    withdraw_edition(edition)
    assert client.get("/books/?q=0306406152").status_code == 200
    assert "No book was found" in client.get("/books/?q=zzz").content.decode()
    assert "<script>x" not in client.get("/books/?q=<script>x").content.decode()


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("address", ["/books/", "/books/?form=paperback&language=en", "/books/subjects/film/", "/books/?q=book"])
def test_a_list_costs_the_same_for_one_book_and_for_twenty(client: Client, film: Subject, address: str) -> None:
    def add(number: int) -> None:
        person = make_person(name=f"Person {number}", slug=f"person-{number}")
        book = make_book(title=f"Book {number}", title_romanised="", parts=[(person, "author")], subjects=[film])
        edition: Any = make_edition(book, isbn=None)
        change_edition(edition, {"pages": 10}, hand="desk")

    add(0)
    one = queries_of(client, address)
    for number in range(1, 20):
        add(number)
    assert queries_of(client, address) == one


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL counts before it chooses an index")
@pytest.mark.parametrize("address", ["/books/", "/books/?form=epub&order=title", "/books/?q=story", "/opds/all/"])
def test_no_query_of_a_page_reads_every_book(client: Client, address: str) -> None:
    """With one book a bad plan costs nothing, so that only the plan can show it."""
    make_edition(make_book(), form="epub")
    with CaptureQueriesContext(connection) as queries:
        assert "The Story of the Stone" in client.get(address).content.decode()
    plans = {}
    for query in queries.captured_queries:
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN QUERY PLAN " + query["sql"].replace("%", "%%"))
            plans[query["sql"]] = " | ".join(step[-1] for step in cursor.fetchall())

    for sql, plan in plans.items():
        assert not re.search(r"SCAN octavo_books_(book|edition|price|shelfmark)\b|\(merged_into_id=\?\)", plan), (plan, sql)
