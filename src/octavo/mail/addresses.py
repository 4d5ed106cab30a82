"""E-mail addresses: whole, in one spelling, and as a hash by which one is known without being kept."""

import hashlib
import re
from email.headerregistry import Address
from email.utils import parseaddr

from django.conf import settings
from django.utils.encoding import punycode

LONGEST = 320
_WHOLE = re.compile(r"[^\s@<>,;:\"()\[\]\\\x00-\x1f\x7f]+@[^\s@<>,;:\"()\[\]\\/\x00-\x1f\x7f]+")


class BadAddress(ValueError):
    """What should be an e-mail address is none."""


def checked(address: str) -> str:
    """Return a bare address with its domain as mail servers know it (punycode). Raises BadAddress for anything else."""
    address = address.strip()
    if len(address) > LONGEST or not _WHOLE.fullmatch(address):
        raise BadAddress("this is no e-mail address")
    local, _at, domain = address.rpartition("@")
    try:
        return f"{local}@{punycode(domain).lower()}"
    except UnicodeError:
        raise BadAddress("this is no e-mail address") from None


def hash_of(address: str) -> str:
    """Return what an address is known by in the lists of who wants nothing.

    Without a key, since a new secret key must not let letters go again to whoever asked for none.
    """
    return hashlib.sha256(checked(address).casefold().encode()).hexdigest()


def own_address() -> tuple[str, str]:
    """Return name and address of the sender of every letter."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return name or settings.WAGTAIL_SITE_NAME, checked(address)


def as_header(name: str, address: str) -> Address:
    """Return an address for a header: a name cannot bring a second header or a second address with it."""
    # In its two parts: as one, Python knows no address beyond ASCII.
    local, _at, domain = address.rpartition("@")
    return Address(display_name=one_line(name), username=local, domain=domain)


def one_line(text: str) -> str:
    """Return a text without line breaks and control characters."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
