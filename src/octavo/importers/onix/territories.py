"""Where a price holds."""

import re
from dataclasses import dataclass

from octavo.importers.onix.node import Node
from octavo.importers.onix.reading import Reading

_EVERYWHERE = {"WORLD", "ROW"}
_COUNTRY = re.compile(r"[A-Z]{2}")
# Regions of list 49 that are groups of countries.
_EUROZONE = "AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK"


@dataclass(frozen=True, slots=True)
class Territory:
    """No countries: it holds everywhere, or everywhere else."""

    countries: tuple[str, ...] = ()

    @property
    def is_everywhere(self) -> bool:
        return not self.countries


def price_territory(reading: Reading, price: Node, detail: Node, supply: Node) -> Territory:
    """Return where a price holds: what it says itself, else what its supplier's market is."""
    if reading.is_flat:
        countries = price.codes("CountryCode") or detail.codes("SupplyToCountry")
        return _territory(reading, " ".join(countries), price.text("Territory") or detail.text("SupplyToTerritory"))
    own = price.first("Territory")
    if own is None:
        own = next((territory for market in supply.all("Market") for territory in market.all("Territory")), None)
    return _territory(reading, own.text("CountriesIncluded"), own.text("RegionsIncluded")) if own else Territory()


def _territory(reading: Reading, countries: str, regions: str) -> Territory:
    found = [country for country in countries.upper().split() if _COUNTRY.fullmatch(country)]
    for region in regions.upper().split():
        if region in _EVERYWHERE:
            return Territory()
        if region == "ECZ":
            found += _EUROZONE.split()
        elif region[:2] not in found:
            reading.note("A price for a part of a country counts for all of it.", region[:20])
            found.append(region[:2])
    return Territory(tuple(dict.fromkeys(found)))
