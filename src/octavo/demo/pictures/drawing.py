"""One picture, asked for by name."""

from io import BytesIO

from octavo.demo.pictures.palettes import PALETTES
from octavo.demo.pictures.press import Sheet
from octavo.demo.pictures.scenes import SCENES

JPEG_QUALITY = 86
USUAL_SIZE = (1600, 1067)
SIZES = {"river": (2400, 800)}


def size_of(scene: str) -> tuple[int, int]:
    return SIZES.get(scene, USUAL_SIZE)


def drawn_jpeg(scene: str, palette: str, seed: str) -> bytes:
    """Return a picture as JPEG, of 1600 × 1067 unless it is a panorama; the same words give the same picture."""
    width, height = size_of(scene)
    sheet = Sheet(PALETTES[palette], width=width, height=height, seed=f"{scene} {seed}")
    SCENES[scene](sheet)
    buffer = BytesIO()
    sheet.finished().save(buffer, "JPEG", quality=JPEG_QUALITY)
    return buffer.getvalue()
