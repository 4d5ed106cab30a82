"""Changing many prices at once: numbers in, numbers out; no database."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from octavo.base.money import Money

ENDINGS = ("", "00", "50", "90", "99")


@dataclass(frozen=True, slots=True)
class PriceChange:
    """`value` is per cent, an amount to add, or the amount itself, in main units; `ending` the cents that prices end in."""

    kind: Literal["percent", "add", "exact"]
    value: Decimal
    ending: str = ""


def changed_price(old: Money, change: PriceChange) -> Money:
    """Return the new price, never below zero."""
    amount = _amount(old.amount, change)
    unit = Decimal(1).scaleb(-_places(old))
    amount = max(amount.quantize(unit, rounding=ROUND_HALF_UP), Decimal(0))
    if change.ending and _places(old) == 2:
        amount = _ending_in(amount, Decimal(change.ending) / 100)
    return Money(int(amount.scaleb(_places(old))), old.currency)


def _amount(old: Decimal, change: PriceChange) -> Decimal:
    if change.kind == "percent":
        return old * (100 + change.value) / 100
    return old + change.value if change.kind == "add" else change.value


def _ending_in(amount: Decimal, ending: Decimal) -> Decimal:
    """The nearest price with this ending; of two equally near, the lower."""
    below = amount.to_integral_value(rounding="ROUND_FLOOR") + ending
    candidates = [price for price in (below - 1, below, below + 1) if price >= 0]
    return min(candidates, key=lambda price: (abs(price - amount), price))


def _places(value: Money) -> int:
    return -int(value.amount.as_tuple().exponent)
