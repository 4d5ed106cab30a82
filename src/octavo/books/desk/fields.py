"""Fields of forms that take what a bookseller types, as they are used to type it, and say what is wrong with it."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from babel import Locale
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from octavo.base.money import is_currency
from octavo.books.codes import NotAnIsbn, hyphenated, isbn13
from octavo.books.models import Edition

_PARTIAL_DATE = re.compile(r"(?P<year>\d{4})(?:[-./](?P<month>\d{1,2})(?:[-./](?P<day>\d{1,2}))?)?")
_DURATION = re.compile(r"(?P<hours>\d{1,3}):(?P<minutes>[0-5]?\d)(?::(?P<seconds>[0-5]?\d))?")
COMMON_CURRENCIES = (
    "EUR",
    "USD",
    "GBP",
    "CHF",
    "CNY",
    "HKD",
    "TWD",
    "JPY",
    "CAD",
    "AUD",
    "SEK",
    "NOK",
    "DKK",
    "PLN",
    "CZK",
    "HUF",
)


class TypedField(forms.Field):
    """A line of text that means something else."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> Any:
        text = str(value or "").strip()
        return self.understood(text) if text else self.nothing()

    def understood(self, text: str) -> Any:
        """Return what the text means. Raises ValidationError with what is wrong."""
        raise NotImplementedError

    def nothing(self) -> Any:
        """Return what a field that was left blank means."""
        return None


class IsbnField(TypedField):
    """An ISBN in any spelling; cleans to thirteen digits, or None."""

    def understood(self, text: str) -> str:
        try:
            return isbn13(text)
        except NotAnIsbn as error:
            # The sentence of the error, in the language of the desk.
            wrong_length = _("“%(text)s” has %(digits)d digits; an ISBN has 13, or 10 in the old form.")
            mistyped = _("“%(text)s” is no ISBN: its last digit does not fit the others, so one is mistyped.")
            words = {"text": text, "digits": error.digits}
            raise forms.ValidationError((mistyped if error.digits is None else wrong_length) % words) from error

    def prepare_value(self, value: Any) -> Any:
        # As it is printed; what somebody mistyped is shown as they typed it.
        return hyphenated(value) if isinstance(value, str) and len(value) == 13 and value.isdigit() else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(data) != (initial or None)
        except forms.ValidationError:
            return True


class PartialDateField(TypedField):
    """“2019”, “2019-05” or “2019-05-02”; cleans to (day, precision) or (None, "day"). What is unknown is the first."""

    def nothing(self) -> tuple[None, str]:
        return None, Edition.Precision.DAY

    def understood(self, text: str) -> tuple[date, str]:
        if not (found := _PARTIAL_DATE.fullmatch(text)):
            raise forms.ValidationError(_("Write 2019, 2019-05 or 2019-05-02."))
        year, month, day = int(found["year"]), int(found["month"] or 1), int(found["day"] or 1)
        if not (1 <= month <= 12 and year >= 1 and 1 <= day <= monthrange(year, month)[1]):
            raise forms.ValidationError(_("There is no such day."))
        precision = Edition.Precision.YEAR if not found["month"] else Edition.Precision.MONTH
        return date(year, month, day), Edition.Precision.DAY if found["day"] else precision

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or "") != (data or "").strip()


def partial_date(day: date | None, precision: str) -> str:
    """Return a date as PartialDateField reads it."""
    length = {Edition.Precision.YEAR: 4, Edition.Precision.MONTH: 7}.get(Edition.Precision(precision), 10)
    return day.isoformat()[:length] if day else ""


class DurationField(TypedField):
    """“7:45” or “7:45:10”; cleans to seconds, or None."""

    def understood(self, text: str) -> int:
        if not (found := _DURATION.fullmatch(text)):
            raise forms.ValidationError(_("Write hours and minutes: 7:45."))
        return int(found["hours"]) * 3600 + int(found["minutes"]) * 60 + int(found["seconds"] or 0)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, int):
            return value
        hours, rest = divmod(value, 3600)
        minutes, seconds = divmod(rest, 60)
        return f"{hours}:{minutes:02}" + (f":{seconds:02}" if seconds else "")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (self.prepare_value(initial) or "") != (data or "").strip()


class CodesField(TypedField):
    """Codes or names with commas between them; cleans to a list of codes. `names_of` gives code → name in a language."""

    def __init__(self, *, names_of: Callable[[Locale], dict[str, str]], **kwargs: Any) -> None:
        self.names_of = names_of
        super().__init__(**kwargs)

    def nothing(self) -> list[str]:
        return []

    def understood(self, text: str) -> list[str]:
        known: dict[str, str] = {}
        for locale in (Locale("en"), _locale_of_desk()):
            known |= {key.casefold(): code for code, name in self.names_of(locale).items() for key in (code, name)}
        codes = []
        for word in filter(None, (part.strip() for part in re.split(r"[,;，、；]", text))):
            code = known.get(word.casefold().replace("_", "-"))
            if not code:
                raise forms.ValidationError(_("“%(word)s” is not known.") % {"word": word})
            codes.append(code)
        return list(dict.fromkeys(codes))

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(data) != (initial or [])
        except forms.ValidationError:
            return True


def language_names(locale: Locale) -> dict[str, str]:
    return {code.replace("_", "-"): name for code, name in locale.languages.items()}


def country_names(locale: Locale) -> dict[str, str]:
    return {code: name for code, name in locale.territories.items() if len(code) == 2 and code.isalpha()}


def in_words(codes: Iterable[str], names_of: Callable[[Locale], dict[str, str]]) -> str:
    """Return the names of codes in the language of the desk."""
    names = names_of(_locale_of_desk())
    return ", ".join(names.get(code, code) for code in codes)


class AmountField(TypedField):
    """An amount in main units, with a point or a comma, with or without a sign; cleans to a Decimal, or None."""

    def understood(self, text: str) -> Decimal:
        plain = re.sub(r"[\s\u2009\u202f]", "", text).replace("−", "-")
        # One comma is a decimal point in most of Europe; with a point beside it, it parts thousands.
        plain = plain.replace(",", "" if "." in plain else ".")
        try:
            amount = Decimal(plain)
        except InvalidOperation as error:
            raise forms.ValidationError(_("“%(text)s” is no amount.") % {"text": text}) from error
        if not amount.is_finite() or abs(amount) >= 10**12:
            raise forms.ValidationError(_("“%(text)s” is no amount.") % {"text": text})
        return amount


class CurrencyField(forms.CharField):
    """Three letters."""

    def to_python(self, value: Any) -> str:
        code = str(super().to_python(value)).upper()
        if code and not is_currency(code):
            raise forms.ValidationError(_("“%(code)s” is no currency. Use its three letters, for example EUR.") % {"code": code})
        return code


def _locale_of_desk() -> Locale:
    return Locale.parse((get_language() or "en").replace("zh-hans", "zh-Hans"), sep="-")
