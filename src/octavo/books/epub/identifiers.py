"""ISBNs among the identifiers of a book."""

import re
from collections.abc import Iterable

from octavo.books.codes import NotAnIsbn, is_isbn, isbn13
from octavo.books.epub.facts import Identifier

# ISBN-10, EAN and ISBN-13 in ONIX list 5, which EPUB 3 borrows for identifier-type.
_ONIX_TYPES = {"02", "03", "15"}
_SAYS_SO = re.compile(r"(?:urn:)?isbn(?:-1[03])?[:\s]*", re.IGNORECASE)
_THIRTEEN = re.compile(r"97[89][\d -]{10,14}$")


def isbn_among(identifiers: Iterable[Identifier]) -> tuple[str, list[str]]:
    """Return the ISBN-13 of the book ("" when it has none), and a note for each that is mistyped."""
    notes: list[str] = []
    for identifier in sorted(identifiers, key=lambda identifier: not _is_called_isbn(identifier)):
        digits = _SAYS_SO.sub("", identifier.value, count=1)
        try:
            if _is_called_isbn(identifier):
                return isbn13(digits), notes
            # A number that does not say what it is must look like nothing else: one in eleven has the check digit of an ISBN-10.
            if _THIRTEEN.match(identifier.value) and is_isbn(identifier.value):
                return isbn13(identifier.value), notes
        except NotAnIsbn as error:
            notes.append(str(error))
    return "", notes


def isbns_of_sources(sources: Iterable[str], own_isbn: str) -> tuple[str, ...]:
    """Return the ISBNs of what the file was made from, such as the printed edition."""
    found = [isbn13(digits) for source in sources if (digits := _said_isbn(source)) and is_isbn(digits)]
    return tuple(isbn for isbn in dict.fromkeys(found) if isbn != own_isbn)


def _is_called_isbn(identifier: Identifier) -> bool:
    if _SAYS_SO.match(identifier.value) or identifier.scheme.upper().startswith("ISBN"):
        return True
    return identifier.scheme in _ONIX_TYPES and bool(re.fullmatch(r"[\dXx -]{10,17}", identifier.value))


def _said_isbn(source: str) -> str:
    if _SAYS_SO.match(source):
        return _SAYS_SO.sub("", source, count=1)
    return source if _THIRTEEN.match(source) else ""
