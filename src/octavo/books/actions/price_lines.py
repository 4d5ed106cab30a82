"""What the desk does with single lines of the ledger. It, too, only ever adds lines."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from octavo.books.actions.shelve import shelve
from octavo.books.hands import DESK, FEED
from octavo.books.models import Edition, Price


@transaction.atomic
def take_back_price(price: Price) -> bool:
    """Let a price that is still to come not come: from its moment on, what holds before it goes on holding.

    Return whether there was something to take back.
    """
    Edition.objects.select_for_update().get(pk=price.edition_id)
    lines = Price.objects.filter(edition=price.edition_id, currency=price.currency)
    last = lines.filter(starts_at=price.starts_at).order_by("-turn").first()
    if price.starts_at <= timezone.now() or last is None or last.pk != price.pk:
        return False
    before = lines.filter(starts_at__lt=price.starts_at).order_by("-starts_at", "-turn").first()
    _add_line(price, amount_minor=before.amount_minor if before else None, like=before or price, hand=DESK)
    shelve([price.edition.book_id])
    return True


@transaction.atomic
def hand_back_price(edition: Edition, currency: str) -> bool:
    """Let the feed that set a price before the desk did set it again. Return whether there was such a feed."""
    Edition.objects.select_for_update().get(pk=edition.pk)
    lines = Price.objects.filter(edition=edition, currency=currency).order_by("-starts_at", "-turn")
    now = lines.filter(starts_at__lte=timezone.now()).first()
    feeds = lines.filter(set_by__startswith=FEED).first()
    if now is None or feeds is None or now.set_by.startswith(FEED):
        return False
    moment = Price(edition=edition, currency=currency, starts_at=timezone.now())
    _add_line(moment, amount_minor=now.amount_minor, like=now, hand=feeds.set_by)
    return True


def _add_line(at: Price, *, amount_minor: int | None, like: Price, hand: str) -> None:
    last = Price.objects.filter(edition=at.edition_id, currency=at.currency, starts_at=at.starts_at).aggregate(last=Max("turn"))
    Price.objects.create(
        edition_id=at.edition_id,
        currency=at.currency,
        amount_minor=amount_minor,
        includes_tax=like.includes_tax,
        starts_at=at.starts_at,
        set_by=hand,
        turn=0 if last["last"] is None else last["last"] + 1,
    )
