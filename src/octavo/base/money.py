"""Money: whole minor units and a currency. Arithmetic without Django, wording by the rules of the reader's language."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from babel import Locale
from babel.core import UnknownLocaleError
from babel.numbers import format_currency, get_currency_precision, list_currencies


class NotMoney(ValueError):
    """Says what is wrong with an amount, in a sentence."""


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """`minor` counts cents, yen or whatever the currency is counted in."""

    minor: int
    currency: str

    def __add__(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise NotMoney(f"{self.currency} and {other.currency} cannot be added.")
        return Money(self.minor + other.minor, self.currency)

    def __mul__(self, quantity: int) -> "Money":
        return Money(self.minor * quantity, self.currency)

    @property
    def amount(self) -> Decimal:
        """The amount in main units: 12.50 for 1250 cents."""
        places = minor_places(self.currency)
        return Decimal(self.minor).scaleb(-places).quantize(Decimal(1).scaleb(-places))


def money(amount: Decimal | str, currency: str) -> Money:
    """Return an exact amount. Raises NotMoney for an unknown currency and for parts of a cent."""
    currency = currency.upper()
    if not is_currency(currency):
        raise NotMoney(f"“{currency}” is no currency. Use its three letters, for example EUR.")
    try:
        minor = Decimal(amount).scaleb(minor_places(currency))
    except InvalidOperation as error:
        raise NotMoney(f"“{amount}” is no amount.") from error
    if not minor.is_finite() or minor != minor.to_integral_value():
        raise NotMoney(f"{amount} {currency} is finer than the currency's smallest coin.")
    return Money(int(minor), currency)


def minor_places(currency: str) -> int:
    """Return how many digits the currency has after the point: 2 for EUR, 0 for JPY."""
    return get_currency_precision(currency)


def is_currency(code: str) -> bool:
    return code in list_currencies()


def in_words(value: Money, language_code: str) -> str:
    """Return the price as a reader of that language writes it: “€12.50”, “12,50 €”."""
    try:
        locale = Locale.parse(language_code, sep="-")
    except (ValueError, UnknownLocaleError):
        locale = Locale("en")
    return format_currency(value.amount, value.currency, locale=locale)
