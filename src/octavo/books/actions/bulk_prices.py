"""Changing many prices as they were previewed, once."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from octavo.books.actions.shelve import shelve
from octavo.books.hands import DESK
from octavo.books.models import Edition, Price
from octavo.books.pricing import PriceChange
from octavo.books.queries.price_changes import fingerprint_of, planned_changes

IN_ONE_STATEMENT = 500


class PricesHaveChanged(ValueError):
    """Since the preview a price has changed: by somebody else, or because this was done already."""


@transaction.atomic
def change_prices_as_previewed(
    editions: QuerySet[Edition], change: PriceChange, *, currency: str, preview: str, starts_at: datetime | None = None
) -> list[Price]:
    """Add a line to the ledger of every edition whose price the change alters, from a moment on.

    `preview` is the fingerprint of what was shown: the same form sent twice
    changes prices once. Raises PricesHaveChanged.
    """
    # Two at once: the second waits here, and then finds another fingerprint.
    list(Edition.objects.select_for_update().filter(pk__in=editions.values("pk")).order_by("pk").values_list("pk"))
    moment = starts_at or timezone.now()
    plan = planned_changes(editions, change, currency=currency, at=moment)
    if fingerprint_of(plan) != preview:
        raise PricesHaveChanged
    changes = [row for row in plan if row.is_change]
    pks = [row.edition.pk for row in changes]
    there = Price.objects.filter(edition__in=pks, currency=currency, starts_at=moment).order_by()
    turns = dict(there.values_list("edition").annotate(last=Max("turn")))
    lines = [
        Price(
            edition=row.edition,
            currency=currency,
            amount_minor=row.new.minor,
            includes_tax=row.line.includes_tax,
            starts_at=moment,
            set_by=DESK,
            turn=turns.get(row.edition.pk, -1) + 1,
        )
        for row in changes
    ]
    Price.objects.bulk_create(lines, batch_size=IN_ONE_STATEMENT)
    shelve({row.edition.book_id for row in changes})
    return lines
