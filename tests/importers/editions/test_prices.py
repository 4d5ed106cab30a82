"""Prices of records as lines of a ledger."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from octavo.base.money import money
from octavo.books.actions import set_price
from octavo.books.hands import DESK
from octavo.books.models import Edition, Price
from octavo.importers.actions.editions.prices import UnusablePrice, fixed_in, midnight, steps_of
from octavo.importers.book_records import PriceRecord
from tests.importers.editions.makers import bring, outcomes, record

DAY = timedelta(days=1)
MARCH, JUNE, JULY = date(2024, 3, 1), date(2024, 6, 1), date(2024, 7, 1)


def price(amount: str | None, starts_on: date | None = None, ends_on: date | None = None, **told: Any) -> PriceRecord:
    return PriceRecord("EUR", None if amount is None else Decimal(amount), starts_on=starts_on, ends_on=ends_on, **told)


def told(*prices: PriceRecord) -> list[tuple[date | None, str]]:
    """Return the steps as (day, amount)."""
    return [
        (step.starts_at.date() if step.starts_at else None, str(step.amount.amount) if step.amount else "none")
        for step in steps_of(prices)
    ]


def test_a_price_without_dates_holds_from_ever() -> None:
    assert told(price("10.00")) == [(None, "10.00")]


def test_a_later_price_takes_the_place_of_an_earlier_one() -> None:
    assert told(price("12.00", JUNE), price("10.00")) == [(None, "10.00"), (JUNE, "12.00")]


def test_after_an_offer_that_ends_the_price_before_it_holds_again() -> None:
    assert told(price("20.00"), price("15.00", JUNE, date(2024, 6, 30))) == [(None, "20.00"), (JUNE, "15.00"), (JULY, "20.00")]


def test_a_price_that_ends_without_another_is_followed_by_none() -> None:
    assert told(price("10.00", MARCH, date(2024, 5, 31))) == [(None, "none"), (MARCH, "10.00"), (JUNE, "none")]


def test_a_price_of_none_ends_the_one_before() -> None:
    assert told(price("10.00"), price(None, JUNE)) == [(None, "10.00"), (JUNE, "none")]


def test_the_same_price_said_twice_is_one_step() -> None:
    assert told(price("10.00"), price("10.00", JUNE)) == [(None, "10.00")]


def test_until_the_last_day_of_the_calendar_is_for_ever() -> None:
    assert told(price("10.00", None, date.max)) == [(None, "10.00")]


def test_a_period_that_ends_before_it_begins_never_holds() -> None:
    assert told(price("20.00"), price("15.00", JULY, JUNE))[0] == (None, "20.00")
    assert "15.00" not in str(told(price("20.00"), price("15.00", JULY, JUNE)))


@pytest.mark.parametrize("amount", ["10.005", "-1.00", "NaN"])
def test_an_amount_that_nobody_can_pay_is_unusable(amount: str) -> None:
    with pytest.raises(UnusablePrice):
        steps_of([price(amount)])


def test_a_day_begins_where_the_magazine_is(settings: Any) -> None:
    settings.TIME_ZONE = "Asia/Shanghai"

    assert midnight(MARCH).astimezone(UTC) == datetime(2024, 2, 29, 16, tzinfo=UTC)


def test_a_fixed_price_is_fixed_in_its_countries() -> None:
    prices = [price("1.00", is_fixed=True, countries=("FR", "DE")), price("1.00", countries=("GB",))]

    assert fixed_in(prices) == ["DE", "FR"]


def lines(currency: str = "EUR") -> list[str]:
    """Return the ledger, the oldest line first, without the times."""
    rows = Price.objects.filter(currency=currency).order_by("starts_at", "turn")
    return [str(line.money.amount) if line.money else "none" for line in rows]


def now() -> str:
    return ", ".join(str(line) for line in Price.objects.current())


@pytest.mark.django_db
def test_a_new_edition_has_its_price_from_the_day_that_its_record_says() -> None:
    bring(record(prices=(price("10.00", MARCH),)))

    assert Price.objects.get().starts_at == datetime(2024, 3, 1, tzinfo=UTC)


@pytest.mark.django_db
def test_a_price_that_changes_is_another_line_from_now_and_what_was_asked_is_not_rewritten() -> None:
    bring(record(prices=(price("10.00"),)))
    before = timezone.now()

    # It says since when, but until this moment readers were asked for the former.
    bring(record(prices=(price("12.00", MARCH),)))

    assert (lines(), now()) == (["10.00", "12.00"], "12.00 EUR")
    assert Price.objects.order_by("starts_at").last().starts_at >= before


@pytest.mark.django_db
def test_changes_to_come_are_lines_to_come_and_an_offer_ends_by_itself() -> None:
    today = timezone.localdate()
    offer = price("8.00", today + 10 * DAY, today + 19 * DAY)

    bring(record(prices=(price("10.00"), offer)))

    assert (lines(), now()) == (["10.00", "8.00", "10.00"], "10.00 EUR")
    starts = [line.starts_at for line in Price.objects.order_by("starts_at")][1:]
    assert starts == [midnight(today + 10 * DAY), midnight(today + 20 * DAY)]


@pytest.mark.django_db
def test_a_change_that_is_called_off_does_not_come() -> None:
    soon = timezone.localdate() + 10 * DAY
    bring(record(prices=(price("10.00"), price("12.00", soon))))

    bring(record(prices=(price("10.00"),)))

    assert [str(line) for line in Price.objects.current(midnight(soon + DAY))] == ["10.00 EUR"]


@pytest.mark.django_db
def test_a_price_that_a_record_no_longer_names_ends() -> None:
    bring(record(prices=(price("10.00"), PriceRecord("GBP", Decimal("9.00")))))

    report = bring(record(prices=(price("10.00"),)))

    assert (outcomes(report), now(), lines("GBP")) == ({"updated": 1}, "10.00 EUR", ["9.00", "none"])


@pytest.mark.django_db
def test_a_record_that_says_nothing_of_prices_ends_none() -> None:
    bring(record(prices=(price("10.00"),)))

    bring(record(pages=1, prices=None))

    assert now() == "10.00 EUR"


@pytest.mark.django_db
def test_a_price_that_cannot_be_used_leaves_the_former_one() -> None:
    bring(record(prices=(price("10.00"),)))

    report = bring(record(prices=(price("10.005"),)))

    assert now() == "10.00 EUR"
    assert [note["reason"] for note in report["notes"]] == ["A price that cannot be used was left out."]


@pytest.mark.django_db
def test_a_change_of_the_feed_does_not_come_where_the_desk_has_set_a_price() -> None:
    bring(record(prices=(price("10.00"),)))
    set_price(Edition.objects.get(), "EUR", money("11.00", "EUR"), hand=DESK)

    bring(record(prices=(price("10.00"), price("12.00", timezone.localdate() + 10 * DAY))))

    assert lines() == ["10.00", "11.00"]


@pytest.mark.django_db
def test_with_and_without_tax_are_two_prices() -> None:
    bring(record(prices=(price("10.00", includes_tax=False),)))
    bring(record(prices=(price("10.00"),)))

    assert [line.includes_tax for line in Price.objects.order_by("starts_at")] == [False, True]


@pytest.mark.django_db
def test_an_update_in_the_same_feed_sees_the_line_before_it() -> None:
    report = bring(record(), record(prices=(price("16.00"),)), record(prices=(price("16.00"),), pages=9))

    assert outcomes(report) == {"made": 1, "updated": 2}
    assert lines() == ["14.90", "16.00"]
