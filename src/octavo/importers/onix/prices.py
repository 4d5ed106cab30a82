"""What one copy costs an ordinary customer: one price a currency, at any time.

A record names many prices: for the trade, for libraries, with and without tax,
in special offers, one for each country. Of those in one currency the rule takes

1. only what a customer pays: recommended, fixed and agency prices, not net ones;
   unconditional (no rental, no minimum of copies), not for members, libraries or export,
   and no special offer or price before publication, which are the shop's to make;
2. of these, with tax before without; meant for consumers before unqualified; fixed before recommended;
3. of these, the price that holds everywhere, else the one that holds in most countries, else the first;
4. of these, one for each day from which one holds: the first in the file.

What is left out is told in a note.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby

from octavo.importers.book_records import PriceRecord
from octavo.importers.onix.dates import date_in
from octavo.importers.onix.node import Node
from octavo.importers.onix.reading import Reading
from octavo.importers.onix.territories import Territory, price_territory

# List 58, what a customer pays: includes tax, is fixed.
_KINDS = {
    **{"01": (False, False), "02": (True, False), "03": (False, True), "04": (True, True), "31": (False, False)},
    **{"33": (False, True), "34": (True, True), "41": (False, True), "42": (True, True)},
}
_OTHER_KINDS = {
    **dict.fromkeys(("05", "06", "07", "08", "09", "15", "17", "25", "27", "32"), "for the trade"),
    **dict.fromkeys(("11", "12", "13", "14"), "of a special sale"),
    **dict.fromkeys(("21", "22", "23", "24"), "before publication"),
    **dict.fromkeys(("35", "36", "37"), "for customs and claims"),
}
# List 59.
_FOR_CONSUMERS = "05"
_QUALIFIERS = {"", "00", _FOR_CONSUMERS}
_OTHER_QUALIFIERS = {
    **{"01": "for members", "02": "for export", "03": "within a set", "04": "with a voucher", "07": "for reservations"},
    **{"08": "of a special offer", "09": "with another product", "13": "for subscriptions", "17": "of introduction"},
    **dict.fromkeys(("06", "10", "11", "12", "14", "15", "16", "18", "19"), "for libraries, schools or companies"),
}
_NO_CONDITIONS = {"00", "01", "03"}
# List 57.
_FREE = "01"
_UNPRICED = {
    **{_FREE: "free of charge", "02": "to be announced", "03": "not sold separately", "04": "ask the supplier"},
    **{"05": "not sold as a set", "06": "share of revenue", "07": "sum of its parts", "08": "not supplied"},
}
_FROM, _UNTIL, _SPAN = "14", "15", "24"
_AMOUNT = re.compile(r"\d{1,9}(?:[.,]\d{1,4})?")
_CURRENCY = re.compile(r"[A-Z]{3}")
_MIDNIGHT = re.compile(r"\d{8}T0000(?:00)?(?!\d)")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Offer:
    currency: str
    amount: Decimal
    rank: tuple[bool, bool, bool]
    tax_rate: Decimal | None
    starts_on: date | None
    ends_on: date | None
    territory: Territory

    @property
    def terms(self) -> tuple[object, ...]:
        return self.amount, self.tax_rate, self.starts_on, self.ends_on


def prices_of(reading: Reading) -> tuple[PriceRecord, ...] | None:
    """Return the prices; none where the record says that there is none; None where it does not speak of customers' prices."""
    details = list(_details(reading))
    nodes = [(supply, detail, node) for supply, detail in details for node in _price_nodes(detail)]
    offers = [offer for supply, detail, node in nodes if (offer := _offer(reading, supply, detail, node))]
    if offers:
        offers.sort(key=lambda offer: offer.currency)
        return tuple(
            price for _, same in groupby(offers, key=lambda offer: offer.currency) for price in _of_currency(reading, list(same))
        )
    holders = [detail for _, detail in details] + [node for _, _, node in nodes]
    codes = [code for holder in holders if (code := holder.text("UnpricedItemType"))]
    return _unpriced(reading, codes[0]) if codes else None


def _details(reading: Reading) -> Iterator[tuple[Node, Node]]:
    if reading.is_flat:
        yield from ((detail, detail) for detail in reading.product.all("SupplyDetail"))
    for supply in reading.product.all("ProductSupply"):
        yield from ((supply, detail) for detail in supply.all("SupplyDetail"))


def _price_nodes(detail: Node) -> list[Node]:
    return detail.all("Price") or ([detail] if detail.has("PriceAmount") else [])


def _offer(reading: Reading, supply: Node, detail: Node, node: Node) -> _Offer | None:
    amount = _amount(reading, node)
    kind = node.text("PriceType", "PriceTypeCode") or reading.defaults.price_type
    qualifier = node.text("PriceQualifier")
    if amount is None or not _is_ordinary(reading, node, kind, qualifier):
        return None
    currency = (node.text("CurrencyCode") or reading.defaults.currency).upper()
    if not _CURRENCY.fullmatch(currency):
        reading.note("A price that names no currency was left out.", f"{amount} {currency}".strip()[:60])
        return None
    if not kind:
        reading.note("A price does not say whether tax is in it; read as if it were.", f"{amount} {currency}")
    includes_tax, is_fixed = _KINDS[kind] if kind else (True, False)
    starts_on, ends_on = _period(reading, node)
    return _Offer(
        currency,
        amount,
        (not includes_tax, qualifier != _FOR_CONSUMERS, not is_fixed),
        _tax_rate(node),
        starts_on,
        ends_on,
        price_territory(reading, node, detail, supply),
    )


