"""ISBNs, each with what the record says beside it: how that edition is bound, and what it costs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pymarc import Field

from octavo.books.codes import NotAnIsbn, isbn13
from octavo.importers.book_records import PriceRecord
from octavo.importers.marc.fields import Marc, subfields

_DIGITS = re.compile(r"[0-9Xx][0-9Xx\s–-]{7,16}[0-9Xx]|[0-9Xx]{10,13}")
_BOOKLAND = ("978", "979")
# What is said beside a number, as it begins; the first that is found counts.
_FORM_WORDS = {
    "epub": "epub",
    "pdf": "pdf",
    "audio_download": "audio_download downloadable_audio digital_audio mp3_download",
    "audio_disc": "audio compact_dis cd hörbuch",
    "ebook": "ebook e-book electronic online kindle mobi e-isbn elektron 电子 電子",
    "hardback": "hardcover hardback hbk hdbk cloth hard_cover cased bound relié geb pappband festeinband hc 精装 精裝",
    "paperback": "paperback pbk paper softcover soft_cover broché br. brosch kart taschenbuch pb 平装 平裝",
}
_AMOUNT = r"(?P<amount>\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{2})?|\d{1,7}(?:[.,]\d{1,2})?)"
_SIGNS = {
    **{"€": "EUR", "£": "GBP", "US$": "USD", "C$": "CAD", "CA$": "CAD", "CAN$": "CAD", "A$": "AUD", "AU$": "AUD"},
    **{"HK$": "HKD", "NT$": "TWD", "RMB": "CNY", "CN¥": "CNY", "SFR": "CHF", "FR.": "CHF"},
}
_CURRENCIES = "EUR USD GBP CHF CAD AUD NZD CNY HKD TWD JPY KRW SGD INR SEK NOK DKK PLN CZK HUF RUB BRL MXN ZAR ILS".split()
_SIGN = "|".join(re.escape(sign) for sign in sorted([*_SIGNS, *_CURRENCIES, "$", "¥", "￥", "元"], key=len, reverse=True))
_PRICE = re.compile(
    rf"(?:(?P<before>{_SIGN})\s*{_AMOUNT}|{_AMOUNT.replace('amount', 'number')}\s*(?P<after>{_SIGN}))", re.IGNORECASE
)
_DOLLARS = {"c": "CAD", "at": "AUD", "cc": "HKD", "ch": "TWD", "hk": "HKD", "si": "SGD", "nz": "NZD"}


@dataclass(frozen=True, slots=True)
class Number:
    """An ISBN of the record. `is_own`: of the thing described, not of another form of it."""

    isbn: str
    words: str
    price: str
    is_own: bool = True


def isbns_in(text: str) -> Iterator[str]:
    """Yield the good ISBNs in a text such as “0306406152 (pbk. : alk. paper)”."""
    for found in _DIGITS.findall(text):
        try:
            yield isbn13(found)
        except NotAnIsbn:
            continue


def numbers_of(marc: Marc) -> list[Number]:
    """Return the ISBNs of the record, those of other forms of the book last, each once."""
    own = [number for field in marc.fields("020", "024") for number in _own(marc, field)]
    others = [
        Number(isbn, "", "", is_own=False)
        for tags, codes in ((("020",), "z"), (("776", "775", "787"), "z"))
        for field in marc.fields(*tags)
        for text in subfields(field, codes)
        for isbn in isbns_in(text)
    ]
    unique: dict[str, Number] = {}
    for number in [*own, *others]:
        known = unique.get(number.isbn)
        # The ten digits and the thirteen of one edition: what is said beside either holds for both.
        if known is None:
            unique[number.isbn] = number
        elif number.is_own:
            unique[number.isbn] = Number(number.isbn, known.words or number.words, known.price or number.price)
    return list(unique.values())


def form_said_of(number: Number) -> str:
    """Return the form that the words beside an ISBN name, "" where they name none."""
    words = number.words.casefold()
    return next((form for form, told in _FORM_WORDS.items() if any(_begins_a_word(one, words) for one in told.split())), "")


def prices_of(marc: Marc, number: Number) -> tuple[PriceRecord, ...]:
    """Return what the record says one edition costs, one price a currency; what is no price is noted."""
    found: dict[str, PriceRecord] = {}
    for price in _PRICE.finditer(number.price):
        currency = _currency(marc, (price["before"] or price["after"]).upper())
        amount = _amount(price["amount"] or price["number"])
        if currency and amount:
            found.setdefault(currency, PriceRecord(currency, amount))
    if number.price and not found:
        marc.note("A price in no currency that is known was left out.", number.price[:60])
    return tuple(found.values())


def _own(marc: Marc, field: Field) -> Iterator[Number]:
    if field.tag == "024" and field.indicator1 != "3":
        return
    price = " ".join(subfields(field, "c"))
    for text in subfields(field, "a"):
        isbns = list(isbns_in(text))
        if not isbns and field.tag == "020":
            marc.note("An ISBN that is none was left out: its digits do not fit together.", text[:60])
        words = " ".join([_DIGITS.sub("", text), *subfields(field, "q")])
        yield from (Number(isbn, words.strip(" ():;"), price) for isbn in isbns if isbn.startswith(_BOOKLAND))


def _begins_a_word(beginning: str, words: str) -> bool:
    return re.search(rf"(?<![^\W\d_]){re.escape(beginning.replace('_', ' '))}", words) is not None


def _currency(marc: Marc, sign: str) -> str:
    """Return the currency of a sign; $ and ¥ are those of the country the record names."""
    if sign in _CURRENCIES:
        return sign
    country = marc.control("008", 15, 18).strip()
    if sign == "$":
        return _DOLLARS.get(country) or ("CAD" if len(country) == 3 and country.endswith("c") else "USD")
    if sign in {"¥", "￥"}:
        return "JPY" if country == "ja" else "CNY"
    return "CNY" if sign == "元" else _SIGNS.get(sign, "")


def _amount(text: str) -> Decimal | None:
    whole, mark, cents = text.rpartition("," if text.rfind(",") > text.rfind(".") else ".")
    if not mark or len(cents) == 3:
        whole, cents = text, ""
    digits = re.sub(r"[.,]", "", whole)
    amount = Decimal(f"{digits}.{cents or '0'}")
    return amount if amount > 0 else None
