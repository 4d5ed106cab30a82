"""Elements put together, in the order in which they are added: ONIX minds the order."""

import re
from typing import Any

from lxml import etree

from octavo.importers.book_records import PartialDate

_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DATE_FORMATS = {"day": ("00", 8), "month": ("01", 6), "year": ("05", 4)}


def add(parent: Any, name: str, text: str | None = None, **attributes: str) -> Any:
    """Add an element and return it."""
    element = etree.SubElement(parent, name, attributes)
    if text is not None:
        element.text = writable(text)
    return element


def add_all(parent: Any, *pairs: tuple[str, str]) -> None:
    """Add elements of text, leaving out those that have none."""
    for name, text in pairs:
        if text:
            add(parent, name, text)


def add_date(parent: Any, name: str, role: str, day: PartialDate) -> None:
    """Add a date composite: its role and, in the format that fits what is known of it, its date."""
    code, length = _DATE_FORMATS[day.precision]
    composite = add(parent, name)
    add(composite, f"{name}Role", role)
    add(composite, "Date", day.day.isoformat().replace("-", "")[:length], dateformat=code)


def writable(text: str) -> str:
    """Return the text without the few characters that no XML may hold."""
    return _NOT_IN_XML.sub("", text)
