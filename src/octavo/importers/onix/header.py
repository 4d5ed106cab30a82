"""Who sends the feed, and what holds for all its products."""

from octavo.importers.onix.node import Node
from octavo.importers.onix.reading import Defaults

# List 44: the numbers that name a house wherever it sends from.
_ID_NAMES = {"06": "gln", "07": "san", "16": "isni", "04": "verkehrsnummer"}
_MAX_CHARACTERS = 200
UNKNOWN_SENDER = "onix"


def sender_of(header: Node | None) -> str:
    """Return what a ledger knows the sender by: a number, else the name; the same in each of its files, whoever they are for."""
    if header is None:
        return UNKNOWN_SENDER
    sender = header.first("Sender") or header
    if gln := header.text("FromEANNumber"):
        return _key(f"gln:{gln}")
    if san := header.text("FromSAN"):
        return _key(f"san:{san}")
    identifiers = sender.all("SenderIdentifier")
    for identifier in sorted(identifiers, key=lambda one: one.text("SenderIDType") not in _ID_NAMES):
        if value := identifier.text("IDValue"):
            kind = identifier.text("SenderIDType")
            return _key(f"{_ID_NAMES.get(kind) or identifier.text('IDTypeName') or kind}:{value}")
    return _key(sender.words("SenderName", "FromCompany")) or UNKNOWN_SENDER


def defaults_of(header: Node | None) -> Defaults:
    if header is None:
        return Defaults()
    return Defaults(
        language=header.text("DefaultLanguageOfText"),
        price_type=_padded(header.text("DefaultPriceType", "DefaultPriceTypeCode")),
        currency=header.text("DefaultCurrencyCode").upper(),
        linear_unit=header.text("DefaultLinearUnit"),
        weight_unit=header.text("DefaultWeightUnit"),
    )


def _key(text: str) -> str:
    return " ".join(text.casefold().split())[:_MAX_CHARACTERS]


def _padded(code: str) -> str:
    return code.rjust(2, "0") if code else ""
