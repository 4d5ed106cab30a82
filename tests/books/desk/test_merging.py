"""Two books that are one, at the desk."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from octavo.books.actions import merge_books
from octavo.books.models import Book, Merge
from octavo.books.queries.books import editions_of
from octavo.books.queries.duplicates import likely_duplicates, side_by_side
from octavo.people.models import Person
from tests import makers
from tests.book_makers import ISBNS, make_book, make_edition, make_translation

pytestmark = pytest.mark.django_db


@pytest.fixture
def cao(db: None) -> Person:
    return makers.make_person(name="Cao Xueqin", slug="cao")


@pytest.fixture
def stone(cao: Person) -> Book:
    book = make_book(parts=[(cao, "author")])
    make_edition(book)
    return book


def test_what_looks_alike_is_offered_the_likeliest_first(stone: Book, cao: Person) -> None:
    plain = {"title_original": "", "title_romanised": ""}
    same_script = make_book(title="A Dream of Red Mansions", title_original="红楼梦", title_romanised="")
    same_title_and_author = make_book(title="THE STORY OF THE STÖNE", parts=[(cao, "author")], **plain)
    nearly = make_book(title="Story of the Stone", parts=[(cao, "author")], **plain)
    make_book(title="The Dream", parts=[(cao, "author")], **plain)
    make_book(title="The Story of Art", **plain)

    assert likely_duplicates(stone) == [same_title_and_author, same_script, nearly]


def test_other_languages_and_merged_books_are_no_duplicates(stone: Book) -> None:
    make_translation(stone, "zh-hans", title="The Story of the Stone")
    merge_books(stone, make_book())

    assert likely_duplicates(stone) == []


def test_what_differs_is_told_from_what_is_the_same(stone: Book) -> None:
    other = make_book(title="the story of the stone", title_romanised="", subtitle="A novel")

    rows = {row.name: row.is_the_same for row in side_by_side(stone, other)}

    assert (rows["Title"], rows["Subtitle"], rows["Editions"], rows["Contributors"]) == (True, False, False, False)
    assert "Series" not in rows


def test_a_duplicate_is_compared_merged_and_parted_again(bertas: Client, stone: Book) -> None:
    other = make_book(title="Dream of the Red Chamber")
    moved = make_edition(other, isbn=ISBNS[1], form="epub")
    assert "Dream of the Red Chamber" in bertas.get(reverse("books_desk:merge", args=[stone.pk])).content.decode()
    two = reverse("books_desk:merge_two", args=[stone.pk, other.pk])
    assert "e-book (EPUB) 978-7-115-29380-0" in bertas.get(two).content.decode()

    answer = bertas.post(two, {"keep": stone.pk}, follow=True)

    merge = Merge.objects.get()
    assert (merge.kept, merge.merged, merge.made_by.display_name) == (stone, other, "Berta")
    assert moved in editions_of(stone)
    assert "1 edition that came along" in answer.content.decode()
    assert "Merged into this: Dream of the Red Chamber" in bertas.get(f"/desk/books/history/{stone.pk}/").content.decode()

    bertas.post(reverse("books_desk:undo_merge", args=[merge.pk]))

    assert editions_of(other) == [moved]
    html = bertas.get(reverse("books_desk:merges")).content.decode()
    assert "undone on" in html
    assert "was undone" in bertas.get(reverse("books_desk:merge_result", args=[merge.pk])).content.decode()


def test_the_other_one_may_be_kept(bertas: Client, stone: Book) -> None:
    other = make_book(title="Other")

    bertas.post(reverse("books_desk:merge_two", args=[stone.pk, other.pk]), {"keep": other.pk})

    assert Merge.objects.get().kept == other


def test_sent_twice_a_merge_is_made_once(bertas: Client, stone: Book) -> None:
    other = make_book(title="Other")
    two = reverse("books_desk:merge_two", args=[stone.pk, other.pk])

    bertas.post(two, {"keep": stone.pk})
    again = bertas.post(two, {"keep": stone.pk})

    assert again.status_code == 404
    assert Merge.objects.count() == 1


def test_a_book_and_itself_are_not_merged(bertas: Client, stone: Book) -> None:
    two = reverse("books_desk:merge_two", args=[stone.pk, stone.pk])

    answer = bertas.post(two, {"keep": stone.pk}, follow=True)

    assert "cannot be merged into itself" in answer.content.decode()
    assert not Merge.objects.exists()


def test_any_other_book_can_be_looked_for(bertas: Client, stone: Book) -> None:
    make_book(title="Something else", title_original="围城", title_romanised="")

    html = bertas.get(reverse("books_desk:merge", args=[stone.pk]), {"q": "weicheng"}).content.decode()

    assert "Something else" in html
    assert "Nothing is called" in bertas.get(reverse("books_desk:merge", args=[stone.pk]), {"q": "zzz"}).content.decode()


def _queries(client: Client, book: Book, number: int) -> int:
    for at in range(Book.objects.count(), number):
        make_edition(make_book(parts=[(makers.make_person(name=f"P {at}", slug=f"p-{at}"), "author")]), isbn=None)
    with CaptureQueriesContext(connection) as seen:
        client.get(reverse("books_desk:merge", args=[book.pk]))
    return len(seen)


def test_ten_likely_ones_cost_no_more_queries_than_one(bertas: Client, stone: Book) -> None:
    assert _queries(bertas, stone, 2) == _queries(bertas, stone, 11)
