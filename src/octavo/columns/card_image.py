"""The picture that stands for a column elsewhere when it has none: its title, set in type."""

from functools import cache
from io import BytesIO
from pathlib import Path
from textwrap import wrap
from typing import cast

from PIL import Image, ImageDraw, ImageFont

SIZE_PX = (1200, 630)
MARGIN_PX = 84
PAPER, INK, ACCENT = (250, 247, 240), (28, 26, 23), (164, 36, 29)
TITLE_SIZES_PX = (84, 72, 60, 48)
MOST_LINES = 4

_SERIFS = (
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc",
    "/usr/share/fonts/truetype/noto/NotoSerif-Bold.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSerif-Bold.ttf",
    "/System/Library/Fonts/Supplemental/Songti.ttc",
    "/Library/Fonts/Georgia Bold.ttf",
)


def card_png(*, title: str, label: str, name: str) -> bytes:
    """Return a 1200 × 630 PNG: section label, title, name of the magazine."""
    image = Image.new("RGB", SIZE_PX, PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, SIZE_PX[0], 14), fill=ACCENT)
    draw.text((MARGIN_PX, 78), label.upper(), font=_font(30), fill=ACCENT)
    font, lines = _fitted(title)
    top = 150
    for line in lines:
        draw.text((MARGIN_PX, top), line, font=font, fill=INK)
        top += int(font.size * 1.22)
    draw.line((MARGIN_PX, 520, SIZE_PX[0] - MARGIN_PX, 520), fill=INK, width=2)
    draw.text((MARGIN_PX, 542), name, font=_font(34), fill=INK)
    buffer = BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _fitted(title: str) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    for size in TITLE_SIZES_PX:
        font = _font(size)
        lines = _lines(title, font)
        if len(lines) <= MOST_LINES:
            return font, lines
    return font, [*lines[: MOST_LINES - 1], lines[MOST_LINES - 1].rstrip() + "…"]


def _lines(title: str, font: ImageFont.FreeTypeFont) -> list[str]:
    width = SIZE_PX[0] - 2 * MARGIN_PX
    # Without spaces, as in Chinese, a line may break after any character.
    pieces = title.split(" ") if " " in title else list(title)
    joint = " " if " " in title else ""
    lines = [""]
    for piece in pieces:
        longer = f"{lines[-1]}{joint}{piece}" if lines[-1] else piece
        if font.getlength(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(piece)
    return [part for line in lines for part in (wrap(line, 60) if font.getlength(line) > width else [line])]


@cache
def _font(size_px: int) -> ImageFont.FreeTypeFont:
    path = next((path for path in _SERIFS if Path(path).is_file()), None)
    font = ImageFont.truetype(path, size_px) if path else ImageFont.load_default(size_px)
    # With a size, Pillow's own is a FreeType font as well; the annotation allows for builds without FreeType.
    return cast("ImageFont.FreeTypeFont", font)
