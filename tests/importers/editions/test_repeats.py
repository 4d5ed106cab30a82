"""Several records of one thing in one file: the last counts, and the file read again changes nothing."""

import pytest

from octavo.books.models import Edition, Price
from octavo.importers.actions.editions import run
from octavo.importers.actions.editions.fingerprints import followed_by, of_all, times_in
from octavo.importers.book_records import EditionRecord
from tests.book_makers import ISBNS
from tests.importers.editions.makers import bring, outcomes, price_update, record

pytestmark = pytest.mark.django_db

FIRST, SECOND, THIRD = record(pages=1), record(pages=2), price_update("w.1", "20.00")


def pages() -> int | None:
    return Edition.objects.get(isbn=ISBNS[0]).pages


def ledger() -> list[int | None]:
    return [line.amount_minor for line in Price.objects.order_by("starts_at", "turn")]


@pytest.fixture(params=[1, 40], ids=["in transactions of their own", "in one transaction"])
def at_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(run, "AT_ONCE", request.param)
    return request.param


def test_a_chain_of_fingerprints_says_how_many_there_were_and_in_which_order() -> None:
    assert (times_in("a" * 64), times_in(followed_by("a", "b")), times_in(of_all(["a", "b", "c"]))) == (1, 2, 3)
    assert len({of_all(["a", "b"]), of_all(["b", "a"]), of_all(["a", "b", "b"])}) == 3
    assert all(len(of_all(list("abcdefghijkl")[:number])) <= 64 for number in range(1, 13))


def test_the_last_counts_and_the_second_run_changes_nothing(at_once: int) -> None:
    records = [FIRST, record("w.2", isbn=ISBNS[1]), SECOND, THIRD]

    first, lines = bring(*records), ledger()
    second = bring(*records)

    assert outcomes(first) == {"made": 2, "updated": 2}
    assert (second["changes"], outcomes(second)) == (0, {"unchanged": 4})
    assert (pages(), ledger()) == (2, lines)


def test_an_update_before_the_thing_itself_is_left_out_every_time(at_once: int) -> None:
    records = [THIRD, FIRST]

    first, second = bring(*records), bring(*records)

    assert outcomes(first) == {"skipped": 1, "made": 1}
    assert (second["changes"], ledger()) == (0, [1490])


def test_a_file_that_goes_on_where_the_former_ended_brings_only_what_is_new(at_once: int) -> None:
    bring(FIRST, SECOND)

    report = bring(FIRST, SECOND, THIRD)

    assert outcomes(report) == {"unchanged": 2, "updated": 1}
    assert ledger() == [1490, 2000]


def test_a_later_file_with_the_first_record_alone_takes_the_second_back(at_once: int) -> None:
    bring(FIRST, SECOND)

    report = bring(FIRST)

    assert (outcomes(report), pages()) == ({"updated": 1}, 1)
    assert bring(FIRST)["changes"] == 0


def test_another_second_record_is_brought_after_the_first(at_once: int) -> None:
    bring(FIRST, SECOND)

    report = bring(FIRST, record(pages=3))

    assert (report["changes"] > 0, pages()) == (True, 3)
    assert bring(FIRST, record(pages=3))["changes"] == 0


def test_a_record_that_comes_twice_word_for_word_changes_nothing_the_second_time(at_once: int) -> None:
    records: list[EditionRecord] = [FIRST, FIRST]

    first = bring(*records)

    assert outcomes(first) == {"made": 1, "unchanged": 1}
    assert bring(*records)["changes"] == 0


def test_of_two_records_of_one_isbn_the_later_counts(at_once: int) -> None:
    records = [FIRST, record("w.9", pages=9)]

    bring(*records)

    assert (Edition.objects.count(), pages()) == (1, 9)
    assert bring(*records)["changes"] == 0
