"""Who brought it out, when, in which edition, and whom to ask about its safety."""

from collections.abc import Iterator
from datetime import date

from octavo.importers.book_records import ContactRecord, PartialDate
from octavo.importers.onix.dates import date_in
from octavo.importers.onix.node import Node
from octavo.importers.onix.reading import Reading

_BLOCK = "PublishingDetail"
_PUBLISHER_ROLES = ("01", "", "02", "05")
_PUBLICATION, _EMBARGO, _PRE_ORDERS = "01", "02", "27"
# Of the original before of the translation: the year is the work's.
_FIRST_PUBLICATION = ("20", "11")
_SAFETY_CONTACT = "10"
# List 21: what a title page says besides a number.
_EDITION_TYPES = {
    **{"REV": "revised", "ENL": "enlarged", "ILL": "illustrated", "ANN": "annotated", "ABR": "abridged", "UBR": "unabridged"},
    **{
        "BLL": "bilingual",
        "CRI": "critical",
        "FAC": "facsimile",
        "LTE": "large print",
        "NED": "new edition",
        "SPE": "special edition",
    },
    **{
        "BIL": "bilingual",
        "LPE": "large print",
        "AVS": "anniversary edition",
        "STU": "student edition",
        "TCH": "teacher’s edition",
    },
}


def publisher_of(reading: Reading) -> str | None:
    block = reading.block(_BLOCK)
    publishers = block.all("Publisher") if block else []
    for role in _PUBLISHER_ROLES:
        for publisher in publishers:
            if publisher.text("PublishingRole") == role and (name := publisher.words("PublisherName")):
                return name
    plain = block.words("PublisherName") if block else ""
    return plain or ("" if reading.replaces(_BLOCK) else None)


def imprint_of(reading: Reading) -> str | None:
    block = reading.block(_BLOCK)
    names = [name for imprint in block.all("Imprint") if (name := imprint.words("ImprintName"))] if block else []
    plain = block.words("ImprintName") if block else ""
    return next(iter(names), plain) or ("" if reading.replaces(_BLOCK) else None)


def published_on_of(reading: Reading) -> PartialDate | None:
    """Return the day of publication, the market's where the publisher names none."""
    block = reading.block(_BLOCK)
    if block and reading.is_flat:
        found = date_in(reading, block, "PublicationDate")
    else:
        found = next(_dates(reading, block, "PublishingDate", _PUBLICATION), None) if block else None
    return found or next(
        (day for market in _markets(reading) for day in _dates(reading, market, "MarketDate", _PUBLICATION)), None
    )


def first_year_of(reading: Reading) -> int | None:
    block = reading.block(_BLOCK)
    if block is None:
        return None
    if reading.is_flat:
        year = date_in(reading, block, "YearFirstPublished")
        return year.day.year if year else None
    for role in _FIRST_PUBLICATION:
        for found in _dates(reading, block, "PublishingDate", role):
            return found.day.year
    return None


def embargo_of(reading: Reading) -> date | None:
    """Return the first day of sale where one is set; the latest where several are, since breaking one is a breach."""
    block = reading.block(_BLOCK)
    days = list(_dates(reading, block, "PublishingDate", _EMBARGO)) if block else []
    days += [day for market in _markets(reading) for day in _dates(reading, market, "MarketDate", _EMBARGO)]
    for detail in supply_details(reading):
        days += _dates(reading, detail, "SupplyDate", _EMBARGO)
        if on_sale := date_in(reading, detail, "OnSaleDate"):
            days.append(on_sale)
    for day in _dates(reading, block, "PublishingDate", _PRE_ORDERS) if block else ():
        reading.note("The publisher wants no orders before a certain day.", day.day.isoformat())
    return max((day.day for day in days), default=None)


def statement_of(reading: Reading) -> str | None:
    """Return which edition it is, in words; "" where it is the only one."""
    block = reading.block("DescriptiveDetail")
    if block is None:
        return "" if reading.replaces("DescriptiveDetail") else None
    if said := block.words("EditionStatement"):
        return said
    kinds = [_EDITION_TYPES[kind] for kind in block.codes("EditionType", "EditionTypeCode") if kind in _EDITION_TYPES]
    number = block.text("EditionNumber")
    is_number = number.isascii() and number.isdecimal() and len(number) < 4
    numbered = [_ordinal(int(number))] if is_number and int(number) > 1 else []
    return ", ".join(numbered + kinds) or ("" if reading.replaces("DescriptiveDetail") else None)


def safety_contact_of(reading: Reading) -> ContactRecord | None:
    block = reading.block(_BLOCK)
    nodes = [
        *(block.all("ProductContact") if block else ()),
        *(one for market in _markets(reading) for one in market.all("ProductContact")),
    ]
    for node in nodes:
        if node.text("ProductContactRole") == _SAFETY_CONTACT and (name := node.words("ProductContactName", "ContactName")):
            place = " ".join(part for part in (node.words("PostalCode"), node.words("LocationName")) if part)
            lines = (node.words("StreetAddress"), place, node.text("CountryCode"))
            return ContactRecord(name, ", ".join(line for line in lines if line), node.text("EmailAddress"))
    return None


def supply_details(reading: Reading) -> list[Node]:
    if reading.is_flat:
        return reading.product.all("SupplyDetail")
    return [detail for supply in reading.product.all("ProductSupply") for detail in supply.all("SupplyDetail")]


def _markets(reading: Reading) -> list[Node]:
    if reading.is_flat:
        return reading.product.all("MarketRepresentation")
    return [market for supply in reading.product.all("ProductSupply") for market in supply.all("MarketPublishingDetail")]


def _dates(reading: Reading, holder: Node, name: str, role: str) -> Iterator[PartialDate]:
    for node in holder.all(name):
        if node.text(f"{name}Role") == role and (found := date_in(reading, node)):
            yield found


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
