"""Paper, stencils and ink."""

import random
from collections.abc import Callable, Sequence
from functools import lru_cache
from math import ceil, floor
from typing import cast

from PIL import Image, ImageChops, ImageDraw, ImageFont

from octavo.demo.pictures.palettes import Palette
from octavo.demo.pictures.shading import Area, Shade, grain, stippled, worn

Point = tuple[float, float]
Drawn = Callable[[ImageDraw.ImageDraw, list[Point]], None]
# Stencils are cut at twice the size, so that edges come out smooth.
FINENESS = 2


class Plate:
    """A stencil for one ink. `cut=True` takes away what was there.

    It only remembers what is to be cut; the cutting is done for the part of the
    sheet that is printed, since most shapes are small and a sheet is large.
    """

    def __init__(self, width: int, height: int) -> None:
        self._width, self._height = width, height
        self._steps: list[Callable[[Image.Image, Area], Image.Image]] = []
        self._edges: tuple[float, float, float, float] | None = None
        self.is_cover = False

    @property
    def area(self) -> Area | None:
        """The part of the sheet, in its own pixels, outside of which nothing is cut."""
        if self._edges is None:
            return None
        left, top, right, bottom = self._edges
        area = (max(0, floor(left)), max(0, floor(top)), min(self._width, ceil(right)), min(self._height, ceil(bottom)))
        return area if area[0] < area[2] and area[1] < area[3] else None

    @property
    def is_open(self) -> bool:
        """Whether nothing is held back: one box, as large as the sheet."""
        return self.is_cover and len(self._steps) == 1

    def cut_out(self, area: Area) -> Image.Image:
        """Return the stencil of `area`, `FINENESS` times as large."""
        mask = Image.new("L", ((area[2] - area[0]) * FINENESS, (area[3] - area[1]) * FINENESS))
        for step in self._steps:
            mask = step(mask, area)
        return mask

    def polygon(self, points: Sequence[Point], *, cut: bool = False) -> "Plate":
        return self._shape(points, cut, lambda draw, scaled: draw.polygon(scaled, fill=_fill(cut)))

    def disc(self, x: float, y: float, radius: float, *, cut: bool = False) -> "Plate":
        return self.oval(x, y, radius, radius, cut=cut)

    def oval(self, x: float, y: float, across: float, down: float, *, cut: bool = False) -> "Plate":
        corners = [(x - across, y - down), (x + across, y + down)]
        return self._shape(corners, cut, lambda draw, scaled: draw.ellipse(scaled, fill=_fill(cut)))

    def ring(self, x: float, y: float, radius: float, *, width: float, cut: bool = False) -> "Plate":
        corners, wide = [(x - radius, y - radius), (x + radius, y + radius)], round(width * FINENESS)
        return self._shape(corners, cut, lambda draw, scaled: draw.ellipse(scaled, outline=_fill(cut), width=wide))

    def box(self, corner: Point, opposite: Point, *, radius: float = 0, cut: bool = False) -> "Plate":
        round_by = radius * FINENESS
        return self._shape(
            [corner, opposite], cut, lambda draw, scaled: draw.rounded_rectangle(scaled, round_by, fill=_fill(cut))
        )

    def line(self, points: Sequence[Point], width: float, *, cut: bool = False) -> "Plate":
        def drawn(draw: ImageDraw.ImageDraw, scaled: list[Point]) -> None:
            draw.line(scaled, fill=_fill(cut), width=max(1, round(width * FINENESS)), joint="curve")
            half = width * FINENESS / 2
            for x, y in (scaled[0], scaled[-1]):
                draw.ellipse((x - half, y - half, x + half, y + half), fill=_fill(cut))

        return self._shape(points, cut, drawn, around=width)

    def letters(self, text: str, corner: Point, size: float) -> "Plate":
        """Cut a line of text whose top left is at `corner`; `size` is that of the type, in pixels."""
        x, y = corner
        edges = [corner, (x + width_of(text, size), y + size * 1.4)]
        face = _face(size * FINENESS)
        return self._shape(edges, False, lambda draw, scaled: draw.text(scaled[0], text, font=face, fill=_fill(False)))

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
        # As it is now: the other may be cut further and used elsewhere.
        others = other._copy()
        self._steps.append(lambda mask, area: mix(mask, others.cut_out(area)))
        return self

    def _copy(self) -> "Plate":
        copy = Plate(self._width, self._height)
        copy._steps, copy._edges = list(self._steps), self._edges
        return copy

    def _shape(self, points: Sequence[Point], cut: bool, drawn: Drawn, *, around: float = 0) -> "Plate":
        fixed = list(points)
        if not cut:
            across, down = [x for x, _ in fixed], [y for _, y in fixed]
            self._widen((min(across) - around - 1, min(down) - around - 1, max(across) + around + 1, max(down) + around + 1))

        def step(mask: Image.Image, area: Area) -> Image.Image:
            drawn(ImageDraw.Draw(mask), [((x - area[0]) * FINENESS, (y - area[1]) * FINENESS) for x, y in fixed])
            return mask

        self._steps.append(step)
        return self

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
        plate = self.plate().box((-4, -4), (self.width + 4, self.height + 4))
        plate.is_cover = True
        return plate

    def pull(self, plate: Plate, ink: str, *, overprint: bool = False, shade: Shade | None = None, strength: float = 1.0) -> None:
        """Print one ink. With `overprint` it mixes with what lies under it; `shade` lets it fade in grains."""
        area = plate.area
        if area is None:
            return
        spot = (self.random.randrange(400), self.random.randrange(400))
        mask = worn(area, spot)
        if not plate.is_open:
            mask = ImageChops.multiply(mask, plate.cut_out(area).reduce(FINENESS))
        if shade:
            mask = ImageChops.multiply(mask, stippled(shade, area, spot))
        if strength < 1:
            mask = mask.point(_scaler(round(strength * 255)))
        # Nothing is ever quite in register, but the edge of the sheet must not show.
        slip = (0, 0) if plate.is_open else (self.random.choice((-1, 0, 0, 1)), self.random.choice((-1, 0, 0, 1)))
        self._print(mask, self.palette.ink(ink), (area[0] + slip[0], area[1] + slip[1]), overprint=overprint)

    def _print(self, mask: Image.Image, colour: tuple[int, int, int], corner: tuple[int, int], *, overprint: bool) -> None:
        if not overprint:
            self.image.paste(colour, corner, mask)
            return
        under = self.image.crop((*corner, corner[0] + mask.width, corner[1] + mask.height))
        mixed = ImageChops.multiply(under, Image.new("RGB", mask.size, colour))
        self.image.paste(mixed, corner, mask)

    def finished(self) -> Image.Image:
        """The print, with the tooth of the paper over everything."""
        self.image.paste((0, 0, 0), (0, 0), grain(self.width, self.height))
        return self.image


def width_of(text: str, size: float) -> float:
    """Return how many pixels a line of text takes."""
    return _face(size).getlength(text)


@lru_cache(maxsize=32)
def _face(size: float) -> ImageFont.FreeTypeFont:
    # Pillow's own: the same on every machine. The annotation allows for builds without FreeType.
    return cast("ImageFont.FreeTypeFont", ImageFont.load_default(size))


@lru_cache(maxsize=64)
def _scaler(strength: int) -> list[int]:
    return [value * strength // 255 for value in range(256)]


def _fill(cut: bool) -> int:
    return 0 if cut else 255
