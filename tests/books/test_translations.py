"""A book's second language."""

import pytest
from django.db import IntegrityError, transaction
from wagtail.models import Locale

from octavo.books.actions import add_translation
from octavo.books.models import Book, Edition, Price, SearchKey
from octavo.books.queries.books import editions_of
from tests.book_makers import make_book, make_edition
from tests.makers import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def chinese(db: None) -> Locale:
    return Locale.objects.get(language_code="zh-hans")


def test_a_translation_is_published_at_the_same_address_and_sells_the_same(chinese: Locale) -> None:
    book = make_book(title="Border Town", parts=[(make_person(), "author")])
    edition = make_edition(book)

    row = add_translation(book, chinese, {"title": "边城"})

    assert row.live
    assert not row.is_source
    assert row.url == f"/zh-hans/books/{book.slug}/"
    assert [part.role for part in row.people] == ["author"]
    assert editions_of(row) == [edition]
    assert (Edition.objects.count(), Price.objects.count()) == (1, 1)
    assert SearchKey.objects.filter(book=book, key="biancheng").exists()


def test_a_translation_names_people_as_its_readers_know_them(chinese: Locale) -> None:
    author = make_person(name="Shen Congwen")
    book = make_book(title="Border Town", parts=[(author, "author")])
    known = make_person(name="沈从文", locale=chinese, translation_key=author.translation_key)

    row = add_translation(book, chinese, {"title": "边城"}, parts=[(known, "author")], hand="feed:trade")

    assert [part.person for part in Book.objects.get(pk=row.pk).people] == [known]
    assert [part.person for part in Book.objects.get(pk=book.pk).people] == [author]
    assert row.set_by["title"] == row.set_by["contributions"] == "feed:trade"


def test_what_is_not_published_is_not_published_by_being_translated(chinese: Locale) -> None:
    book = make_book(live=False)

    row = add_translation(book, chinese, {"title": "红楼梦"})

    assert not row.live
    assert row.first_published_at is None


def test_a_book_is_once_in_a_language(chinese: Locale) -> None:
    book = make_book()
    add_translation(book, chinese, {"title": "红楼梦"})

    with pytest.raises(IntegrityError), transaction.atomic():
        add_translation(book, chinese, {"title": "石头记"})
