"""Choosing a book: found as people remember it, in a list that costs the same however long it is."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from octavo.books.actions import merge_books
from octavo.books.models import Book
from tests import makers
from tests.book_makers import ISBNS, make_book, make_edition, make_translation

pytestmark = pytest.mark.django_db
CHOOSE = "/desk/snippets/choose/octavo_books/book/"


@pytest.fixture
def writers(client: Client) -> Client:
    client.force_login(makers.make_reader("Ben", role="Writer"))
    return client


@pytest.fixture
def stone(db: None) -> Book:
    cao = makers.make_person(name="Cao Xueqin", name_original="曹雪芹", slug="cao")
    book = make_book(parts=[(cao, "author")])
    make_edition(book)
    return book


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("story of the", True),
        ("红楼", True),
        ("honglou", True),
        ("hóng lóu", True),
        ("Hónglóu mèng", True),
        ("雪芹", True),
        ("cao stone", True),
        ("978-0-306-40615-7", True),
        ("0306406152", True),
        ("978-7-115-29380-0", False),
        ("cao dream", False),
    ],
)
def test_a_book_is_found_by_what_people_remember_of_it(writers: Client, stone: Book, words: str, is_found: bool) -> None:
    answer = writers.get(CHOOSE + "results/", {"q": words})

    assert answer.status_code == 200
    assert ("The Story of the Stone" in answer.content.decode()) == is_found


def test_a_row_shows_every_form_of_the_title_and_who_wrote_it(writers: Client, stone: Book) -> None:
    make_edition(stone, isbn=ISBNS[1], form="epub", price=None, cover=makers.make_picture())

    html = writers.get(CHOOSE + "results/").content.decode()

    for words in (
        "The Story of the Stone",
        "红楼梦",
        "Hónglóu mèng",
        "Cao Xueqin",
        "paperback",
        "€12.50",
        "e-book (EPUB)",
        "<img",
    ):
        assert words in html


def test_a_draft_may_be_chosen_and_is_marked(writers: Client) -> None:
    book = make_book(title="Not yet out", live=False)

    html = writers.get(CHOOSE + "results/").content.decode()
    chosen = writers.get(f"{CHOOSE}chosen/{book.pk}/").json()

    assert "Not yet out" in html
    assert "draft" in html
    assert chosen["result"]["id"] == str(book.pk)


def test_a_work_is_offered_once_and_not_at_all_when_it_was_merged_away(writers: Client, stone: Book) -> None:
    make_translation(stone, "zh-hans", title="红楼梦（中文）")
    merge_books(stone, make_book(title="Dream of the Red Chamber"))

    html = writers.get(CHOOSE + "results/").content.decode()

    assert html.count("data-chooser-modal-choice") == 1
    assert "Red Chamber" not in html


def test_an_editor_adds_the_book_a_column_needs_as_a_draft(client: Client) -> None:
    client.force_login(makers.make_reader("Olga", role="Owner"))

    answer = client.post(CHOOSE + "create/", {"title": "倾城之恋", "title_original": "", "title_romanised": ""})

    book = Book.objects.get()
    assert answer.json()["step"] == "chosen"
    assert (book.slug, book.live, book.set_by) == ("qing-cheng-zhi-lian", False, {"title": "desk"})


def test_a_writer_chooses_and_adds_nothing(writers: Client) -> None:
    answer = writers.post(CHOOSE + "create/", {"title": "Mine"})

    assert answer.status_code in {302, 403}
    assert not Book.objects.exists()


def _queries(client: Client, number: int) -> int:
    for at in range(Book.objects.count(), number):
        person = makers.make_person(name=f"Person {at}", slug=f"person-{at}")
        book = make_book(title=f"Book {at}", parts=[(person, "author")], live=at % 2 == 0)
        make_edition(book, isbn=None, cover=makers.make_picture())
    client.get(CHOOSE + "results/")  # makes the thumbnails
    with CaptureQueriesContext(
        connection,
    ) as seen:
        client.get(CHOOSE + "results/")
    return len(seen)


def test_fifteen_books_cost_no_more_queries_than_one(writers: Client) -> None:
    assert _queries(writers, 1) == _queries(writers, 15)
