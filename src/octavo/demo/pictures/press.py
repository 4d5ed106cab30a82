"""Paper, stencils and ink."""

import random
from collections.abc import Callable, Sequence
from functools import lru_cache
from math import ceil, floor

from PIL import Image, ImageChops, ImageDraw

from octavo.demo.pictures.palettes import Palette
from octavo.demo.pictures.shading import Area, Shade, grain, stippled, worn

Point = tuple[float, float]
# Stencils are cut at twice the size, so that edges come out smooth.
FINENESS = 2


class Plate:
    """A stencil for one ink. `cut=True` takes away what was there."""

    def __init__(self, width: int, height: int) -> None:
        self.mask = Image.new("L", (width * FINENESS, height * FINENESS))
        self._draw = ImageDraw.Draw(self.mask)
        # Kept by hand: to search a large stencil for its edges takes longer than to cut it.
        self._edges: tuple[float, float, float, float] | None = None

    @property
    def area(self) -> Area | None:
        """The part of the sheet, in its own pixels, outside of which nothing is cut."""
        if self._edges is None:
            return None
        left, top, right, bottom = (edge / FINENESS for edge in self._edges)
        width, height = self.mask.width // FINENESS, self.mask.height // FINENESS
        area = (max(0, floor(left)), max(0, floor(top)), min(width, ceil(right)), min(height, ceil(bottom)))
        return area if area[0] < area[2] and area[1] < area[3] else None

    def polygon(self, points: Sequence[Point], *, cut: bool = False) -> "Plate":
        self._draw.polygon(self._scaled(points, cut), fill=_fill(cut))
        return self

    def disc(self, x: float, y: float, radius: float, *, cut: bool = False) -> "Plate":
        return self.oval(x, y, radius, radius, cut=cut)

    def oval(self, x: float, y: float, across: float, down: float, *, cut: bool = False) -> "Plate":
        self._draw.ellipse(self._scaled([(x - across, y - down), (x + across, y + down)], cut), fill=_fill(cut))
        return self

    def ring(self, x: float, y: float, radius: float, *, width: float, cut: bool = False) -> "Plate":
        box = self._scaled([(x - radius, y - radius), (x + radius, y + radius)], cut)
        self._draw.ellipse(box, outline=_fill(cut), width=round(width * FINENESS))
        return self

    def box(self, corner: Point, opposite: Point, *, radius: float = 0, cut: bool = False) -> "Plate":
        self._draw.rounded_rectangle(self._scaled([corner, opposite], cut), radius * FINENESS, fill=_fill(cut))
        return self

    def line(self, points: Sequence[Point], width: float, *, cut: bool = False) -> "Plate":
        scaled = self._scaled(points, cut, around=width)
        self._draw.line(scaled, fill=_fill(cut), width=max(1, round(width * FINENESS)), joint="curve")
        half = width * FINENESS / 2
        for x, y in (scaled[0], scaled[-1]):
            self._draw.ellipse((x - half, y - half, x + half, y + half), fill=_fill(cut))
        return self

    def only_within(self, other: "Plate") -> "Plate":
        """Keep what lies inside another stencil."""
        return self._combine(other, ImageChops.multiply)

    def only_outside(self, other: "Plate") -> "Plate":
        return self._combine(other, lambda own, others: ImageChops.multiply(own, ImageChops.invert(others)))

    def with_(self, other: "Plate") -> "Plate":
        if other._edges:
            self._widen(other._edges)
        return self._combine(other, ImageChops.lighter)

    def _combine(self, other: "Plate", mix: Callable[[Image.Image, Image.Image], Image.Image]) -> "Plate":
        if area := self.area:
            spot = (area[0] * FINENESS, area[1] * FINENESS, area[2] * FINENESS, area[3] * FINENESS)
            self.mask.paste(mix(self.mask.crop(spot), other.mask.crop(spot)), spot[:2])
        return self

    def _scaled(self, points: Sequence[Point], cut: bool, *, around: float = 0) -> list[Point]:
        scaled = [(x * FINENESS, y * FINENESS) for x, y in points]
        if not cut:
            spare = around * FINENESS + 1
            across, down = [x for x, _ in scaled], [y for _, y in scaled]
            self._widen((min(across) - spare, min(down) - spare, max(across) + spare, max(down) + spare))
        return scaled

    def _widen(self, edges: tuple[float, float, float, float]) -> None:
        own = self._edges or edges
        self._edges = (min(own[0], edges[0]), min(own[1], edges[1]), max(own[2], edges[2]), max(own[3], edges[3]))


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

    def pull(self, plate: Plate, ink: str, *, overprint: bool = False, shade: Shade | None = None, strength: float = 1.0) -> None:
        """Print one ink. With `overprint` it mixes with what lies under it; `shade` lets it fade in grains."""
        area = plate.area
        if area is None:
            return
        mask = plate.mask.reduce(FINENESS, (area[0] * FINENESS, area[1] * FINENESS, area[2] * FINENESS, area[3] * FINENESS))
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


def _fill(cut: bool) -> int:
    return 0 if cut else 255
