"""What a page costs must not grow with what stands on it."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from octavo.books.models import Book
from octavo.columns.actions import republish, set_books
from octavo.columns.models import ColumnPage, SectionPage
from octavo.people.models import Person
from tests import makers
from tests.book_makers import make_book, make_edition


def queries_of(client: Client, url: str) -> int:
    """Return the queries of a second request: the first may fill what a process keeps."""
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    return len(queries)


def body_of_everything(count: int) -> list[tuple[str, Any]]:
    pictures = [makers.make_picture(title=f"picture {number}") for number in range(count)]
    sounds = [makers.make_attachment(title=f"sound {number}") for number in range(count)]
    about = makers.make_ordinary_page()
    body: list[tuple[str, Any]] = []
    for picture, sound in zip(pictures, sounds, strict=True):
        body += [
            ("text", f'<p>Words, and <a linktype="page" id="{about.pk}">a page</a>.</p>'),
            ("heading", {"text": "A heading", "level": "2"}),
            ("figure", {"picture": picture, "caption": "", "credit": "", "alt": "", "width": "wide"}),
            ("gallery", {"pictures": [{"picture": picture, "caption": "one"}], "caption": ""}),
            ("audio", {"file": sound, "title": "A song", "credit": "", "transcript": ""}),
            ("video", {"file": sound, "poster": picture, "title": "A film", "captions": sound, "transcript": ""}),
            ("embed", {"url": "https://vimeo.com/1", "title": "Elsewhere", "poster": picture}),
            ("sidenote", {"text": "A note"}),
        ]
    return body


def fill(section: SectionPage, count: int) -> ColumnPage:
    people = tuple(
        makers.make_person(name=f"Person {number}", slug=f"person-{number}", picture=makers.make_picture())
        for number in range(count)
    )
    for number in range(count):
        makers.make_column(parent=section, people=people, slug=f"beside-{number}", hero=makers.make_picture(), tags=("film",))
    books = [fill_book(number, people) for number in range(count)]
    column = makers.make_column(
        parent=section,
        people=people,
        slug="shown",
        hero=makers.make_picture(),
        tags=tuple(f"tag {number}" for number in range(count)),
        body=[*body_of_everything(count), *(("book_card", {"book": book, "note": ""}) for book in books)],
    )
    set_books(column, [(book, "Read it.") for book in books])
    return republish(column)


def fill_book(number: int, people: tuple[Person, ...]) -> Book:
    book = make_book(title=f"Book {number}", parts=[(person, "author") for person in people])
    make_edition(book, isbn=None, cover=makers.make_picture(height=1800))
    return book


@pytest.mark.parametrize("count", [1, 3])
def test_a_column_page_costs_the_same_whatever_stands_on_it(client: Client, people_section: SectionPage, count: int) -> None:
    column = fill(people_section, count)

    assert queries_of(client, column.url) == 21


@pytest.mark.parametrize("count", [1, 3])
def test_a_section_page_costs_the_same_for_any_number_of_columns(client: Client, people_section: SectionPage, count: int) -> None:
    fill(people_section, count)

    assert queries_of(client, people_section.url) == 16


@pytest.mark.parametrize("count", [1, 3])
def test_the_home_page_costs_the_same_for_any_number_of_sections(client: Client, people_section: SectionPage, count: int) -> None:
    fill(people_section, count)
    for number in range(count):
        section = makers.make_section(title=f"Section {number}", slug=f"section-{number}")
        makers.make_column(parent=section, slug="in-it")

    assert queries_of(client, "/") == 22


@pytest.mark.parametrize("count", [1, 3])
def test_a_persons_page_costs_the_same_for_any_number_of_columns(client: Client, people_section: SectionPage, count: int) -> None:
    fill(people_section, count)

    assert queries_of(client, "/people/person-0/") == 16


@pytest.mark.parametrize("count", [1, 3])
def test_a_tag_page_costs_the_same_for_any_number_of_columns(client: Client, people_section: SectionPage, count: int) -> None:
    fill(people_section, count)

    assert queries_of(client, "/tags/film/") == 7


@pytest.mark.parametrize("count", [1, 3])
def test_a_feed_costs_the_same_for_any_number_of_columns(client: Client, people_section: SectionPage, count: int) -> None:
    # Without links to pages: those cost one query a column, of which a feed has at most twenty.
    words = body_of_everything(1)[1:]
    for number in range(count):
        makers.make_column(parent=people_section, slug=f"column-{number}", tags=("film",), body=words)

    assert queries_of(client, "/feed/") == 11
