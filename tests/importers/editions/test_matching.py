"""Editions of one book find each other, and others do not."""

import pytest

from octavo.books.actions import merge_books, undo_merge
from octavo.books.models import Book, Edition
from octavo.importers.book_records import ContributorRecord, SeriesRecord
from tests.book_makers import ISBNS
from tests.importers.editions.makers import bring, outcomes, record, work

pytestmark = pytest.mark.django_db


def books() -> int:
    return Book.objects.count()


def other(title: str = "Another Title", **changes: object) -> object:
    return record("w.2", isbn=ISBNS[1], form="hardback", work=work(title, **changes))


def test_by_the_senders_number_of_the_work() -> None:
    bring(record(work=work(work_ids=("Warehouse work:7",))), other(work_ids=("Warehouse work:7",)))

    assert books() == 1


def test_not_by_the_number_of_another_sender() -> None:
    bring(record(work=work(work_ids=("Warehouse work:7",))))
    bring(other(work_ids=("Warehouse work:7",)), sender="another warehouse")

    assert books() == 2


def test_by_an_identifier_that_everybody_uses_whoever_sends_it() -> None:
    bring(record(work=work(work_ids=("istc:A02200900001543F",))))
    bring(other(work_ids=("istc:A02200900001543F",)), sender="another warehouse")

    assert books() == 1


@pytest.mark.parametrize("named_by", ["the second", "the first"])
def test_by_the_isbn_of_a_sibling_whichever_comes_first(named_by: str) -> None:
    first = work(sibling_isbns=(ISBNS[1],)) if named_by == "the first" else work()
    second = {"sibling_isbns": (ISBNS[0],)} if named_by == "the second" else {}

    bring(record(work=first), other(**second))

    assert books() == 1


def test_by_title_and_first_author_where_nothing_else_is_said() -> None:
    bring(record(work=work(title_original="")), other("The  BORDER Town", title_original=""))

    assert books() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"work": work(subtitle="A Sequel")},
        {"work": work(contributors=(ContributorRecord("Somebody Else", "author"),))},
        {"work": work(series=SeriesRecord("Library of Rivers", "4"))},
        {"work": work(work_ids=("Warehouse work:8",))},
        {"languages": ("fr",)},
    ],
    ids=["another subtitle", "another author", "another volume", "another work", "another language"],
)
def test_not_by_title_where_something_else_differs(changes: dict) -> None:
    bring(record(), record("w.2", isbn=ISBNS[1], **changes))

    assert books() == 2


def test_not_by_title_with_the_book_of_another_sender() -> None:
    bring(record())
    bring(record("x.1", isbn=ISBNS[1]), sender="another warehouse")

    assert books() == 2


def test_an_edition_of_a_merged_book_goes_to_the_one_that_was_kept() -> None:
    bring(record(work=work(work_ids=("Warehouse work:7",))), other(work_ids=("Warehouse work:8",)))
    kept, merged = Book.objects.order_by("pk")
    merge = merge_books(kept, merged)

    bring(record("w.3", isbn=ISBNS[2], work=work("A Third", work_ids=("Warehouse work:8",))))
    assert Edition.objects.get(isbn=ISBNS[2]).book == kept

    undo_merge(merge)
    bring(record("w.4", isbn=ISBNS[3], work=work("A Fourth", work_ids=("Warehouse work:8",))))
    assert Edition.objects.get(isbn=ISBNS[3]).book == merged


def test_an_edition_that_changes_does_not_move_to_another_book() -> None:
    bring(record(work=work(work_ids=("Warehouse work:7",))), other(work_ids=("Warehouse work:8",)))

    report = bring(other(work_ids=("Warehouse work:7",)))

    assert books() == 2
    assert outcomes(report) == {"unchanged": 1}


def test_a_number_that_led_to_a_deleted_book_leads_to_the_next() -> None:
    bring(record(work=work(work_ids=("Warehouse work:7",))))
    Edition.objects.get().prices.all().delete()
    Edition.objects.all().delete()
    Book.objects.all().delete()

    bring(other(work_ids=("Warehouse work:7",)))
    bring(record("w.3", isbn=ISBNS[2], work=work("A Third", work_ids=("Warehouse work:7",))))

    assert (books(), Edition.objects.count()) == (1, 2)


def test_a_very_long_number_is_a_number_all_the_same() -> None:
    number = "Warehouse work:" + "7" * 400

    bring(record(work=work(work_ids=(number,))), other(work_ids=(number,)))

    assert books() == 1
