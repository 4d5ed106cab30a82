"""Outlines: lists of points for a plate to cut."""

import random
from collections.abc import Sequence
from math import cos, hypot, pi, sin

Point = tuple[float, float]


def smooth(points: Sequence[Point], *, closed: bool = False, steps: int = 12) -> list[Point]:
    """Return a curve through all points (Catmull-Rom)."""
    around = [points[-1], *points, points[0], points[1]] if closed else [points[0], *points, points[-1]]
    curve: list[Point] = []
    for first, second, third, fourth in zip(around, around[1:], around[2:], around[3:], strict=False):
        curve += [_between(first, second, third, fourth, step / steps) for step in range(steps)]
    return curve if closed else [*curve, points[-1]]


def _between(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    def along(p: float, q: float, r: float, s: float) -> float:
        return 0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t**2 + (3 * q - p - 3 * r + s) * t**3)

    return along(a[0], b[0], c[0], d[0]), along(a[1], b[1], c[1], d[1])


def stroke(points: Sequence[Point], width: float, *, start: float = 0.0, end: float = 0.0) -> list[Point]:
    """Return the outline of a brush stroke, `start` and `end` being the share of the width left at its tips."""
    left, right = [], []
    last = len(points) - 1
    for index, (x, y) in enumerate(points):
        before, after = points[max(0, index - 1)], points[min(last, index + 1)]
        across, down = after[0] - before[0], after[1] - before[1]
        length = hypot(across, down) or 1
        t = index / last
        swell = sin(pi * t) ** 0.6 if 0 < t < 1 else 0.0
        half = width / 2 * max(swell, start * (1 - t) + end * t)
        left.append((x - down / length * half, y + across / length * half))
        right.append((x + down / length * half, y - across / length * half))
    return left + right[::-1]


def arc(x: float, y: float, radius: float, *, start: float = 0, end: float = 360, steps: int = 40) -> list[Point]:
    """Return points on a circle between two angles in degrees, clockwise from the right."""
    angles = [(start + (end - start) * step / steps) * pi / 180 for step in range(steps + 1)]
    return [(x + radius * cos(angle), y + radius * sin(angle)) for angle in angles]


def turned(points: Sequence[Point], degrees: float, *, around: Point = (0, 0)) -> list[Point]:
    angle = degrees * pi / 180
    cx, cy = around
    return [
        (cx + (x - cx) * cos(angle) - (y - cy) * sin(angle), cy + (x - cx) * sin(angle) + (y - cy) * cos(angle))
        for x, y in points
    ]


def placed(points: Sequence[Point], *, at: Point, scale: float = 1.0, mirrored: bool = False) -> list[Point]:
    """Return an outline drawn round (0, 0) at its place and size."""
    sign = -1 if mirrored else 1
    return [(at[0] + sign * x * scale, at[1] + y * scale) for x, y in points]


def ridge(rng: random.Random, *, level: float, height: float, width: float, peaks: int, floor: float) -> list[Point]:
    """Return a mountain range as a filled outline from the left edge to the right, down to `floor`."""
    step = width / peaks
    tops: list[Point] = [(-60, level + height * rng.uniform(-0.1, 0.3))]
    for peak in range(peaks):
        tops.append((step * (peak + rng.uniform(0.2, 0.45)), level - height * rng.uniform(0.55, 1.0)))
        tops.append((step * (peak + rng.uniform(0.75, 0.95)), level + height * rng.uniform(-0.15, 0.25)))
    tops.append((width + 60, level - height * rng.uniform(0.1, 0.5)))
    return [(-60, floor), *smooth(tops, steps=10), (width + 60, floor)]


def crag(rng: random.Random, *, x: float, base: float, width: float, height: float) -> list[Point]:
    """Return one steep pillar of rock, as painters of scrolls saw them."""
    left, right = [], []
    for step in range(8):
        t = step / 7
        spread = width / 2 * (0.16 + 0.84 * t**0.8)
        left.append((x - spread * rng.uniform(0.82, 1.12), base - height * (1 - t)))
        right.append((x + spread * rng.uniform(0.82, 1.12), base - height * (1 - t) + rng.uniform(-8, 8)))
    return smooth([*left[::-1], *right], closed=True, steps=5)


def scallops(width: float, *, top: float, bottom: float, radius: float) -> list[tuple[float, float, float]]:
    """Return discs of a seigaiha sea, back row first: (x, y, radius)."""
    rows = int((bottom - top) / (radius * 0.5)) + 2
    return [
        (column * radius * 2 + (radius if row % 2 else 0), top + row * radius * 0.5, radius)
        for row in range(rows)
        for column in range(-1, int(width / (radius * 2)) + 2)
    ]
