"""What somebody typed, or a scanner did, as an ISBN; and what is wrong with it, with the right digit where that helps."""

import re
from unicodedata import normalize

from stdnum import ean

from octavo.books.codes import isbn13

_BOOKLAND = ("978", "979")
# A small second bar code beside the first: a price, or the number of an issue.
_ADD_ON = re.compile(r"(97[89]\d{10})(?:\d{2}|\d{5})")
_LABEL = re.compile(r"^(?:E?ISBN|EAN|GTIN)(?:1[03](?=\w{9,13}$))?")


class Mistyped(ValueError):
    """What was typed is no ISBN. `digits`: how many it has; `right`: what it would be with its last digit set right."""

    def __init__(self, text: str, digits: int, *, right: str = "", is_other_ware: bool = False) -> None:
        super().__init__(text)
        self.text, self.digits, self.right, self.is_other_ware = text, digits, right, is_other_ware


def isbn_typed(text: str) -> str:
    """Return thirteen digits for an ISBN or EAN in any spelling, with nine, ten or thirteen digits. Raises Mistyped."""
    text = text.strip()[:100]
    plain = "".join(character for character in normalize("NFKC", text).upper() if character.isalnum())
    plain = _LABEL.sub("", plain)
    if scanned := _ADD_ON.fullmatch(plain):
        plain = scanned[1]
    # Before 1970 it had nine digits, without the group, which was English.
    if len(plain) == 9 and plain[:8].isdecimal():
        plain = f"0{plain}"
    if len(plain) == 13 and plain.isdecimal() and plain.isascii():
        return _checked_13(text, plain)
    if len(plain) == 10 and plain[:9].isdecimal() and plain.isascii() and (plain[9].isdecimal() or plain[9] == "X"):
        return _checked_10(text, plain)
    raise Mistyped(text, len(plain))


def _checked_13(text: str, plain: str) -> str:
    right = plain[:12] + str(ean.calc_check_digit(plain[:12]))
    if not plain.startswith(_BOOKLAND):
        raise Mistyped(text, 13, is_other_ware=True)
    if right != plain:
        raise Mistyped(text, 13, right=right)
    return isbn13(plain)


def _checked_10(text: str, plain: str) -> str:
    check = sum(place * int(digit) for place, digit in enumerate(plain[:9], 1)) % 11
    right = plain[:9] + ("X" if check == 10 else str(check))
    if right != plain:
        raise Mistyped(text, 10, right=right)
    return isbn13(plain)
