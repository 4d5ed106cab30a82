"""Paper, stencils and ink."""

import random
from collections.abc import Sequence
from functools import lru_cache
from math import ceil, floor

from PIL import Image, ImageChops, ImageDraw

from octavo.demo.pictures.palettes import Palette
from octavo.demo.pictures.shading import Shade, grain, stippled, worn

Point = tuple[float, float]
# Stencils are cut at twice the size, so that edges come out smooth.
FINENESS = 2


class Plate:
    """A stencil for one ink. `cut=True` takes away what was there."""

    def __init__(self, width: int, height: int) -> None:
        self.mask = Image.new("L", (width * FINENESS, height * FINENESS))
        self._draw = ImageDraw.Draw(self.mask)

    def polygon(self, points: Sequence[Point], *, cut: bool = False) -> "Plate":
        self._draw.polygon(_scaled(points), fill=_fill(cut))
        return self

    def disc(self, x: float, y: float, radius: float, *, cut: bool = False) -> "Plate":
        return self.oval(x, y, radius, radius, cut=cut)

    def oval(self, x: float, y: float, across: float, down: float, *, cut: bool = False) -> "Plate":
        self._draw.ellipse(_scaled([(x - across, y - down), (x + across, y + down)]), fill=_fill(cut))
        return self

    def ring(self, x: float, y: float, radius: float, *, width: float, cut: bool = False) -> "Plate":
        box = _scaled([(x - radius, y - radius), (x + radius, y + radius)])
        self._draw.ellipse(box, outline=_fill(cut), width=round(width * FINENESS))
        return self

    def box(self, corner: Point, opposite: Point, *, radius: float = 0, cut: bool = False) -> "Plate":
        self._draw.rounded_rectangle(_scaled([corner, opposite]), radius * FINENESS, fill=_fill(cut))
        return self

    def line(self, points: Sequence[Point], width: float, *, cut: bool = False) -> "Plate":
        scaled = _scaled(points)
        self._draw.line(scaled, fill=_fill(cut), width=max(1, round(width * FINENESS)), joint="curve")
        half = width * FINENESS / 2
        for x, y in (scaled[0], scaled[-1]):
            self._draw.ellipse((x - half, y - half, x + half, y + half), fill=_fill(cut))
        return self

    def only_within(self, other: "Plate") -> "Plate":
        """Keep what lies inside another stencil."""
        self._replace(ImageChops.multiply(self.mask, other.mask))
        return self

    def only_outside(self, other: "Plate") -> "Plate":
        self._replace(ImageChops.multiply(self.mask, ImageChops.invert(other.mask)))
        return self

    def with_(self, other: "Plate") -> "Plate":
        self._replace(ImageChops.lighter(self.mask, other.mask))
        return self

    def _replace(self, mask: Image.Image) -> None:
        self.mask = mask
        self._draw = ImageDraw.Draw(mask)


class Sheet:
    """A piece of paper on the press, and the inks beside it."""

    def __init__(self, palette: Palette, *, width: int = 1600, height: int = 1067, seed: str = "") -> None:
        self.width, self.height = width, height
        self.palette = palette
        self.random = random.Random(seed)  # noqa: S311 - the same seed must give the same picture
        self.image = Image.new("RGB", (width, height), palette.paper)

    def plate(self) -> Plate:
        return Plate(self.width, self.height)

    def cover(self) -> Plate:
        """A stencil that lets ink onto the whole sheet."""
        return self.plate().box((-4, -4), (self.width + 4, self.height + 4))

    def pull(
        self, plate: Plate, ink: str, *, overprint: bool = False, shade: Shade | None = None, strength: float = 1.0
    ) -> None:
        """Print one ink. With `overprint` it mixes with what lies under it; `shade` lets it fade in grains."""
        box = plate.mask.getbbox()
        if box is None:
            return
        left, top = floor(box[0] / FINENESS), floor(box[1] / FINENESS)
        right, bottom = ceil(box[2] / FINENESS), ceil(box[3] / FINENESS)
        area = (left, top, min(right, self.width), min(bottom, self.height))
        mask = plate.mask.reduce(FINENESS, tuple(side * FINENESS for side in area))
        spot = (self.random.randrange(400), self.random.randrange(400))
        mask = ImageChops.multiply(mask, worn(area, spot))
        if shade:
            mask = ImageChops.multiply(mask, stippled(shade, area, spot))
        if strength < 1:
            mask = mask.point(_scaler(round(strength * 255)))
        self._print(mask, self.palette.ink(ink), area[:2], overprint=overprint)

    def _print(self, mask: Image.Image, colour: tuple[int, int, int], corner: tuple[int, int], *, overprint: bool) -> None:
        # Nothing is ever quite in register.
        x = corner[0] + self.random.choice((-1, 0, 0, 1))
        y = corner[1] + self.random.choice((-1, 0, 0, 1))
        if not overprint:
            self.image.paste(colour, (x, y), mask)
            return
        under = self.image.crop((x, y, x + mask.width, y + mask.height))
        mixed = ImageChops.multiply(under, Image.new("RGB", mask.size, colour))
        self.image.paste(mixed, (x, y), mask)

    def finished(self) -> Image.Image:
        """The print, with the tooth of the paper over everything."""
        tooth = grain(self.width, self.height)
        return ImageChops.multiply(self.image, Image.merge("RGB", (tooth, tooth, tooth)))


@lru_cache(maxsize=64)
def _scaler(strength: int) -> list[int]:
    return [value * strength // 255 for value in range(256)]


def _scaled(points: Sequence[Point]) -> list[Point]:
    return [(x * FINENESS, y * FINENESS) for x, y in points]


def _fill(cut: bool) -> int:
    return 0 if cut else 255
