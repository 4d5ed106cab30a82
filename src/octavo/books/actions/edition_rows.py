"""What stands round an edition: where else it is to be had, its place among the others."""

from collections.abc import Iterable

from django.db import transaction

from octavo.books.models import Edition, SaleLink


@transaction.atomic
def set_sale_links(edition: Edition, wanted: Iterable[tuple[str, str, str]]) -> bool:
    """Make (kind, name, address) be the links of an edition, in that order. Return whether anything changed."""
    wanted = list(wanted)
    Edition.objects.select_for_update().get(pk=edition.pk)
    present = SaleLink.objects.filter(edition=edition).order_by("pk")
    if list(present.values_list("kind", "name", "url")) == wanted:
        return False
    present.delete()
    SaleLink.objects.bulk_create([SaleLink(edition=edition, kind=kind, name=name, url=url) for kind, name, url in wanted])
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
