"""Words of the desk's own templates."""

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from octavo.base.money import Money, in_words
from octavo.books.models import Edition, Price
from octavo.books.models.edition import AVAILABILITY_NAMES
from octavo.books.queries.ledger import Line

register = template.Library()


@register.filter
def price_in_words(price: Price | Money | None) -> str:
    """Return a price as it is written in the language of the desk; "" for none."""
    money = price.money if isinstance(price, Price) else price
    return in_words(money, get_language() or "en") if money else ""


@register.filter
def availability_in_words(edition: Edition) -> str:
    return str(AVAILABILITY_NAMES[edition.availability_now])


@register.filter
def state_in_words(line: Line) -> str:
    """Return how a line of the ledger stands."""
    words = {"now": _("now"), "to come": _("to come"), "past": _("past"), "replaced": _("replaced before it began")}
    return words[line.state]