def _amount(reading: Reading, node: Node) -> Decimal | None:
    written = node.text("PriceAmount")
    if not written:
        return Decimal(0) if node.text("UnpricedItemType") == _FREE else None
    if not _AMOUNT.fullmatch(written):
        reading.note("A price that is none was left out.", written[:60])
        return None
    amount = Decimal(written.replace(",", "."))
    if not amount:
        reading.note("A price of nothing was left out: what is free says so in another way.")
        return None
    return amount


def _is_ordinary(reading: Reading, node: Node, kind: str, qualifier: str) -> bool:
    reason = ""
    if kind and kind not in _KINDS:
        reason = _OTHER_KINDS.get(kind, f"of a kind that nobody knows ({kind[:10]})")
    elif qualifier not in _QUALIFIERS:
        reason = _OTHER_QUALIFIERS.get(qualifier, f"for whom nobody knows ({qualifier[:10]})")
    elif {code for one in node.all("PriceCondition") for code in one.codes("PriceConditionType")} - _NO_CONDITIONS:
        reason = "with conditions"
    elif node.text("MinimumOrderQuantity", "OrderQuantityMinimum") not in {"", "1"} or node.has("BatchBonus"):
        reason = "for many copies"
    if reason:
        reading.note("A price that is not what a customer pays for one copy was left out.", reason)
    return not reason


def _tax_rate(node: Node) -> Decimal | None:
    """Return the rate, unless parts of the product are taxed each at its own."""
    written = [rate for tax in node.all("Tax") for rate in tax.codes("TaxRatePercent")]
    written += node.codes("TaxRatePercent1", "TaxRatePercent2")
    return Decimal(written[0]) if len(written) == 1 and re.fullmatch(r"\d{1,2}(?:\.\d{1,4})?", written[0]) else None


def _period(reading: Reading, node: Node) -> tuple[date | None, date | None]:
    starts = date_in(reading, node, "PriceEffectiveFrom")
    ends = date_in(reading, node, "PriceEffectiveUntil")
    first, last = starts.day if starts else None, ends.day if ends else None
    for one in node.all("PriceDate"):
        role, written = one.text("PriceDateRole"), one.text("Date")
        day = date_in(reading, one) if role in {_FROM, _UNTIL, _SPAN} else None
        if day and role in {_FROM, _SPAN}:
            first = day.day
        if day and role == _UNTIL:
            # Midnight is the end of the day before.
            last = day.day - _DAY if _MIDNIGHT.match(written) else day.day
        if day and role == _SPAN and len(written) == 16:
            last = _end_of_span(written) or last
    return first, last


def _end_of_span(written: str) -> date | None:
    try:
        return date.fromisoformat(written[8:])
    except ValueError:
        return None


def _of_currency(reading: Reading, offers: list[_Offer]) -> Iterator[PriceRecord]:
    best = min(offer.rank for offer in offers)
    chosen, territory = _widest([offer for offer in offers if offer.rank == best])
    if len(offers) > len(chosen) and any(offer.terms not in {one.terms for one in chosen} for offer in offers):
        reading.note("Of several prices in one currency one was taken: with tax, for most countries.", offers[0].currency)
    days: set[date | None] = set()
    for offer in sorted(chosen, key=lambda offer: offer.starts_on or date.min):
        if offer.starts_on not in days:
            days.add(offer.starts_on)
            yield PriceRecord(
                offer.currency,
                offer.amount,
                not offer.rank[0],
                offer.tax_rate,
                offer.starts_on,
                offer.ends_on,
                not offer.rank[2],
                territory.countries,
            )


def _widest(offers: list[_Offer]) -> tuple[list[_Offer], Territory]:
    """Return the prices of the widest territory; territories in which the same holds at all times are one."""
    by_territory: dict[Territory, list[_Offer]] = {}
    for offer in offers:
        by_territory.setdefault(offer.territory, []).append(offer)
    plans: dict[tuple[object, ...], list[Territory]] = {}
    for territory, own in by_territory.items():
        plans.setdefault(tuple(offer.terms for offer in own), []).append(territory)
    widest = max(plans.values(), key=lambda together: (any(one.is_everywhere for one in together), len(_united(together))))
    chosen = by_territory[widest[0]]
    everywhere = next((one for one in widest if one.is_everywhere), None)
    return chosen, everywhere or Territory(_united(widest))


def _united(territories: list[Territory]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(country for territory in territories for country in territory.countries))


def _unpriced(reading: Reading, code: str) -> tuple[PriceRecord, ...]:
    if code == _FREE and _CURRENCY.fullmatch(reading.defaults.currency):
        return (PriceRecord(reading.defaults.currency, Decimal(0)),)
    reading.note("It has no price.", _UNPRICED.get(code, ""))
    return ()
