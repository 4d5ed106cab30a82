"""What editions cost: lines are added to a ledger, none is ever changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from octavo.base.money import Money
from octavo.books.actions.shelve import shelve
from octavo.books.hands import DESK, FEED
from octavo.books.models import Edition, Price
from octavo.books.pricing import PriceChange, changed_price


@transaction.atomic
def set_price(
    edition: Edition,
    currency: str,
    amount: Money | None,
    *,
    hand: str = DESK,
    starts_at: datetime | None = None,
    includes_tax: bool = True,
) -> Price | None:
    """Let an edition cost this much from a moment on; None: no longer anything in this currency.

    Returns None when that is so already, or when a feed meets a price that the desk has set.
    Raises ValueError when amount and currency disagree.
    """
    if amount is not None and amount.currency != currency:
        raise ValueError(f"A price in {amount.currency} cannot stand in the ledger for {currency}.")
    moment = starts_at or timezone.now()
    # Two people at once: the second waits here, and then sees what the first has done.
    Edition.objects.select_for_update().get(pk=edition.pk)
    lines = Price.objects.filter(edition=edition, currency=currency)
    before = lines.filter(starts_at__lte=moment).order_by("-starts_at", "-turn").first()
    minor = None if amount is None else amount.minor
    if _says(before, minor, includes_tax) or (before and hand.startswith(FEED) and not before.set_by.startswith(FEED)):
        return None
    last = lines.filter(starts_at=moment).aggregate(last=Max("turn"))["last"]
    price = Price.objects.create(
        edition=edition,
        currency=currency,
        amount_minor=minor,
        includes_tax=includes_tax,
        starts_at=moment,
        set_by=hand,
        turn=0 if last is None else last + 1,
    )
    shelve([edition.book_id])
    return price


@dataclass(frozen=True, slots=True)
class FirstLine:
    """What a new edition costs from a moment on; None: from then on it has no price."""

    edition: Edition
    currency: str
    amount: Money | None
    starts_at: datetime
    includes_tax: bool = True


@transaction.atomic
def open_ledgers(lines: Iterable[FirstLine], *, hand: str = DESK) -> list[Price]:
    """Write the first prices of editions that were just added. For those that have prices, see `set_price`."""
    prices = Price.objects.bulk_create(
        Price(
            edition=line.edition,
            currency=line.currency,
            amount_minor=None if line.amount is None else line.amount.minor,
            includes_tax=line.includes_tax,
            starts_at=line.starts_at,
            set_by=hand,
        )
        for line in lines
    )
    shelve({price.edition.book_id for price in prices})
    return prices


@transaction.atomic
def change_prices(
    editions: Iterable[Edition], change: PriceChange, *, currency: str, hand: str = DESK, starts_at: datetime | None = None
) -> list[Price]:
    """Change the price in one currency of many editions from one moment on; those without such a price are passed over."""
    moment = starts_at or timezone.now()
    pks = sorted({edition.pk for edition in editions})
    current = Price.objects.filter(edition__in=pks, currency=currency).current(moment).select_related("edition")
    made = []
    for line in current.order_by("edition_id"):
        new = changed_price(Money(line.amount_minor, currency), change)
        made.append(set_price(line.edition, currency, new, hand=hand, starts_at=moment, includes_tax=line.includes_tax))
    prices = [price for price in made if price]
    shelve({price.edition.book_id for price in prices})
    return prices


def _says(line: Price | None, minor: int | None, includes_tax: bool) -> bool:
    if line is None:
        return minor is None
    return line.amount_minor == minor and (minor is None or line.includes_tax == includes_tax)
