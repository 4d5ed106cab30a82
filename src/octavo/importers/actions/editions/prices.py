"""Prices of a record in the ledger of an edition: a line for what holds now and for every change that is announced."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from octavo.base.money import Money, NotMoney, money
from octavo.books.actions import FirstLine, set_price
from octavo.books.hands import FEED
from octavo.books.models import Edition, Price
from octavo.importers.book_records import PriceRecord
from octavo.importers.records import Note

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Step:
    """From a moment on (None: from ever) an edition costs this much; None: it has no price."""

    starts_at: datetime | None
    amount: Money | None
    includes_tax: bool = True


@dataclass(frozen=True, slots=True)
class _Period:
    starts_at: datetime | None
    ends_at: datetime | None
    amount: Money | None
    includes_tax: bool

    def holds_at(self, moment: datetime | None) -> bool:
        if moment is None:
            return self.starts_at is None
        return (self.starts_at is None or self.starts_at <= moment) and (self.ends_at is None or moment < self.ends_at)


class UnusablePrice(ValueError):
    """Says what is wrong with a price, in a sentence for the report."""


def first_lines(edition: Edition, prices: Sequence[PriceRecord], notes: list[Note]) -> list[FirstLine]:
    """Return with which lines the ledger of a new edition opens."""
    now = timezone.now()
    plans = _plans(prices, {price.currency for price in prices}, notes)
    return [
        FirstLine(edition, currency, step.amount, step.starts_at or now, step.includes_tax)
        for currency, steps in plans.items()
        for step in _missing(steps, [], now)
    ]


def bring_prices(
    edition: Edition, prices: Sequence[PriceRecord], lines: Sequence[Price], *, hand: str, notes: list[Note]
) -> list[Price]:
    """Let the ledger say what a record says; a price that it no longer names ends now. Return the lines that were added.

    `lines` are those of the ledger, the oldest first. What a desk has set stays.
    """
    now = timezone.now()
    added = []
    plans = _plans(prices, {price.currency for price in prices} | {line.currency for line in lines}, notes)
    for currency, steps in plans.items():
        for step in _missing(steps, [line for line in lines if line.currency == currency], now):
            moment = step.starts_at or now
            added.append(set_price(edition, currency, step.amount, hand=hand, starts_at=moment, includes_tax=step.includes_tax))
    return [line for line in added if line]


def fixed_in(prices: Iterable[PriceRecord]) -> list[str]:
    """Return the countries in which the law fixes a price, as far as the record says so."""
    return sorted({country for price in prices if price.is_fixed for country in price.countries})


def steps_of(prices: Sequence[PriceRecord]) -> list[Step]:
    """Return what prices in one currency come to, in the order of time; of two that hold at once the later to begin counts.

    Raises UnusablePrice.
    """
    periods = [_period(price) for price in prices]
    ended = {period.ends_at for period in periods if period.ends_at}
    moments = sorted({period.starts_at for period in periods if period.starts_at} | ended)
    steps = [_step_at(moment, periods) for moment in (None, *moments)]
    return [step for before, step in zip([None, *steps], steps, strict=False) if before is None or not _same(before, step)]


def midnight(day: date) -> datetime:
    """Return the moment at which a day begins where the magazine is."""
    return datetime.combine(day, time.min, tzinfo=timezone.get_default_timezone())


def _plans(prices: Sequence[PriceRecord], currencies: set[str], notes: list[Note]) -> dict[str, list[Step]]:
    """Return the steps in each currency; one in which a price cannot be used is left as it is."""
    plans = {}
    for currency in sorted(currencies):
        try:
            plans[currency] = steps_of([price for price in prices if price.currency == currency])
        except UnusablePrice as error:
            notes.append(Note("A price that cannot be used was left out.", str(error)))
    return plans


def _period(price: PriceRecord) -> _Period:
    try:
        amount = None if price.amount is None else money(price.amount, price.currency)
    except NotMoney as error:
        raise UnusablePrice(str(error)) from error
    if amount and amount.minor < 0:
        raise UnusablePrice(f"{price.amount} {price.currency} is below zero.")
    starts_at = midnight(price.starts_on) if price.starts_on else None
    # “Until the last day of the calendar” is for ever.
    ends_at = midnight(price.ends_on + _DAY) if price.ends_on and price.ends_on < date.max else None
    return _Period(starts_at, ends_at, amount, price.includes_tax)


def _step_at(moment: datetime | None, periods: list[_Period]) -> Step:
    holding = [period for period in periods if period.holds_at(moment)]
    if not holding:
        return Step(moment, None)
    last = max(holding, key=lambda period: period.starts_at.timestamp() if period.starts_at else float("-inf"))
    return Step(moment, last.amount, last.includes_tax)


def _same(one: Step, other: Step) -> bool:
    return one.amount == other.amount and (one.amount is None or one.includes_tax == other.includes_tax)


def _missing(steps: list[Step], lines: list[Price], now: datetime) -> Iterable[Step]:
    """Yield what is to be written: the price of now, and each change to come, also one that is called off."""
    present = _at(steps, now)
    held = [line for line in lines if line.starts_at <= now]
    if not held and present.amount is not None:
        yield present
    elif held and not _same(Step(None, held[-1].money, held[-1].includes_tax), present):
        # Not from an earlier day, whatever the record says: until now something else was asked for.
        yield Step(now, present.amount, present.includes_tax)
    announced = {line.starts_at for line in lines if line.starts_at > now and line.set_by.startswith(FEED)}
    for moment in sorted(announced | {step.starts_at for step in steps if step.starts_at and step.starts_at > now}):
        step = _at(steps, moment)
        yield Step(moment, step.amount, step.includes_tax)


def _at(steps: list[Step], moment: datetime) -> Step:
    return [step for step in steps if step.starts_at is None or step.starts_at <= moment][-1]
