"""Grain and gradients: what makes flat ink look printed."""

import random
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageChops

Area = tuple[int, int, int, int]
TILE = (2900, 1500)
# Gradients are worked out at a fraction of the size; grain hides the difference.
COARSENESS = 4


@dataclass(frozen=True)
class Shade:
    """Ink that fades: from `start` (density `first`) to `end` (density `last`), densities between 0 and 1."""

    start: tuple[float, float]
    end: tuple[float, float]
    first: float = 1.0
    last: float = 0.0
    is_round: bool = False


@lru_cache(maxsize=1)
def _fine_noise() -> Image.Image:
    width, height = TILE[0] * 5 // 8, TILE[1] * 5 // 8
    rng = random.Random("grain")  # noqa: S311
    return Image.frombytes("L", (width, height), rng.randbytes(width * height)).resize(TILE, Image.Resampling.BILINEAR)


@lru_cache(maxsize=1)
def _coarse_noise() -> Image.Image:
    width, height = TILE[0] // 24, TILE[1] // 24
    rng = random.Random("blotches")  # noqa: S311
    return Image.frombytes("L", (width, height), rng.randbytes(width * height)).resize(TILE, Image.Resampling.BICUBIC)


@lru_cache(maxsize=1)
def _spread_noise() -> Image.Image:
    # Interpolating noise gathers its values round the middle; a shade needs them even.
    return _fine_noise().point([max(0, min(255, round((value - 128) * 1.75 + 128))) for value in range(256)])


@lru_cache(maxsize=1)
def _wear() -> Image.Image:
    blotches = _coarse_noise().point([236 + value * 19 // 255 for value in range(256)])
    pinholes = _fine_noise().point([150 if value < 20 else 255 if value > 60 else 235 for value in range(256)])
    return ImageChops.multiply(blotches, pinholes)


@lru_cache(maxsize=4)
def grain(width: int, height: int) -> Image.Image:
    """Return the tooth of the paper as a veil of black, faint and uneven."""
    return _fine_noise().crop((0, 0, width, height)).point([12 - value * 12 // 255 for value in range(256)])


def worn(area: Area, spot: tuple[int, int]) -> Image.Image:
    """Return how evenly the ink took, for an area, beginning anywhere on the tile."""
    return _wear().crop(_moved(area, spot))


def stippled(shade: Shade, area: Area, spot: tuple[int, int]) -> Image.Image:
    """Return a shade as grains, denser where it is darker."""
    density = (_round if shade.is_round else _straight)(shade, area)
    sum_over = ImageChops.add(density, _spread_noise().crop(_moved(area, spot)), scale=1, offset=-255)
    # Half grain, half tint: grain alone is harsh in large and heavy as a file.
    return Image.blend(density, sum_over.point(_HARDENED), 0.5)


_HARDENED = [min(255, value * 4) for value in range(256)]
_STEPS = 4096
_UNIT = 512


@lru_cache(maxsize=64)
def _ramp(first: float, last: float) -> Image.Image:
    between = bytes(round(255 * (first + (last - first) * step / _UNIT)) for step in range(_UNIT))
    outside = (_STEPS - _UNIT) // 2
    return Image.frombytes("L", (1, _STEPS), between[:1] * outside + between + between[-1:] * outside)


def _straight(shade: Shade, area: Area) -> Image.Image:
    (x0, y0), (x1, y1) = shade.start, shade.end
    across, down = x1 - x0, y1 - y0
    length_squared = across**2 + down**2
    per_x, per_y = _UNIT * across / length_squared, _UNIT * down / length_squared
    begin = (_STEPS - _UNIT) / 2 + per_x * (area[0] - x0) + per_y * (area[1] - y0)
    size = (-(-(area[2] - area[0]) // COARSENESS), -(-(area[3] - area[1]) // COARSENESS))
    matrix = (0, 0, 0.5, per_x * COARSENESS, per_y * COARSENESS, begin)
    small = _ramp(shade.first, shade.last).transform(size, Image.Transform.AFFINE, matrix, Image.Resampling.NEAREST)
    return small.resize((area[2] - area[0], area[3] - area[1]), Image.Resampling.BILINEAR)


def _round(shade: Shade, area: Area) -> Image.Image:
    (x0, y0), (x1, y1) = shade.start, shade.end
    radius = max(8.0, ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5)
    size = (area[2] - area[0], area[3] - area[1])
    # Pillow's radial gradient reaches 255 at 128 px from its middle's side.
    values = [round(255 * (shade.first + (shade.last - shade.first) * min(1.0, value / 255))) for value in range(256)]
    across = round(radius * 2 / COARSENESS)
    ball = Image.radial_gradient("L").resize((across, across), Image.Resampling.BILINEAR).point(values)
    small = Image.new("L", (-(-size[0] // COARSENESS), -(-size[1] // COARSENESS)), values[255])
    small.paste(ball, (round((x0 - radius - area[0]) / COARSENESS), round((y0 - radius - area[1]) / COARSENESS)))
    return small.resize(size, Image.Resampling.BILINEAR)


def _moved(area: Area, spot: tuple[int, int]) -> Area:
    left, top = (area[0] + spot[0]) % 400, (area[1] + spot[1]) % 400
    return (left, top, left + area[2] - area[0], top + area[3] - area[1])
