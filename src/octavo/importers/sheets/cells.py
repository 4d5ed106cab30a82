"""One cell of a spreadsheet, read as what its column holds. What cannot be read raises CellError with the reason."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from unicodedata import normalize

from babel import Locale
from stdnum import isbn as stdnum_isbn

from octavo.base.money import is_currency
from octavo.books.codes import NotAnIsbn, isbn13
from octavo.importers.book_records import PartialDate
from octavo.importers.onix.languages import our_code

WORD_LANGUAGES = ("en", "zh", "fr", "de")
DATE_ORDERS = ("dmy", "mdy")
FORM_WORDS = {
    "hardback": "hardback hardcover hb hc bound cloth relié gebunden hardcoverausgabe 精装 硬皮",
    "paperback": "paperback softcover pb pbk sc broché poche taschenbuch broschiert kartoniert tb 平装 简装 软精装",
    "epub": "epub",
    "pdf": "pdf",
    "ebook": "ebook e-book electronic kindle numérique 电子书",
    "audio_download": "audiobook audio mp3 hörbuch livre-audio 有声书",
    "audio_disc": "cd audio-cd 光盘",
    "book": "book livre buch 图书 书",
}
AVAILABILITY_WORDS = {
    "shelf": "on-shelf in-stock yes available instock en-stock auf-lager vorrätig lieferbar disponible 有货 现货 在架",
    "warehouse": "warehouse at-the-warehouse 仓库 entrepôt lager",
    "order": "to-order on-order special-order sur-commande auf-bestellung 预订 可订",
    "forthcoming": "forthcoming coming-soon not-yet-published à-paraître erscheint-demnächst vorankündigung 即将出版 待出版",
    "unavailable": "unavailable out-of-stock no épuisé-provisoirement nicht-lieferbar indisponible 缺货",
    "out": "out-of-print oop épuisé vergriffen 绝版",
}
_SYMBOLS = {
    **{"€": "EUR", "$": "USD", "£": "GBP", "zł": "PLN", "kr": "SEK", "Fr.": "CHF"},
    **{"¥": "CNY", "￥": "CNY", "元": "CNY", "元人民币": "CNY", "円": "JPY"},
}
_SCIENTIFIC = re.compile(r"(\d)(?:[.,](\d+))?[eE]\+?(\d{1,2})")
_ISBN_LENGTH = 13
_FLOAT = re.compile(r"(\d+)[.,]0+")
_ISO = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?月?)?年?(?:[T ]\d.*)?")
_NUMBERS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_WORDED = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th|er|\.)?\s+)?([^\W\d]+)\.?,?\s+(?:(\d{1,2}),?\s+)?(\d{4})")
_NUMBER = re.compile(r"\d[\d.,'’\s\u00a0\u202f]*")
_MONTHS_IN_YEAR = 12


class CellError(ValueError):
    """What is wrong with a cell, in a sentence."""


def isbn_digits(text: str) -> str:
    """Return thirteen digits for a cell that holds an ISBN, zeros that a program took away put back. "" for a blank one."""
    plain = text.strip().strip("'")
    if whole := _FLOAT.fullmatch(plain):
        plain = whole[1]
    if not plain or plain in {"0", "-", "n/a", "N/A"}:
        return ""
    try:
        return isbn13(plain)
    except NotAnIsbn as error:
        short = "".join(character for character in plain.upper() if character.isalnum())
        # Only zeros in front, and the check digit speaks for them: "439023483" is 0439023483.
        padded = short.zfill(10)
        if len(short) < len(padded) and stdnum_isbn.is_valid(padded):
            return isbn13(padded)
        raise CellError(str(error)) from error


@dataclass(frozen=True, slots=True)
class Rounded:
    """An ISBN that a program took for a number and rounded, like 9.78043902348e+12. `digits` are those that are known."""

    digits: str

    def fits(self, isbn: str) -> bool:
        """Tell whether an ISBN would be rounded to this. Zeros at the end of what is known are often not written."""
        written = int(self.digits.ljust(_ISBN_LENGTH, "0"))
        return any(round(int(isbn), places - _ISBN_LENGTH) == written for places in {len(self.digits), _ISBN_LENGTH - 1})

    def candidates(self) -> list[str]:
        """Return what it may have been. With twelve digits the thirteenth is the check digit; with fewer no one can say."""
        if len(self.digits) == _ISBN_LENGTH:
            return [self.digits] if stdnum_isbn.is_valid(self.digits) else []
        if len(self.digits) != _ISBN_LENGTH - 1:
            return []
        bodies = (self.digits, str(int(self.digits) - 1))
        isbns = [body + _check_digit(body) for body in bodies]
        return [isbn for isbn in isbns if stdnum_isbn.is_valid(isbn) and self.fits(isbn)]


def scientific(text: str) -> Rounded | None:
    """Return what is left of a number like 9.78043902348e+12; None for a cell that is no such number."""
    found = _SCIENTIFIC.fullmatch(text.strip())
    if found is None or int(found[3]) != _ISBN_LENGTH - 1:
        return None
    return Rounded((found[1] + (found[2] or ""))[:_ISBN_LENGTH])


def _check_digit(twelve: str) -> str:
    return str(-sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(twelve)) % 10)


def whole_number(text: str) -> int:
    """Return a number of pages, millimetres or the like; "312 S." and "312.0" are 312."""
    found = re.search(r"-?\d+", text.replace("\u00a0", ""))
    if found is None:
        raise CellError(f"“{text}” is no number")
    return int(found[0])


def year(text: str) -> int:
    """Return a year, below zero before our era: -750 for "-750.0" and for "750 BC"."""
    number = whole_number(text)
    is_before = re.search(r"\bb\.?c\.?|av\. j\.-c\.|v\. ?chr\.|公元前", text, re.IGNORECASE)
    number = -number if is_before and number > 0 else number
    if not -5000 < number < 3000:
        raise CellError(f"“{text}” is no year")
    return number


def day(text: str, *, order: str = "dmy") -> PartialDate:
    """Return a date written in any of the usual ways; `order` says what 03/04/2020 means."""
    plain = normalize("NFKC", text).strip()
    if whole := _FLOAT.fullmatch(plain):
        plain = whole[1]
    for pattern, read in ((_ISO, _from_iso), (_NUMBERS, _from_numbers), (_MONTH_YEAR, _from_month), (_WORDED, _from_words)):
        if found := pattern.fullmatch(plain):
            try:
                return read(found, order)
            except (ValueError, KeyError) as error:
                raise CellError(f"“{text}” is no date") from error
    raise CellError(f"“{text}” is no date that can be understood; 2020-03-14, 2020-03 and 2020 can")


def price(text: str, currency: str) -> tuple[Decimal, str]:
    """Return amount and currency of "12,90 €", "$1,299.00" or "45"; `currency` is of those that name none."""
    plain = normalize("NFKC", text).strip()
    found = _NUMBER.search(plain)
    if found is None or "-" in plain[: found.start()]:
        raise CellError(f"“{text}” is no price")
    named = plain.replace(found[0], " ", 1).strip(" .-–").strip()
    code = _SYMBOLS.get(named) or _SYMBOLS.get(plain[: found.start()].strip()) or (named.upper() if len(named) == 3 else "")
    if named and not (code and is_currency(code)):
        raise CellError(f"“{named}” is no currency that is known")
    code = code or currency
    if not code:
        raise CellError(f"“{text}” names no currency; say which in a column, or for the whole file")
    return _amount(found[0], text), code


def form(text: str) -> str:
    return _word_of(text, FORM_WORDS, "form")


def availability(text: str) -> str:
    """Return one of codes.AVAILABILITY; a number is a stock: some are on the shelf, none is unavailable."""
    plain = text.strip()
    if plain.isdigit():
        return "shelf" if int(plain) else "unavailable"
    return _word_of(text, AVAILABILITY_WORDS, "availability")


def language(text: str) -> str:
    """Return the code of a language that is named by a code or in one of our own languages."""
    plain = text.strip().casefold()
    if found := _language_names().get(plain):
        return found
    code = our_code(text)
    if not code or (len(plain) > 3 and "-" not in plain and "_" not in plain) or code not in _language_names().values():
        raise CellError(f"“{text}” is no language that is known")
    return code


def _from_iso(found: re.Match[str], order: str) -> PartialDate:
    precision = "day" if found[3] else "month" if found[2] else "year"
    return PartialDate(date(int(found[1]), int(found[2] or 1), int(found[3] or 1)), precision)


def _from_numbers(found: re.Match[str], order: str) -> PartialDate:
    one, two = int(found[1]), int(found[2])
    if one > _MONTHS_IN_YEAR or (order == "dmy" and two <= _MONTHS_IN_YEAR):
        return PartialDate(date(int(found[3]), two, one))
    return PartialDate(date(int(found[3]), one, two))


def _from_month(found: re.Match[str], order: str) -> PartialDate:
    return PartialDate(date(int(found[2]), int(found[1]), 1), "month")


def _from_words(found: re.Match[str], order: str) -> PartialDate:
    month = _months()[found[2].casefold()]
    day_of_month = found[1] or found[3]
    return PartialDate(date(int(found[4]), month, int(day_of_month or 1)), "day" if day_of_month else "month")


def _amount(number: str, text: str) -> Decimal:
    """Return an amount however it is written: the last mark with one or two digits after it parts the cents."""
    plain = re.sub(r"[\s'’\u00a0\u202f]", "", number).strip(".,")
    cents = re.search(r"[.,](\d{1,2})$", plain)
    whole = re.sub(r"[.,]", "", plain[: cents.start()] if cents else plain)
    try:
        return Decimal(f"{whole or 0}.{cents[1] if cents else 0}")
    except InvalidOperation as error:
        raise CellError(f"“{text}” is no price") from error


def _word_of(text: str, words: dict[str, str], what: str) -> str:
    plain = re.sub(r"[\s_]+", "-", normalize("NFKC", text).strip().casefold())
    for value, names in words.items():
        if plain == value or plain in names.split():
            return value
    for value, names in words.items():
        # "Hardcover, 320 pages": the word is among others.
        if set(re.split(r"[-,;()/]+", plain)) & set(names.split()):
            return value
    raise CellError(f"“{text}” is no {what} that is known")


@cache
def _language_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for locale in (Locale.parse(code) for code in reversed(WORD_LANGUAGES)):
        for code, name in locale.languages.items():
            if "_" not in code:
                names[name.casefold()] = our_code(code) or code
                names[our_code(code) or code] = our_code(code) or code
    return names


@cache
def _months() -> dict[str, int]:
    months: dict[str, int] = {}
    for code in WORD_LANGUAGES:
        for width in ("abbreviated", "wide"):
            for number, name in Locale.parse(code).months["format"][width].items():
                months[name.casefold().strip(".")] = number
    return months
