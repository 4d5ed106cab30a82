"""What a sender withdraws leaves the shelves and comes back; nothing is deleted."""

from dataclasses import replace

import pytest

from octavo.books.actions import withdraw_edition
from octavo.books.models import Book, Edition, ShelfMark
from tests.book_makers import ISBNS, make_book, make_edition
from tests.importers.editions.makers import bring, outcomes, reasons, record, withdrawal

pytestmark = pytest.mark.django_db


def is_withdrawn() -> bool:
    return Edition.objects.get().withdrawn_at is not None


def test_a_withdrawn_edition_leaves_the_shelves_and_its_row_stays() -> None:
    bring(record())

    report = bring(withdrawal("w.1"))

    assert (outcomes(report), is_withdrawn()) == ({"updated": 1}, True)
    assert not ShelfMark.objects.filter(mark="form:paperback").exists()


def test_withdrawing_it_twice_changes_nothing() -> None:
    bring(record())
    bring(withdrawal("w.1"))

    assert bring(withdrawal("w.1"))["changes"] == 0


def test_it_comes_back_when_its_sender_has_it_again() -> None:
    bring(record())
    bring(withdrawal("w.1"))

    report = bring(record())

    assert (outcomes(report), is_withdrawn()) == ({"updated": 1}, False)
    assert ShelfMark.objects.filter(mark="form:paperback").exists()


def test_what_the_desk_took_off_the_shelves_stays_off() -> None:
    bring(record())
    withdraw_edition(Edition.objects.get())

    bring(record(pages=9))

    assert is_withdrawn()


def test_what_was_never_here_is_left_out() -> None:
    report = bring(withdrawal("w.1"))

    assert (outcomes(report), reasons(report)) == ({"skipped": 1}, ["its sender has withdrawn it, and it was never here"])


def test_a_sender_cannot_withdraw_what_it_never_brought() -> None:
    bring(record())

    report = bring(withdrawal("x.1", isbn=ISBNS[0]), sender="another warehouse")

    assert (outcomes(report), is_withdrawn()) == ({"kept": 1}, False)


def test_what_another_sender_still_has_stays_until_that_one_withdraws_it_too() -> None:
    bring(record())
    bring(record("x.1"), sender="another warehouse")

    first = bring(withdrawal("w.1"))
    assert (outcomes(first), is_withdrawn()) == ({"kept": 1}, False)

    bring(withdrawal("x.1"), sender="another warehouse")
    assert is_withdrawn()


def test_an_edition_of_the_desk_stays_though_a_feed_speaks_of_it() -> None:
    make_edition(make_book(), isbn=ISBNS[0])
    bring(record())

    report = bring(withdrawal("w.1"))

    assert (outcomes(report), is_withdrawn()) == ({"kept": 1}, False)
    assert bring(withdrawal("w.1"))["changes"] == 0


def test_the_next_edition_leads_when_the_first_is_withdrawn() -> None:
    second = record("w.2", isbn=ISBNS[1], form="hardback")
    bring(record(), second)
    bring(withdrawal("w.1"))

    bring(replace(second, work=replace(second.work, description_html="<p>From the hardback.</p>")))

    assert Book.objects.get().description == "<p>From the hardback.</p>"
