"""What stands round an edition: where else it is to be had, its place among the others."""

from collections.abc import Iterable

from django.db import transaction

from octavo.books.hands import DESK, FEED
from octavo.books.models import Edition, SaleLink

# Not a field of an edition, but set by somebody like one.
LINKS = "sale_links"


@transaction.atomic
def set_sale_links(edition: Edition, wanted: Iterable[tuple[str, str, str]], *, hand: str = DESK) -> bool:
    """Make (kind, name, address) be the links of an edition, in that order. Return whether anything changed.

    A feed leaves links as they are that no feed has set.
    """
    wanted = list(wanted)
    row = Edition.objects.select_for_update().get(pk=edition.pk)
    present = SaleLink.objects.filter(edition=edition).order_by("pk")
    links = list(present.values_list("kind", "name", "url"))
    if links == wanted or (hand.startswith(FEED) and not row.set_by.get(LINKS, DESK if links else hand).startswith(FEED)):
        return False
    present.delete()
    SaleLink.objects.bulk_create([SaleLink(edition=edition, kind=kind, name=name, url=url) for kind, name, url in wanted])
    edition.set_by = {**row.set_by, LINKS: hand}
    Edition.objects.filter(pk=edition.pk).update(set_by=edition.set_by)
    return True


@transaction.atomic
def move_in_order(edition: Edition, by: int) -> None:
    """Let an edition stand `by` places further down among those of its book (up with a minus)."""
    rows = list(Edition.objects.select_for_update().filter(book=edition.book_id).on_sale().order_by("position", "pk"))
    pks = [row.pk for row in rows]
    if edition.pk not in pks:
        return
    at = pks.index(edition.pk)
    pks.insert(min(max(at + by, 0), len(pks) - 1), pks.pop(at))
    for position, pk in enumerate(pks):
        Edition.objects.filter(pk=pk).update(position=position)
