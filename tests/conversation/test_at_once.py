"""Twenty who write, like and moderate at the same moment: nothing is lost, nothing is counted twice."""

import threading
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections

from octavo.books.models import Book
from octavo.columns.models import ColumnPage
from octavo.conversation.actions import find_helpful, like_comment, post_comment, post_review, report, rule
from octavo.conversation.models import (
    BookReviews,
    ColumnThread,
    Comment,
    CommentLike,
    Report,
    Review,
    ReviewVote,
    Ruling,
    SpamToken,
    Standing,
)
from octavo.conversation.spam import TEXTS
from octavo.mail.models import Letter
from octavo.readers.models import Reader
from tests import makers
from tests.book_makers import make_book
from tests.conversation.makers import comment_on, known_reader, review_of_book, said

AT_ONCE = 20


@pytest.fixture
def column(django_db_setup: None, django_db_blocker: Any) -> Iterator[ColumnPage]:
    """A column outside any transaction, because twenty connections have to see it; what was made is taken away again."""
    with django_db_blocker.unblock():
        section = makers.make_section()
        yield makers.make_column(parent=section)
        section.delete()
        for model in (Reader, SpamToken, Letter):
            model.objects.all().delete()


@pytest.fixture
def book(django_db_setup: None, django_db_blocker: Any) -> Iterator[Book]:
    with django_db_blocker.unblock():
        book = make_book(live=True)
        yield book
        book.delete()
        for model in (Reader, SpamToken, Letter):
            model.objects.all().delete()


def at_once(act: Callable[[int], Any]) -> list[Any]:
    """Do something twenty times from twenty threads that begin together, each with a connection of its own."""
    gate = threading.Barrier(AT_ONCE)

    def one(number: int) -> Any:
        gate.wait()
        try:
            return act(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, range(AT_ONCE)))


def test_twenty_comments_and_answers_are_all_there_and_counted(column: ColumnPage) -> None:
    readers = [known_reader(f"Reader {number}") for number in range(AT_ONCE)]
    first = comment_on(column, "The first.")

    def write(number: int) -> Comment:
        parent = first if number % 2 else None
        return post_comment(column, readers[number], f"Number {number}.", key=uuid.uuid4(), parent=parent)

    written = at_once(write)

    assert len({comment.pk for comment in written}) == AT_ONCE
    assert ColumnThread.objects.get(column=column).comments == AT_ONCE + 1
    first.refresh_from_db()
    assert first.answers_shown == AT_ONCE // 2
    assert list(Standing.objects.values_list("published", flat=True)) == [2] * AT_ONCE


def test_the_same_form_sent_twenty_times_is_one_comment(column: ColumnPage) -> None:
    rita, key = known_reader(), uuid.uuid4()
    written = at_once(lambda _number: post_comment(column, rita, "Once.", key=key))

    assert len({comment.pk for comment in written}) == 1
    assert Comment.objects.count() == ColumnThread.objects.get().comments == 1


def test_twenty_likes_of_ten_readers_are_ten(column: ColumnPage) -> None:
    comment = comment_on(column)
    readers = [makers.make_reader(f"Reader {number}") for number in range(AT_ONCE // 2)]
    at_once(lambda number: like_comment(comment, readers[number % len(readers)], likes=True))

    comment.refresh_from_db()
    assert comment.likes == CommentLike.objects.count() == len(readers)


def test_two_moderators_who_decide_the_same_decide_once(column: ColumnPage) -> None:
    moderators = [makers.make_reader(name) for name in ("Mo", "Max")]
    comment = post_comment(column, makers.make_reader("Ana"), "Held.", key=uuid.uuid4())
    at_once(lambda number: rule(comment, "approve", moderators[number % 2]))

    assert Ruling.objects.count() == 1
    assert ColumnThread.objects.get().comments == 1
    assert SpamToken.objects.get(token=TEXTS).honest == 1


def test_twenty_decisions_on_twenty_comments_teach_twenty_texts(column: ColumnPage) -> None:
    mo: Reader = makers.make_reader("Mo")
    comments = [comment_on(column, f"The same words, the {number}th time.", by=None) for number in range(AT_ONCE)]
    at_once(lambda number: rule(comments[number], "spam" if number % 2 else "approve", mo))

    texts = SpamToken.objects.get(token=TEXTS)
    assert (texts.spam, texts.honest) == (AT_ONCE // 2, AT_ONCE // 2)
    words = SpamToken.objects.get(token="words")
    assert (words.spam, words.honest) == (AT_ONCE // 2, AT_ONCE // 2)
    assert ColumnThread.objects.get().comments == AT_ONCE // 2


def test_twenty_reports_of_one_comment_are_counted(column: ColumnPage) -> None:
    comment = comment_on(column)
    at_once(lambda _number: report(comment, why="spam", text="", key=uuid.uuid4()))

    comment.refresh_from_db()
    assert comment.reports_open == Report.objects.count() == AT_ONCE


def test_twenty_reviews_are_all_there_and_counted(book: Book) -> None:
    readers = [known_reader(f"Reader {number}") for number in range(AT_ONCE)]
    texts = [f"Page {number} alone." for number in range(AT_ONCE)]
    written = at_once(lambda at: post_review(book, readers[at], said(1 + at % 5, texts[at]), key=uuid.uuid4()))

    assert len({review.pk for review in written}) == AT_ONCE
    assert set(BookReviews.objects.get(book=book).by_stars.values()) == {AT_ONCE // 5}
    assert list(Standing.objects.values_list("published", flat=True)) == [2] * AT_ONCE


def test_one_reader_who_reviews_a_book_twenty_times_has_one_review(book: Book) -> None:
    rita = known_reader()
    at_once(lambda number: post_review(book, rita, said(1 + number % 5), key=uuid.uuid4()))

    stars = Review.objects.get().stars
    assert {given: number for given, number in BookReviews.objects.get(book=book).by_stars.items() if number} == {stars: 1}


def test_twenty_votes_of_ten_readers_are_ten(book: Book) -> None:
    review = review_of_book(book)
    readers = [makers.make_reader(f"Reader {number}") for number in range(AT_ONCE // 2)]
    at_once(lambda number: find_helpful(review, readers[number % len(readers)], helps=True))

    review.refresh_from_db()
    assert review.helpful == ReviewVote.objects.count() == len(readers)
