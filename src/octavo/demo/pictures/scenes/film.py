"""Screens, lenses, stages, rooms one behind the other."""

from math import cos, pi, sin

from octavo.demo.pictures.geometry import ridge, smooth, stroke, turned
from octavo.demo.pictures.press import Plate, Sheet
from octavo.demo.pictures.scenes.land import flock, sky, sun
from octavo.demo.pictures.shading import Shade


def cinema(sheet: Sheet) -> None:
    sheet.pull(sheet.cover(), "dark")
    sheet.pull(sheet.cover(), "mid", shade=Shade((800, 330), (800, 1200), 0.5, 0, is_round=True))
    screen = sheet.plate().box((250, 130), (1350, 640), radius=6)
    sheet.pull(screen, "paper")
    sheet.pull(screen, "bright", shade=Shade((0, 130), (0, 640), 0.75, 0.05))
    sheet.pull(sheet.plate().disc(sheet.random.uniform(520, 1080), 390, 130).only_within(screen), "accent")
    hills = ridge(sheet.random, level=540, height=170, width=1600, peaks=5, floor=700)
    sheet.pull(sheet.plate().polygon(hills).only_within(screen), "mid")
    rider = sheet.plate().disc(640, 500, 15).polygon([(622, 516), (658, 516), (690, 600), (590, 600)])
    sheet.pull(rider.only_within(screen), "dark")
    for row, (y, step, ink) in enumerate(((800, 150, "mid"), (935, 205, "dark"))):
        heads = sheet.plate()
        for number in range(-1, 1600 // step + 2):
            x = number * step + (step / 2 if row else 0) + sheet.random.uniform(-14, 14)
            radius = step * 0.26
            heads.disc(x, y, radius).box((x - radius * 1.75, y + radius * 0.9), (x + radius * 1.75, y + 420), radius=radius)
        sheet.pull(heads, ink)


def reel(sheet: Sheet) -> None:
    sky(sheet, down_to=1100, density=0.95)
    x, y = 560, 500
    strip = smooth([(x + 20, y + 372), (860, 930), (1150, 760), (1380, 900), (1680, 690)], steps=16)
    band = sheet.plate().line(strip, 190)
    sheet.pull(band, "dark")
    frames, holes = sheet.plate(), sheet.plate()
    for (ax, ay), (bx, by) in zip(strip[::6], strip[1::6], strict=False):
        length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5 or 1
        across, down = (bx - ax) / length, (by - ay) / length
        for side in (-1, 1):
            holes.disc(ax - down * 76 * side, ay + across * 76 * side, 10)
        corners = [
            (ax + across * u - down * v, ay + down * u + across * v) for u, v in ((-36, -52), (36, -52), (36, 52), (-36, 52))
        ]
        frames.polygon(corners)
    sheet.pull(holes, "paper")
    sheet.pull(frames, "pale")
    sheet.pull(frames, "accent", shade=Shade((700, 700), (1600, 1000), 0.9, 0.2))
    wheel = sheet.plate().disc(x, y, 400)
    for number in range(6):
        angle = number * pi / 3 + 0.3
        wheel.disc(x + 232 * cos(angle), y + 232 * sin(angle), 104, cut=True)
    sheet.pull(wheel.disc(x, y, 58, cut=True), "mid")
    sheet.pull(wheel, "dark", shade=Shade((x - 300, y - 400), (x + 300, y + 400), 0, 0.8))
    sheet.pull(sheet.plate().ring(x, y, 400, width=26).ring(x, y, 74, width=18), "dark")
    sheet.pull(sheet.plate().disc(x, y, 30), "accent")


def eye(sheet: Sheet) -> None:
    sheet.pull(sheet.cover(), "mid", shade=Shade((800, 530), (800, 1500), 0.2, 1, is_round=True))
    rays = sheet.plate()
    for number in range(48):
        angle = number * pi / 24
        inner, outer = (430, 720) if number % 2 else (430, 600)
        rays.line(
            [
                (800 + 1.45 * inner * cos(angle), 533 + inner * sin(angle)),
                (800 + 1.45 * outer * cos(angle), 533 + outer * sin(angle)),
            ],
            7,
        )
    sheet.pull(rays, "accent")
    upper = smooth([(180, 540), (480, 290), (800, 200), (1120, 290), (1420, 540)], steps=14)
    lower = smooth([(1420, 540), (1120, 770), (800, 850), (480, 770), (180, 540)], steps=14)
    white = sheet.plate().polygon([*upper, *lower])
    sheet.pull(white, "paper")
    iris = sheet.plate().disc(800, 525, 285).only_within(white)
    sheet.pull(iris, "bright", shade=Shade((0, 240), (0, 800), 1, 0.4))
    sheet.pull(sheet.plate().disc(800, 450, 96), "accent")
    for level, ink in ((600, "pale"), (660, "mid"), (730, "dark")):
        hills = ridge(sheet.random, level=level, height=150, width=1600, peaks=8, floor=900)
        sheet.pull(sheet.plate().polygon(hills).only_within(iris), ink)
    lids = sheet.plate().polygon(stroke(upper, 46, start=0.2, end=0.2)).line(lower, 9).ring(800, 525, 292, width=14)
    sheet.pull(lids.only_within(sheet.plate().polygon([(0, 0), (1600, 0), (1600, 1067), (0, 1067)])), "dark")


def headset(sheet: Sheet) -> None:
    sky(sheet, ink="pale", down_to=1100, density=1)
    panel = sheet.plate().polygon([(800, 330), (1560, 90), (1560, 860), (800, 600)])
    sheet.pull(panel, "bright", shade=Shade((800, 0), (1560, 0), 0.95, 0.35))
    sheet.pull(sheet.plate().disc(1290, 380, 130).only_within(panel), "accent")
    for level, ink in ((560, "mid"), (690, "dark")):
        hills = ridge(sheet.random, level=level, height=220, width=1600, peaks=7, floor=1000)
        sheet.pull(sheet.plate().polygon(hills).only_within(panel), ink, shade=Shade((0, level - 200), (0, level + 150), 1, 0.5))
    sheet.pull(flock(sheet, (1080, 330), count=5, scale=0.7), "dark")
    head = smooth(
        [
            (300, 1080),
            (310, 860),
            (220, 700),
            (190, 480),
            (270, 270),
            (470, 180),
            (660, 240),
            (730, 400),
            (742, 520),
            (786, 640),
            (742, 668),
            (742, 740),
            (690, 800),
            (590, 800),
            (560, 900),
            (600, 1080),
        ],
        steps=8,
    )
    sheet.pull(sheet.plate().polygon(head), "mid")
    sheet.pull(sheet.plate().polygon(head), "dark", shade=Shade((700, 300), (220, 700), 0, 0.9))
    hair = smooth([(300, 660), (205, 480), (270, 270), (470, 180), (640, 226), (590, 330), (430, 360), (372, 520)], steps=8)
    sheet.pull(sheet.plate().polygon(hair), "dark")
    sheet.pull(sheet.plate().polygon([(360, 440), (640, 392), (640, 452), (360, 520)]), "accent")
    box = sheet.plate().box((610, 366), (838, 566), radius=42)
    sheet.pull(box, "paper")
    sheet.pull(box, "dark", shade=Shade((610, 366), (838, 600), 0.05, 0.55))
    sheet.pull(sheet.plate().box((800, 398), (838, 536), radius=16), "accent")


def mask(sheet: Sheet) -> None:
    sheet.pull(sheet.cover(), "accent", shade=Shade((800, 500), (800, 1500), 1, 0.55, is_round=True))
    plumes = sheet.plate()
    for side in (-1, 1):
        curve = smooth(
            [(800 + side * 150, 220), (800 + side * 330, 20), (800 + side * 600, 120), (800 + side * 720, 460)], steps=14
        )
        plumes.polygon(stroke(curve, 60, start=0.7, end=0.1))
    sheet.pull(plumes, "bright")
    crown = sheet.plate().box((470, 130), (1130, 330), radius=60)
    for number in range(9):
        crown.disc(500 + number * 75, 130, 44)
    sheet.pull(crown, "dark")
    sheet.pull(_beads(sheet), "bright")
    face = sheet.plate().polygon(
        smooth(
            [(800, 1010), (560, 860), (500, 560), (540, 320), (800, 250), (1060, 320), (1100, 560), (1040, 860)],
            closed=True,
            steps=14,
        )
    )
    sheet.pull(face, "paper")
    for side in (-1, 1):
        cheek = smooth(
            [
                (800 + side * 40, 480),
                (800 + side * 170, 390),
                (800 + side * 300, 470),
                (800 + side * 260, 700),
                (800 + side * 110, 760),
                (800 + side * 30, 620),
            ],
            closed=True,
            steps=10,
        )
        sheet.pull(sheet.plate().polygon(cheek).only_within(face), "accent", shade=Shade((0, 380), (0, 780), 0.95, 0.15))
        brow = smooth([(800 + side * 40, 470), (800 + side * 140, 380), (800 + side * 290, 330)], steps=12)
        lid = smooth([(800 + side * 60, 545), (800 + side * 150, 490), (800 + side * 270, 470)], steps=12)
        lines = sheet.plate().polygon(stroke(brow, 44, start=0.2, end=0.5)).polygon(stroke(lid, 54, start=0.3, end=0.1))
        sheet.pull(lines.disc(800 + side * 150, 522, 22), "dark")
    sheet.pull(sheet.plate().polygon([(780, 560), (820, 560), (838, 700), (762, 700)]), "pale")
    lips = smooth([(720, 818), (770, 790), (800, 806), (830, 790), (880, 818), (800, 872)], closed=True, steps=8)
    sheet.pull(sheet.plate().polygon(lips), "accent")


def _beads(sheet: Sheet) -> Plate:
    plate = sheet.plate()
    for number in range(9):
        plate.disc(500 + number * 75, 128, 18)
    for number in range(12):
        plate.disc(510 + number * 53, 236, 11)
    return plate


def corridor(sheet: Sheet) -> None:
    sheet.pull(sheet.cover(), "dark")
    inks = ("mid", "dark", "accent", "dark", "bright", "paper")
    centre = (sheet.random.choice((720, 880)), 500)
    for number, ink in enumerate(inks):
        share = 0.78**number * (1 - number * 0.09)
        across, up, down = 760 * share, 500 * share, 560 * share
        left, right = centre[0] - across, centre[0] + across
        opening = sheet.plate().box((left, centre[1] - up), (right, centre[1] + down))
        sheet.pull(opening, ink)
        if ink in {"mid", "accent"}:
            sheet.pull(opening, "dark", shade=Shade((left, 0), (right, 0), 0.75, 0.1))
        floor = sheet.plate().polygon(
            [
                (left, centre[1] + down),
                (right, centre[1] + down),
                (right - across * 0.24, centre[1] + down * 0.8),
                (left + across * 0.24, centre[1] + down * 0.8),
            ]
        )
        sheet.pull(
            floor, "pale" if number % 2 else "bright", shade=Shade((0, centre[1] + down * 0.8), (0, centre[1] + down), 0.2, 0.6)
        )
    x, y = centre[0] + 20, centre[1] + 40
    figure = smooth(
        [
            (x, y - 110),
            (x + 26, y - 20),
            (x + 34, y + 120),
            (x + 20, y + 300),
            (x - 24, y + 300),
            (x - 32, y + 120),
            (x - 24, y - 20),
        ],
        closed=True,
        steps=8,
    )
    sheet.pull(sheet.plate().polygon(figure).disc(x, y - 150, 30), "dark")
    shadow = sheet.plate().polygon([(x - 24, y + 296), (x + 22, y + 296), (x + 250, y + 560), (x + 120, y + 566)])
    sheet.pull(shadow, "dark", shade=Shade((0, y + 290), (0, y + 570), 0.9, 0.3))
    lantern = sheet.plate().line([(420, 0), (420, 170)], 5).oval(420, 236, 66, 84)
    sheet.pull(lantern, "accent")
    sheet.pull(sheet.plate().disc(420, 236, 230), "bright", shade=Shade((420, 236), (420, 470), 0.5, 0, is_round=True))


def paths(sheet: Sheet) -> None:
    sky(sheet, ink="mid", down_to=1100, density=1)
    sun(sheet, (sheet.random.choice((300, 1300)), 210), 110, ink="bright")
    ends: list[tuple[float, float]] = []
    _branch(sheet, (800, 1090), -90, 250, ends, depth=0)
    for number, end in enumerate(ends):
        ink = ("accent", "paper", "bright", "pale")[number % 4]
        sheet.pull(sheet.plate().disc(*end, 36), ink)
        sheet.pull(sheet.plate().ring(*end, 36, width=6), "dark")


def _branch(
    sheet: Sheet, at: tuple[float, float], degrees: float, length: float, ends: list[tuple[float, float]], *, depth: int
) -> None:
    tip = turned([(at[0] + length, at[1])], degrees, around=at)[0]
    middle = ((at[0] + tip[0]) / 2 + sheet.random.uniform(-22, 22), (at[1] + tip[1]) / 2)
    curve = smooth([at, middle, tip], steps=8)
    sheet.pull(sheet.plate().line(curve, 46 - depth * 11), "dark")
    if depth == 3:
        ends.append(tip)
        return
    for turn in (-1, 1):
        spread = (46, 31, 22)[depth] * sheet.random.uniform(0.85, 1.12)
        _branch(sheet, tip, degrees + turn * spread, length * 0.83, ends, depth=depth + 1)
