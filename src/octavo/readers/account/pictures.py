"""Pictures of readers: one small square, made anew from whatever was sent, with nothing of it but what one sees."""

import warnings
from io import BytesIO
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
MOST_BYTES = 8_000_000
MOST_PIXELS = 40_000_000
SIDE_PIXELS = 256
QUALITY = 82
RULE = format_lazy(
    gettext_lazy("A photograph or drawing as {formats}, of at most {size} MB."), formats="JPEG, PNG, WebP, AVIF", size=8
)


class PictureRefused(Exception):
    """Says to a reader which rule their file breaks."""


def small_square(file: BinaryIO, *, size_bytes: int) -> ContentFile[bytes]:
    """Return the middle of a picture as WebP of 256 pixels, upright, with nothing but what one sees. Raises PictureRefused."""
    if size_bytes > MOST_BYTES:
        raise PictureRefused(_("The file is larger than 8 MB."))
    try:
        with warnings.catch_warnings():
            # Pillow warns at half of what it refuses, and our own limit is lower.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(file, formats=FORMATS) as picture:
                return ContentFile(_encoded(picture))
    except UnidentifiedImageError as error:
        raise PictureRefused(_("The file is no picture as JPEG, PNG, WebP or AVIF, whatever its name says.")) from error
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise PictureRefused(_("The picture is damaged, or larger than 40 million pixels.")) from error


def _encoded(picture: Image.Image) -> bytes:
    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise ValueError("too many pixels")
    # A large photograph is read at the scale it is needed in.
    picture.draft("RGB", (2 * SIDE_PIXELS, 2 * SIDE_PIXELS))
    upright = ImageOps.exif_transpose(picture).convert("RGBA")
    square = ImageOps.fit(upright, (SIDE_PIXELS, SIDE_PIXELS))
    paper = Image.new("RGB", square.size, "white")
    paper.paste(square, mask=square.getchannel("A"))
    out = BytesIO()
    paper.save(out, "WEBP", quality=QUALITY)
    return out.getvalue()
