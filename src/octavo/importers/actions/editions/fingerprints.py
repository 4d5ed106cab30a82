"""By what a later run knows that a record is the one that was taken over, also where a file holds several of one thing."""

import hashlib
from dataclasses import replace

from octavo.importers.book_records import EditionRecord

_CHARACTERS = 64


def fingerprint_of(record: EditionRecord) -> str:
    """Return what is different when, and only when, a record says something else; where it stands in the file is nothing."""
    return _digest(repr(replace(record, line=0, notes=())))


def followed_by(former: str, fingerprint: str) -> str:
    """Return the fingerprint of a record after others of the same thing in the same file: of the first `former` was that."""
    times = times_in(former) + 1
    head = f"{times}*"
    return head + _digest(f"{former} {fingerprint}")[: _CHARACTERS - len(head)]


def times_in(fingerprint: str) -> int:
    """Return of how many records, one after the other, this is the fingerprint."""
    times, star, _ = fingerprint.partition("*")
    return int(times) if star else 1


def of_all(fingerprints: list[str]) -> str:
    """Return the fingerprint of records that followed each other."""
    first, *others = fingerprints
    for fingerprint in others:
        first = followed_by(first, fingerprint)
    return first


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
