"""Whom to ask about the safety of a product: lines of text here, parts in a record."""

import re

from octavo.importers.book_records import ContactRecord

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_WEBSITE = re.compile(r"https?://\S+")


def contact_text(contact: ContactRecord) -> str:
    """Return name, address, e-mail address and website, a line each."""
    return "\n".join(line for line in (contact.name, contact.postal_address, contact.email, contact.website) if line)


def contact_of(text: str) -> ContactRecord | None:
    """Return the parts of such a text: what looks like an address of the net is one, the first line is the name."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        return None
    email = next((line for line in lines[1:] if _EMAIL.fullmatch(line)), "")
    website = next((line for line in lines[1:] if _WEBSITE.fullmatch(line)), "")
    postal = ", ".join(line for line in lines[1:] if line not in {email, website})
    return ContactRecord(lines[0], postal, email, website)
