"""A column leads to books, and a book back to every column about it."""

import json
import re

import pytest
from django.test import Client
from django.urls import reverse

from octavo.books.actions import merge_books
from octavo.books.models import Book
from octavo.columns.actions import add_draft, republish, set_books
from octavo.columns.models import BookCard, ColumnPage, SectionPage
from octavo.columns.queries.books import books_named_in, books_named_in_draft, columns_about
from tests.book_makers import ISBNS, make_book, make_edition, make_translation
from tests.makers import make_column, make_draft, make_reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def stone() -> Book:
    book = make_book()
    make_edition(book)
    return book


def recommend(column: ColumnPage, *books: tuple[Book, str]) -> ColumnPage:
    set_books(column, books)
    return republish(column)


def shown_books(client: Client, column: ColumnPage) -> list[tuple[str, str]]:
    context = client.get(column.url).context
    return [(item.book.title, item.note) for item in context["books"]]


def about(book: Book, language: str = "en") -> list[ColumnPage]:
    return list(columns_about(book, language_code=language))


def test_books_stand_below_a_column_in_the_editors_order(client: Client, people_section: SectionPage, stone: Book) -> None:
    other = make_book(title="Monkey")
    column = recommend(make_column(parent=people_section), (other, "For a train."), (stone, ""), (other, "Twice"))

    assert shown_books(client, column) == [("Monkey", "For a train."), ("The Story of the Stone", "")]
    page = client.get(column.url).content.decode()
    assert "Recommended Books" in page
    assert stone.url in page


def test_a_book_that_is_not_published_is_not_recommended(client: Client, people_section: SectionPage, stone: Book) -> None:
    column = recommend(make_column(parent=people_section), (stone, ""))
    stone.unpublish()
    assert shown_books(client, column) == []
    assert "Recommended Books" not in client.get(column.url).content.decode()


def test_a_merged_book_is_recommended_once_as_what_it_became(client: Client, people_section: SectionPage, stone: Book) -> None:
    double = make_book(title="Dream of the Red Chamber")
    column = recommend(make_column(parent=people_section), (double, "The note"), (stone, "Another"))

    merge_books(stone, double)

    assert shown_books(client, column) == [("The Story of the Stone", "The note")]
    assert about(stone) == [column]


def test_a_book_leads_back_to_its_columns_newest_first(people_section: SectionPage, stone: Book) -> None:
    chinese = make_translation(stone, "zh-hans", title="红楼梦")
    listed = recommend(make_column(parent=people_section, slug="listed"), (chinese, ""))
    carded = make_column(parent=people_section, slug="carded", body=[("book_card", {"book": stone, "note": ""})])
    make_draft(parent=people_section, slug="draft", body=[("book_card", {"book": stone, "note": ""})])
    make_column(parent=people_section, slug="silent")

    assert about(stone) == about(chinese) == [carded, listed]
    assert about(stone, "zh-hans") == []


def test_cards_are_those_of_the_published_body(people_section: SectionPage, stone: Book) -> None:
    column = make_column(parent=people_section, body=[("book_card", {"book": stone, "note": ""})])
    column.body = [("text", "<p>No card now.</p>")]
    draft = column.save_revision()
    assert BookCard.objects.count() == 1

    draft.publish()

    assert BookCard.objects.count() == 0


def test_a_card_shows_the_book_in_the_text(client: Client, people_section: SectionPage, stone: Book) -> None:
    column = make_column(parent=people_section, body=[("book_card", {"book": stone, "note": "Read it slowly."})])
    page = client.get(column.url).content.decode()
    assert "book-aside" in page
    assert "Read it slowly." in page
    Book.objects.update(live=False)
    assert "book-aside" not in re.sub("<link[^>]*>", "", client.get(column.url).content.decode())


