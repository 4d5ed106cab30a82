"""How facts of an edition are said to readers, in the language of the page."""

from datetime import date

from babel import Locale
from babel.core import UnknownLocaleError
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from octavo.books.models import Edition
from octavo.books.models.edition import AVAILABILITY_NAMES


def availability_words(edition: Edition) -> str:
    """Return where it is; for one still to come, with the day."""
    state = edition.availability_now
    if state == "forthcoming" and edition.available_on:
        return _("Forthcoming: %(date)s") % {"date": _day(edition.available_on)}
    return str(AVAILABILITY_NAMES[state])


def published_words(edition: Edition) -> str:
    """Return the date as far as it is known: a day, a month or a year."""
    if edition.published_on is None:
        return ""
    if edition.published_precision == Edition.Precision.YEAR:
        return str(edition.published_on.year)
    if edition.published_precision == Edition.Precision.MONTH:
        return date_format(edition.published_on, "YEAR_MONTH_FORMAT")
    return _day(edition.published_on)


def language_name(code: str) -> str:
    """Return “French”, “法语”; a code nobody knows stays as it is."""
    try:
        names = Locale.parse(get_language() or "en", sep="-").languages
    except (ValueError, UnknownLocaleError):
        names = Locale("en").languages
    return str(names.get(code.replace("-", "_"), names.get(code, code)))


def duration_words(edition: Edition) -> str:
    """Return “5 h 20 min”."""
    if not edition.duration_seconds:
        return ""
    hours, minutes = divmod(round(edition.duration_seconds / 60), 60)
    if not hours:
        return _("%(minutes)d min") % {"minutes": minutes}
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": minutes}


def safety_words(edition: Edition) -> str:
    """Return whom to ask about the safety of a product, line by line (EU 2023/988, Art. 19)."""
    if edition.safety_contact:
        return edition.safety_contact
    publisher = edition.publisher
    if publisher is None or not (publisher.postal_address or publisher.email):
        return ""
    lines = [publisher.name, publisher.postal_address, publisher.email]
    if publisher.eu_contact:
        lines += [_("In the EU:"), publisher.eu_contact]
    return "\n".join(line for line in lines if line)


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
