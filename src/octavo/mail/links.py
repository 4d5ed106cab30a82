"""Absolute addresses of the site, and the signed one by which a kind of letter is left."""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse

SIGNER = signing.Signer(salt="octavo.mail.leave", sep=".")


@dataclass(frozen=True)
class WayOut:
    """Whose, by the hash of the address, which kind, and the language the letter was in."""

    kind: str
    address_sha256: str
    language: str


def absolute(path: str) -> str:
    """Return a path of the site as an address that works in a letter; what is whole already stays."""
    return path if path.startswith(("https://", "http://")) else settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path


def leave_token(way: WayOut) -> str:
    # No time in it: the way out of an old letter works as well. No address: tokens come to stand in logs.
    return SIGNER.sign(f"{way.kind}.{way.address_sha256}.{way.language}")


def read_token(token: str) -> WayOut | None:
    """Return what a token says, or None when it is not ours."""
    try:
        kind, address_sha256, language = SIGNER.unsign(token).split(".")
    except (signing.BadSignature, ValueError):
        return None
    return WayOut(kind, address_sha256, language)


def leave_url(way: WayOut) -> str:
    return absolute(reverse("mail:leave", args=[leave_token(way)]))
