"""What a change of many prices would do: every line of it, before anything is done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Literal

from django.db.models import QuerySet
from django.utils import timezone

from octavo.base.money import Money
from octavo.books.hands import FEED
from octavo.books.models import Edition, Price
from octavo.books.pricing import PriceChange, changed_price

Warning = Literal["fixed", "free", "much", "to come", "feed"]


@dataclass(frozen=True, slots=True)
class Planned:
    """`line` is the price that holds at the moment of the change; `edition` comes with its book."""

    edition: Edition
    line: Price
    new: Money
    has_price_to_come: bool

    @property
    def old(self) -> Money:
        return Money(self.line.amount_minor or 0, self.line.currency)

    @property
    def is_change(self) -> bool:
        return self.new != self.old

    @property
    def warnings(self) -> list[Warning]:
        """What a bookseller should know before saying yes."""
        found: list[Warning] = []
        if self.edition.fixed_price_countries:
            found.append("fixed")
        if self.new.minor == 0:
            found.append("free")
        elif abs(self.new.minor - self.old.minor) * 2 > self.old.minor:
            found.append("much")
        if self.has_price_to_come:
            found.append("to come")
        if self.line.set_by.startswith(FEED):
            found.append("feed")
        return found


def planned_changes(
    editions: QuerySet[Edition], change: PriceChange, *, currency: str, at: datetime | None = None
) -> list[Planned]:
    """Return what would become of every price in the currency, in the order of titles; also those that would stay.

    A price to come, in `warnings`, is one that begins after `at` and would end the new one.
    """
    at = at or timezone.now()
    lines = Price.objects.filter(edition__in=editions.values("pk"), currency=currency)
    current = lines.current(at).select_related("edition", "edition__book").order_by("edition__book__title", "edition_id")
    later = set(lines.filter(starts_at__gt=at).order_by().values_list("edition_id", flat=True))
    return [
        Planned(
            edition=line.edition,
            line=line,
            new=changed_price(Money(line.amount_minor, currency), change),
            has_price_to_come=line.edition_id in later,
        )
        for line in current
    ]


def fingerprint_of(plan: Iterable[Planned]) -> str:
    """Return a name for exactly these lines and new prices: another when any price has changed meanwhile."""
    told = "\n".join(f"{row.edition.pk} {row.line.pk} {row.new.minor} {row.new.currency}" for row in plan)
    return sha256(told.encode()).hexdigest()


def number_of_warnings(plan: Sequence[Planned]) -> int:
    return sum(1 for row in plan if row.is_change and {"fixed", "free", "much"} & set(row.warnings))
