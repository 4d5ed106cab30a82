"""One picture, asked for by name."""

from collections.abc import Sequence
from io import BytesIO

from octavo.demo.pictures.covers import COVER_SIZE, lettered
from octavo.demo.pictures.palettes import PALETTES
from octavo.demo.pictures.press import Sheet
from octavo.demo.pictures.scenes import SCENES

JPEG_QUALITY = 86
USUAL_SIZE = (1600, 1067)
SIZES = {"river": (2400, 800)}


def size_of(scene: str, lettering: Sequence[str] = ()) -> tuple[int, int]:
    return COVER_SIZE if lettering else SIZES.get(scene, USUAL_SIZE)


def drawn_jpeg(scene: str, palette: str, seed: str, lettering: Sequence[str] = ()) -> bytes:
    """Return a picture as JPEG, of 1600 × 1067 unless it is a panorama; the same words give the same picture.

    With lettering (a title and an author) it is the cover of a book.
    """
    width, height = size_of(scene)
    sheet = Sheet(PALETTES[palette], width=width, height=height, seed=f"{scene} {seed}")
    SCENES[scene](sheet)
    if lettering:
        sheet = lettered(sheet, *lettering)
    buffer = BytesIO()
    sheet.finished().save(buffer, "JPEG", quality=JPEG_QUALITY)
    return buffer.getvalue()
