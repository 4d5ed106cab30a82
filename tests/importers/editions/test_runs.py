"""A feed goes through to its end, whatever is in it."""

from typing import Any

import pytest
from django.db import OperationalError

from octavo.books.models import Book, Edition, Price, ShelfCount, ShelfMark
from octavo.importers.actions.editions import EditionOptions, bring_editions, bringing, run
from octavo.importers.actions.editions.bringing import Bringing
from octavo.importers.models import ImportedThing
from octavo.importers.records import Note, Refusal
from octavo.importers.report import Report
from octavo.people.models import Person
from tests.book_makers import ISBNS, make_book, make_edition
from tests.importers.editions.makers import (
    NOT_FETCHED,
    ListFeed,
    bring,
    outcomes,
    price_update,
    reasons,
    record,
    withdrawal,
    work,
)

pytestmark = pytest.mark.django_db


def many(number: int, start: int = 0) -> list[Any]:
    return [record(f"w.{at}", isbn="", work=work(f"Book {at}", series=None)) for at in range(start, start + number)]


def test_a_refused_and_a_broken_entry_are_told_and_the_others_come() -> None:
    report = bring(
        record(),
        Refusal("edition", "w.2", "Twice", "line 20: it has no reference"),
        ValueError("no number"),
        record("w.4", isbn=ISBNS[1]),
    )

    assert outcomes(report) == {"made": 2, "skipped": 1, "failed": 1}
    assert [(line["reason"], line["line"]) for line in report["left_out"]] == [
        ("it has no reference", 20),
        ("ValueError: no number", 30),
    ]


def test_a_record_that_fails_leaves_nothing_and_those_beside_it_come() -> None:
    report = bring(record("w.1", isbn="978"), record("w.2", isbn=ISBNS[1]))

    assert outcomes(report) == {"made": 1, "failed": 1}
    assert [edition.isbn for edition in Edition.objects.all()] == [ISBNS[1]]
    assert (Book.objects.count(), report["kinds"]["book"]["made"]) == (1, 1)
    assert ImportedThing.objects.filter(kind="edition").count() == 1


def test_a_record_that_no_database_takes_fails_alone() -> None:
    report = bring(record("w.1", work=work("Half \ud800 a letter")), record("w.2", isbn=ISBNS[1]))

    assert outcomes(report) == {"made": 1, "failed": 1}
    assert Book.objects.get().title == "The Border Town"


def test_what_a_record_of_a_failed_one_made_before_it_stays_known() -> None:
    """The second finds the book of the first, though the failure between them had everything asked for again."""
    bring(
        record("w.1", work=work(work_ids=("Warehouse work:1",))),
        record("w.2", isbn="978"),
        record("w.3", isbn=ISBNS[1], work=work("The Border Town, large print", work_ids=("Warehouse work:1",))),
    )

    assert Book.objects.count() == 1
    assert Edition.objects.count() == 2


def test_more_records_than_a_transaction_holds_all_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "AT_ONCE", 3)

    report = bring(*many(8))

    assert (outcomes(report), outcomes(report, "person")) == ({"made": 8}, {"made": 2})
    assert ShelfCount.objects.get(mark="all", also="all").books == 8


@pytest.mark.parametrize("cut_at", [1, 4, 5, 9])
def test_a_run_that_is_cut_off_and_begun_again_gives_the_same_catalogue(cut_at: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "AT_ONCE", 4)
    records = many(10)
    take = Bringing.take
    taken: list[str] = []

    def take_some(self: Bringing, one: Any, fingerprint: str) -> Any:
        taken.append(one.source_id)
        if len(taken) == cut_at:
            raise KeyboardInterrupt
        return take(self, one, fingerprint)

    with monkeypatch.context() as patched:
        patched.setattr(Bringing, "take", take_some)
        with pytest.raises(KeyboardInterrupt):
            bring(*records)
    before = Edition.objects.count()
    report = bring(*records)

    assert before == (cut_at - 1) // 4 * 4
    assert outcomes(report) == {name: times for name, times in {"made": 10 - before, "unchanged": before}.items() if times}
    assert (Edition.objects.count(), Book.objects.count(), Person.objects.count()) == (10, 10, 2)
    assert ShelfMark.objects.filter(mark="all").count() == ShelfCount.objects.get(mark="all", also="all").books == 10


