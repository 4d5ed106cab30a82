"""Tags for pictures and time."""

from datetime import datetime, timedelta
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from octavo.base.models import Picture, PictureRendition
from octavo.base.pictures import is_first_to_ask, offer_of
from octavo.base.shown import drifts_after, shows_rows
from octavo.base.tasks import make_renditions_later
from octavo.base.time_words import ago_words as words_of

register = template.Library()

DEFAULT_WIDTHS = "480,800,1200,1600"
SOONEST_DRIFT, LATEST_DRIFT = timedelta(minutes=1), timedelta(days=1)


@register.inclusion_tag("_parts/picture.html")
def picture(image: Picture | None, **words: Any) -> dict[str, Any]:
    """Show a picture in the best format and size the browser takes.

    Words: sizes, widths="480,800", ratio="3x2", loading="lazy"|"eager", class="…", alt="…".
    """
    if image is None:
        return {"fallback": None}
    ratio = tuple(int(side) for side in words["ratio"].split("x")) if words.get("ratio") else None
    widths = tuple(int(width) for width in words.get("widths", DEFAULT_WIDTHS).split(","))
    offer = offer_of(image, widths=widths, ratio=ratio)  # type: ignore[arg-type]
    if offer.missing:
        # Made by a worker: then the page is to be made anew.
        shows_rows(PictureRendition, image=image.pk)
    if offer.missing and is_first_to_ask(image, offer):
        make_renditions_later.enqueue(image.pk, list(offer.missing))
    return {
        "sources": offer.sources,
        "fallback": offer.fallback,
        "sizes": words.get("sizes", "100vw"),
        "alt": words.get("alt", image.description),
        "loading": words.get("loading", "lazy"),
        "class": words.get("class", ""),
    }


@register.simple_tag
def ago(moment: datetime | None) -> SafeString | str:
    """Say how long ago `moment` was, with the exact date for machines and on hover; a script keeps the words fresh."""
    if moment is None:
        return ""
    drifts_after(_drift(timezone.now() - moment))
    local = timezone.localtime(moment)
    iso, exact = local.isoformat(timespec="seconds"), date_format(local, "DATETIME_FORMAT")
    # Made here and not by a part: a page has a hundred of them.
    return format_html('<time datetime="{}" title="{}" data-ago>{}</time>', iso, exact, ago_words(moment))


@register.filter
def ago_words(moment: datetime) -> str:
    """Return “over 5 years ago” in the language of the page."""
    return words_of(moment, timezone.now())


def _drift(age: timedelta) -> timedelta:
    """Return how soon words for an age are too far off; a script in the browser keeps them right meanwhile."""
    return min(max(abs(age) / 10, SOONEST_DRIFT), LATEST_DRIFT)
