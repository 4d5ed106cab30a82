"""A picture in the sizes and formats a browser may choose from.

Whoever renders a page never waits for an encoder: what exists is offered at
once, what is missing is made in the background and offered from then on. Only
the plain fallback is made on the spot.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from wagtail.images.models import AbstractRendition, Filter

from octavo.base.models import Picture

MODERN_FORMATS = ("avif", "webp")
SECONDS_BEFORE_ASKING_AGAIN = 600


@dataclass(frozen=True)
class Source:
    type: str
    srcset: str


@dataclass(frozen=True)
class Fallback:
    src: str
    width: int
    height: int
    srcset: str = ""


@dataclass(frozen=True)
class Offer:
    """What `<picture>` needs: sources from the best format down, and an `<img>`."""

    fallback: Fallback
    sources: tuple[Source, ...] = ()
    missing: tuple[str, ...] = ()


def offer_of(picture: Picture, *, widths: tuple[int, ...], ratio: tuple[int, int] | None = None) -> Offer:
    """Return the renditions there are, with the specs of those still to be made.

    `widths` are in CSS pixels × density; `ratio` as (3, 2) crops round the focal point.
    """
    if picture.is_svg():
        return Offer(Fallback(picture.file.url, picture.width, picture.height))
    fitting = _fitting(widths, picture, ratio)
    plain = "png" if picture.file.name.lower().endswith((".png", ".gif")) else "jpeg"
    specs = {form: [_spec(width, ratio, form) for width in fitting] for form in (*MODERN_FORMATS, plain)}
    # The largest is what an old browser and a feed reader show; one size of it is enough.
    fallback_spec = specs[plain][-1]
    found = picture.find_existing_renditions(*(Filter(spec=spec) for spec in [*specs["avif"], *specs["webp"], fallback_spec]))
    by_spec = {filter_.spec: rendition for filter_, rendition in found.items()}
    fallback = by_spec.get(fallback_spec) or picture.get_rendition(fallback_spec)
    sources = [
        Source(f"image/{form}", _srcset([by_spec[spec] for spec in specs[form]]))
        for form in MODERN_FORMATS
        if all(spec in by_spec for spec in specs[form])
    ]
    missing = tuple(spec for form in MODERN_FORMATS for spec in specs[form] if spec not in by_spec)
    return Offer(Fallback(fallback.url, fallback.width, fallback.height), tuple(sources), missing)


def make_renditions(picture: Picture, specs: list[str]) -> None:
    """Encode what is missing of `specs`; a picture whose file is gone is left alone."""
    if picture.file.storage.exists(picture.file.name):
        picture.get_renditions(*specs)


def is_first_to_ask(picture: Picture, offer: Offer) -> bool:
    """Tell whether nobody in this process has just asked for the same renditions."""
    key = f"renditions-asked:{picture.pk}:{picture.file_hash}:{hash(offer.missing)}"
    return cache.add(key, True, SECONDS_BEFORE_ASKING_AGAIN)


def _fitting(widths: tuple[int, ...], picture: Picture, ratio: tuple[int, int] | None) -> list[int]:
    """Leave out widths the original could only be blown up to."""
    most = picture.width
    if ratio:
        most = min(most, picture.height * ratio[0] // ratio[1])
    smaller = [width for width in sorted(widths) if width <= most]
    return smaller or [most]


def _spec(width: int, ratio: tuple[int, int] | None, form: str) -> str:
    size = f"fill-{width}x{width * ratio[1] // ratio[0]}" if ratio else f"width-{width}"
    quality = {"avif": settings.WAGTAILIMAGES_AVIF_QUALITY, "webp": settings.WAGTAILIMAGES_WEBP_QUALITY}.get(form)
    return f"{size}|format-{form}|{form}quality-{quality}" if quality else f"{size}|format-{form}"


def _srcset(renditions: list[AbstractRendition]) -> str:
    return ", ".join(f"{rendition.url} {rendition.width}w" for rendition in renditions)
