"""Whether and when it can be had."""

from datetime import date

from octavo.books.codes import AVAILABILITY
from octavo.importers.onix.dates import date_in
from octavo.importers.onix.node import Node
from octavo.importers.onix.publishing import supply_details
from octavo.importers.onix.reading import Reading

_BEST_FIRST = tuple(AVAILABILITY)
# List 65. What is in stock is in the supplier's, which for a bookseller is the warehouse.
_BY_SUPPLIER = {
    **dict.fromkeys(("20", "21"), "warehouse"),
    **dict.fromkeys(("22", "23"), "order"),
    **dict.fromkeys(("10", "11", "12"), "forthcoming"),
    **dict.fromkeys(("09", "30", "31", "32", "33", "34", "40", "43", "44", "45", "50"), "unavailable"),
    **dict.fromkeys(("01", "41", "42", "46", "47", "48", "49", "51", "52"), "out"),
}
# List 54, of release 2.1.
_BY_SUPPLIER_ONCE = {
    **dict.fromkeys(("IP", "WR"), "warehouse"),
    **dict.fromkeys(("MD", "TO"), "order"),
    **dict.fromkeys(("NP", "NY"), "forthcoming"),
    **dict.fromkeys(("AD", "EX", "OI", "PP", "RF", "RP", "RU", "TP", "TU", "UR"), "unavailable"),
    **dict.fromkeys(("AB", "OF", "OP", "OR", "RM", "WS"), "out"),
}
# List 64, where no supplier says anything.
_BY_PUBLISHER = {
    "02": "forthcoming",
    **dict.fromkeys(("03", "06", "10", "13", "16"), "unavailable"),
    **dict.fromkeys(("01", "07", "08", "11", "12", "15", "17"), "out"),
}
_RETAILER, _IN_STOCK, _EXPECTED = "08", "21", "08"
_SAYS_NOTHING = {"97", "98", "99"}


def availability_of(reading: Reading) -> str | None:
    """Return the best that any supplier offers, else what the publisher's status says; None where nobody says."""
    found = {state for detail in supply_details(reading) if (state := _state(reading, detail))}
    if found:
        return min(found, key=_BEST_FIRST.index)
    block = reading.block("PublishingDetail")
    return _BY_PUBLISHER.get(block.text("PublishingStatus")) if block else None


def available_on_of(reading: Reading) -> date | None:
    """Return the earliest day on which a supplier expects to have it."""
    days = []
    for detail in supply_details(reading):
        days += [
            day.day
            for node in detail.all("SupplyDate")
            if node.text("SupplyDateRole") == _EXPECTED and (day := date_in(reading, node))
        ]
        if shipping := date_in(reading, detail, "ExpectedShipDate"):
            days.append(shipping.day)
        orders = (order for stock in detail.all("Stock") for order in stock.all("OnOrderDetail"))
        days += [day.day for order in orders if (day := date_in(reading, order, "ExpectedDate"))]
    return min(days, default=None)


def _state(reading: Reading, detail: Node) -> str:
    code = detail.text("ProductAvailability")
    if code == _IN_STOCK and _is_retailer(detail):
        return "shelf"
    if state := _BY_SUPPLIER.get(code) or _BY_SUPPLIER_ONCE.get(detail.text("AvailabilityCode")):
        return state
    if code and code not in _SAYS_NOTHING:
        reading.note("An availability that nobody knows was left out.", code[:20])
    return ""


def _is_retailer(detail: Node) -> bool:
    suppliers = detail.all("Supplier")
    return any(supplier.text("SupplierRole") == _RETAILER for supplier in suppliers)
