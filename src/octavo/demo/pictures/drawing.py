"""One picture, asked for by name."""

from io import BytesIO

from octavo.demo.pictures.palettes import PALETTES
from octavo.demo.pictures.press import Sheet
from octavo.demo.pictures.scenes import SCENES

JPEG_QUALITY = 86


def drawn_jpeg(scene: str, palette: str, seed: str) -> bytes:
    """Return a picture of 1600 × 1067 as JPEG; the same words give the same picture."""
    sheet = Sheet(PALETTES[palette], seed=f"{scene} {seed}")
    SCENES[scene](sheet)
    buffer = BytesIO()
    sheet.finished().save(buffer, "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=True)
    return buffer.getvalue()
