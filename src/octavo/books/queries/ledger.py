"""The ledger of prices of an edition, as the bookseller reads it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.utils import timezone

from octavo.books.hands import DESK, FEED
from octavo.books.models import Edition, Price

State = Literal["now", "to come", "past", "replaced"]


@dataclass(frozen=True, slots=True)
class Line:
    """`replaced` says of a line that another was written for the same moment after it."""

    price: Price
    state: State

    @property
    def sender(self) -> str:
        """The feed that set it; "" for the desk."""
        return self.price.set_by.removeprefix(FEED) if self.price.set_by.startswith(FEED) else ""


@dataclass(frozen=True, slots=True)
class Currency:
    """The prices of an edition in one currency: what holds now and the lines to come first, then the past."""

    code: str
    lines: list[Line]

    @property
    def now(self) -> Price | None:
        """What it costs; None when it is not sold in this currency."""
        found = next((line.price for line in self.lines if line.state == "now"), None)
        return found if found and found.amount_minor is not None else None

    @property
    def to_come(self) -> list[Price]:
        """Changes that are scheduled; a line that only repeats what held before it, because one was taken back, is none."""
        amounts = [line.price for line in reversed(self.lines) if line.state in {"now", "to come"}]
        before = [None, *(price.amount_minor for price in amounts)]
        held = self.now is not None or any(line.state == "now" for line in self.lines)
        return [
            price
            for earlier, price in zip(before, amounts, strict=False)
            if price.amount_minor != earlier and not (held and price is amounts[0])
        ]

    @property
    def may_be_handed_back(self) -> bool:
        """Whether the desk set the price of now, and a feed an earlier one."""
        now = next((line for line in self.lines if line.state == "now"), None)
        return now is not None and now.price.set_by == DESK and any(line.sender for line in self.lines)


def ledger_of(edition: Edition, at: datetime | None = None) -> list[Currency]:
    """Return every line there ever was, by currency, the newest first; by one query."""
    at = at or timezone.now()
    lines: dict[str, list[Price]] = defaultdict(list)
    for price in Price.objects.filter(edition=edition).order_by("currency", "-starts_at", "-turn"):
        lines[price.currency].append(price)
    return [Currency(code, _with_states(prices, at)) for code, prices in lines.items()]


def _with_states(prices: list[Price], at: datetime) -> list[Line]:
    seen: set[datetime] = set()
    found: list[Line] = []
    is_now_found = False
    for price in prices:
        state: State = "past"
        if price.starts_at in seen:
            state = "replaced"
        elif price.starts_at > at:
            state = "to come"
        elif not is_now_found:
            state, is_now_found = "now", True
        seen.add(price.starts_at)
        found.append(Line(price, state))
    return found