def test_a_database_that_was_busy_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[int] = []
    take = Bringing.take

    def take_the_second_time(self: Bringing, one: Any, fingerprint: str) -> Any:
        tries.append(1)
        if len(tries) == 2:
            raise OperationalError("database is locked")
        return take(self, one, fingerprint)

    monkeypatch.setattr(Bringing, "take", take_the_second_time)

    report = bring(record("w.1"), record("w.2", isbn=ISBNS[1]))

    assert len(tries) == 4
    assert (outcomes(report), outcomes(report, "book")) == ({"made": 2}, {"made": 1})


def test_what_somebody_added_a_moment_ago_is_found_at_the_second_try(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another feed committed the same ISBN between looking and writing."""
    other = make_edition(make_book(), isbn=ISBNS[0])
    look = bringing.edition_meant
    looks: list[int] = []

    def see_nothing_at_first(*args: Any) -> Any:
        looks.append(1)
        return None if len(looks) == 1 else look(*args)

    monkeypatch.setattr(bringing, "edition_meant", see_nothing_at_first)

    report = bring(record())

    assert (outcomes(report), Edition.objects.get().pk) == ({"updated": 1}, other.pk)


def test_a_dry_run_says_what_would_be_and_changes_nothing() -> None:
    bring(record("w.1"))
    records = [
        record("w.1"),
        record("w.2", isbn=ISBNS[1]),
        record("w.2", isbn=ISBNS[1], pages=3),
        price_update("w.7", "9.00"),
        withdrawal("w.8"),
        withdrawal("w.1"),
    ]
    before = (Edition.objects.count(), ImportedThing.objects.count())

    report = bring(*records, options=EditionOptions(is_dry_run=True))

    assert outcomes(report) == {"made": 1, "updated": 2, "unchanged": 1, "skipped": 2}
    assert (Edition.objects.count(), ImportedThing.objects.count()) == before
    assert report["dry_run"]


def test_the_flaw_of_every_record_is_listed_for_some_and_counted_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "MOST_LINES_OF_A_REASON", 2)
    flawed = [record(f"w.{at}", isbn="", notes=(Note("Odd."),)) for at in range(5)]

    report = bring(*flawed, *(withdrawal(f"x.{at}") for at in range(4)))

    assert [note.get("times", 1) for note in report["notes"]] == [1, 1, 3]
    assert [line.get("times", 1) for line in report["left_out"]] == [1, 1, 2]
    assert outcomes(report)["skipped"] == 4
    assert len(reasons(report)) == 3


def test_what_is_odd_about_the_file_is_told_and_every_entry_is_heard_of() -> None:
    feed = ListFeed(record(), withdrawal("w.3"))
    feed.notes = [Note("The file was cut off.", "line 9")]
    heard: list[str] = []

    report = bring_editions(feed, Report("feed.xml"), options=NOT_FETCHED, tell=lambda entry: heard.append(entry.source_id))

    assert heard == ["w.1", "w.3"]
    assert report.about_file == ["The file was cut off. line 9"]
    assert report.source_site == feed.sender


def test_a_record_that_fails_after_it_had_written_takes_nothing_from_the_one_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """It changes an edition that was made a moment ago, whose first price is written for that, and then fails."""

    def fail(*_args: Any, **_told: Any) -> None:
        raise ValueError("no")

    monkeypatch.setattr(bringing, "bring_prices", fail)

    report = bring(record(), price_update("w.1", "20.00"), record("w.2", isbn=ISBNS[1]))

    assert outcomes(report) == {"made": 2, "failed": 1}
    assert [str(price) for price in Price.objects.all()] == ["14.90 EUR"] * 2


def test_what_came_alone_is_counted_like_what_came_together() -> None:
    spoilt = record("w.2", isbn="", work=work("Half \ud800 a letter"))

    report = bring(*many(3), spoilt)

    assert (outcomes(report, "book"), outcomes(report, "person")) == ({"made": 3}, {"made": 2})
