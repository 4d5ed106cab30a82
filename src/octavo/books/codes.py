"""The words of the trade that are ours too, and ISBNs. No Django models here: readers of files use it as well."""

import re
from unicodedata import normalize

from stdnum import isbn as stdnum_isbn
from stdnum.exceptions import ValidationError

# Roles in the order in which a title page names them; the value is what ONIX list 17 calls it.
ROLES = {
    "author": "A01",
    "editor": "B01",
    "translator": "B06",
    "illustrator": "A12",
    "photographer": "A13",
    "introduction": "A24",
    "foreword": "A23",
    "afterword": "A19",
    "notes": "A20",
    "adapter": "B05",
    "compiler": "C01",
    "cover": "A36",
    "director": "D02",
    "narrator": "E07",
    "performer": "E01",
    "other": "Z99",
}
# The value is ONIX list 150.
FORMS = {
    "hardback": "BB",
    "paperback": "BC",
    "book": "BA",
    "epub": "ED",
    "pdf": "EA",
    "ebook": "EA",
    "audio_download": "AJ",
    "audio_disc": "AC",
    "map": "CB",
    "film": "VI",
    "print": "PC",
    "other": "00",
}
DIGITAL_FORMS = frozenset({"epub", "pdf", "ebook", "audio_download"})
AUDIO_FORMS = frozenset({"audio_download", "audio_disc"})
# From the best news to the worst; the value is ONIX list 65.
AVAILABILITY = {"shelf": "21", "warehouse": "20", "order": "22", "forthcoming": "10", "unavailable": "40", "out": "51"}
SALE_LINKS = ("publisher", "library", "shop")


class NotAnIsbn(ValueError):
    """Says what is wrong with it, in a sentence for who typed it; `digits` is their number, where that is what is wrong."""

    def __init__(self, sentence: str, *, digits: int | None = None) -> None:
        super().__init__(sentence)
        self.digits = digits


def isbn13(text: str) -> str:
    """Return thirteen digits for an ISBN-10 or ISBN-13 in any spelling. Raises NotAnIsbn."""
    # Full-width digits and the many dashes of typesetting are meant as the plain ones.
    plain = "".join(character for character in normalize("NFKC", text).upper() if character.isalnum())
    plain = re.sub(r"^ISBN(1[03](?=\w{10,13}$))?", "", plain)
    if len(plain) not in {10, 13}:
        sentence = f"“{text.strip()}” has {len(plain)} digits; an ISBN has 13, or 10 in the old form."
        raise NotAnIsbn(sentence, digits=len(plain))
    try:
        return str(stdnum_isbn.to_isbn13(stdnum_isbn.validate(plain)))
    except ValidationError as error:
        raise NotAnIsbn(f"“{text.strip()}” is no ISBN: its last digit does not fit the others, so one is mistyped.") from error


def is_isbn(text: str) -> bool:
    try:
        isbn13(text)
    except NotAnIsbn:
        return False
    return True


def hyphenated(isbn: str) -> str:
    """Return the ISBN as it is printed: 9787115293800 as 978-7-115-29380-0. Unknown ranges stay as they are."""
    return str(stdnum_isbn.format(isbn)) if isbn else ""


def isbn10(isbn: str) -> str:
    """Return the old form, or "" when there is none (979 has none)."""
    return str(stdnum_isbn.to_isbn10(isbn)) if isbn.startswith("978") else ""
