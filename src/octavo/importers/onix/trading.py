"""The way out: who brings it out, what it belongs to, what it costs."""

from datetime import date
from typing import Any

from octavo.books.codes import AVAILABILITY
from octavo.importers.book_records import ContactRecord, EditionRecord, PartialDate, PriceRecord
from octavo.importers.onix.elements import add, add_all, add_date
from octavo.importers.onix.relations import PROPRIETARY, WORK_SCHEMES

_WORK_TYPES = {scheme: code for code, scheme in WORK_SCHEMES.items()}
_STATUSES = {"forthcoming": "02", "out": "07"}
_ACTIVE = "04"
_ASK_US, _RETAILER = "99", "08"
# Includes tax, is fixed: list 58.
_PRICE_TYPES = {(False, False): "01", (True, False): "02", (False, True): "03", (True, True): "04"}
_FREE, _ASK_FOR_PRICE = "01", "04"


def add_publishing(product: Any, record: EditionRecord) -> None:
    """Add publisher and dates; the standard has no room for them where neither publisher nor imprint is known."""
    if not (record.publisher or record.imprint):
        return
    detail = add(product, "PublishingDetail")
    if record.imprint:
        add(add(detail, "Imprint"), "ImprintName", record.imprint)
    if record.publisher:
        publisher = add(detail, "Publisher")
        add_all(publisher, ("PublishingRole", "01"), ("PublisherName", record.publisher))
        if record.website:
            add_all(add(publisher, "Website"), ("WebsiteRole", "02"), ("WebsiteLink", record.website))
    _add_contact(detail, record.safety_contact)
    add(detail, "PublishingStatus", _status(record))
    if record.published_on:
        add_date(detail, "PublishingDate", "01", record.published_on)
    if record.work.first_year:
        add_date(detail, "PublishingDate", "11", _year(record.work.first_year))


def add_related(product: Any, record: EditionRecord) -> None:
    """Add the work that it is an edition of, and the other editions of it."""
    work = record.work
    if not (work.work_ids or work.sibling_isbns):
        return
    detail = add(product, "RelatedMaterial")
    for known in work.work_ids:
        scheme, _, value = known.partition(":")
        related = add(detail, "RelatedWork")
        add(related, "WorkRelationCode", "01")
        add_all(
            add(related, "WorkIdentifier"),
            ("WorkIDType", _WORK_TYPES.get(scheme, PROPRIETARY)),
            ("IDTypeName", "" if scheme in _WORK_TYPES else scheme),
            ("IDValue", value),
        )
    for isbn in work.sibling_isbns:
        related = add(detail, "RelatedProduct")
        add(related, "ProductRelationCode", "06")
        add_all(add(related, "ProductIdentifier"), ("ProductIDType", "15"), ("IDValue", isbn))


def add_supply(product: Any, record: EditionRecord, sender: str) -> None:
    """Add what the sender, as a retailer, has of it and for how much."""
    supply = add(product, "ProductSupply")
    if not (record.publisher or record.imprint):
        _add_market(supply, record)
    detail = add(supply, "SupplyDetail")
    add_all(add(detail, "Supplier"), ("SupplierRole", _RETAILER), ("SupplierName", sender))
    add(detail, "ProductAvailability", AVAILABILITY.get(record.availability or "", _ASK_US))
    if record.embargo_until:
        add_date(detail, "SupplyDate", "02", PartialDate(record.embargo_until))
    if record.available_on:
        add_date(detail, "SupplyDate", "08", PartialDate(record.available_on))
    prices = [price for price in record.prices or () if price.amount is not None]
    for price in prices:
        _add_price(detail, price)
    if not prices:
        add(detail, "UnpricedItemType", _ASK_FOR_PRICE)


def _add_market(supply: Any, record: EditionRecord) -> None:
    if not (record.published_on or record.safety_contact):
        return
    market = add(supply, "MarketPublishingDetail")
    _add_contact(market, record.safety_contact)
    add(market, "MarketPublishingStatus", _status(record))
    if record.published_on:
        add_date(market, "MarketDate", "01", record.published_on)


def _add_contact(holder: Any, contact: ContactRecord | None) -> None:
    if contact is None or not contact.name:
        return
    add_all(
        add(holder, "ProductContact"),
        ("ProductContactRole", "10"),
        ("ProductContactName", contact.name),
        ("EmailAddress", contact.email),
    )


def _add_price(detail: Any, price: PriceRecord) -> None:
    node = add(detail, "Price")
    add(node, "PriceType", _PRICE_TYPES[price.includes_tax, price.is_fixed])
    if price.amount:
        add(node, "PriceAmount", f"{price.amount:f}")
    else:
        add(node, "UnpricedItemType", _FREE)
    if price.amount and price.tax_rate_percent is not None:
        add_all(add(node, "Tax"), ("TaxType", "01"), ("TaxRatePercent", f"{price.tax_rate_percent:f}"))
    add(node, "CurrencyCode", price.currency)
    if price.countries:
        add(add(node, "Territory"), "CountriesIncluded", " ".join(price.countries))
    for role, day in (("14", price.starts_on), ("15", price.ends_on)):
        if day:
            add_date(node, "PriceDate", role, PartialDate(day))


def _status(record: EditionRecord) -> str:
    return _STATUSES.get(record.availability or "", _ACTIVE)


def _year(year: int) -> PartialDate:
    return PartialDate(date(year, 1, 1), "year")