def test_a_column_tells_machines_which_books_it_mentions(client: Client, people_section: SectionPage, stone: Book) -> None:
    column = recommend(make_column(parent=people_section), (stone, ""))
    page = client.get(column.url).content.decode()
    graph = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S).group(1))["@graph"]
    (article,) = [node for node in graph if node["@type"] == "Article"]
    (mentioned,) = article["mentions"]
    assert mentioned["@type"] == "Book"
    assert mentioned["isbn"] == [ISBNS[0]]
    assert mentioned["@id"].endswith("/books/honglou-meng/#book")


def test_as_many_queries_for_three_books_as_for_one(
    client: Client, people_section: SectionPage, django_assert_num_queries: object
) -> None:
    books = [make_book(title=f"Book {number}") for number in range(3)]
    for book, isbn in zip(books, ISBNS, strict=False):
        make_edition(book, isbn=isbn)
    one = recommend(make_column(parent=people_section, slug="one"), (books[0], ""))
    three = recommend(make_column(parent=people_section, slug="three"), *((book, "") for book in books))
    assert count(client, one) == count(client, three)


def count(client: Client, column: ColumnPage) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(column.url)
    with CaptureQueriesContext(connection) as captured:
        client.get(column.url)
    return len(captured)


@pytest.mark.parametrize(
    "text",
    [
        "<p>Our copy of The Story of the Stone is worn.</p>",
        "<p>《红楼梦》的译者</p>",
        "<p>It is called <i>Hónglóu mèng</i> at home.</p>",
        f"<p>See ISBN {ISBNS[0][:3]}-{ISBNS[0][3:]}.</p>",
        "<p>ISBN 0-306-40615-2</p>",
    ],
)
def test_a_book_named_in_a_text_is_found(stone: Book, text: str) -> None:
    assert books_named_in(text) == [stone]


@pytest.mark.parametrize(
    "text",
    ["<p>The story of a stone.</p>", "<p>Emma came home.</p>", "<p>Tel. 0-306-40615-3</p>", "<p>红楼梦里</p>", ""],
)
def test_what_only_sounds_like_a_title_is_not(stone: Book, text: str) -> None:
    make_book(title="Emma", title_original="", title_romanised="")
    assert books_named_in(text) == []


def test_named_books_are_offered_until_they_are_recommended(client: Client, people_section: SectionPage, stone: Book) -> None:
    column = make_draft(parent=people_section, body=[("text", "<p>I read The Story of the Stone again.</p>")])
    client.force_login(make_reader("Carla", role="Editor"))
    address = reverse("desk:named_books", args=[column.pk])

    assert b"The Story of the Stone" in client.get(address).content
    client.post(address, {"book": [stone.pk]})
    client.post(address, {"book": [stone.pk]})

    draft = ColumnPage.objects.get(pk=column.pk).get_latest_revision_as_object()
    assert [row.book for row in draft.column_books.all()] == [stone]
    assert books_named_in_draft(draft) == []
    assert not ColumnPage.objects.get(pk=column.pk).live


@pytest.mark.parametrize(("role", "status"), [("Editor", 200), ("Owner", 200), ("Moderator", 302), (None, 302)])
def test_who_may_see_what_a_draft_names(client: Client, people_section: SectionPage, role: str | None, status: int) -> None:
    column = make_draft(parent=people_section)
    client.force_login(make_reader("Egon", role=role))
    assert client.get(reverse("desk:named_books", args=[column.pk])).status_code == status


def test_a_stranger_is_asked_to_sign_in(client: Client, people_section: SectionPage) -> None:
    column = make_draft(parent=people_section)
    assert client.get(reverse("desk:named_books", args=[column.pk])).status_code == 302


def test_a_draft_previewed_shows_the_books_chosen_in_it(people_section: SectionPage, stone: Book) -> None:
    column = ColumnPage(title="New", slug="new", standfirst="x", body=[])
    set_books(column, [(stone, "Yes")])
    add_draft(column, parent=people_section)
    response = column.get_latest_revision_as_object().make_preview_request()
    assert stone.title in response.content.decode()
