"""Paper at work: a book with a cloud in it, a sheet that folds, a block that is cut."""

from itertools import pairwise
from math import cos, pi, sin

from octavo.demo.pictures.geometry import arc, crag, placed, smooth, stroke
from octavo.demo.pictures.press import Sheet
from octavo.demo.pictures.scenes.land import sky, sun
from octavo.demo.pictures.shading import Shade


def cloud(sheet: Sheet) -> None:
    """A monkey on a cloud that has risen out of a book."""
    sky(sheet, ink="bright", down_to=1250, density=1)
    sun(sheet, (1150, 330), 240)
    for x, width, height in ((120, 190, 360), (320, 150, 230), (1500, 210, 420)):
        peak = crag(sheet.random, x=x, base=960, width=width, height=height)
        sheet.pull(sheet.plate().polygon(peak), "pale")
        sheet.pull(sheet.plate().polygon(peak), "mid", shade=Shade((0, 940 - height), (0, 960), 1, 0.05))
    sheet.pull(sheet.plate().box((-4, 930), (1604, 1071)), "dark")
    for side in (-1, 1):
        leaf = smooth([(800, 950), (800 + side * 140, 880), (800 + side * 400, 900), (800 + side * 450, 950)], steps=10)
        sheet.pull(sheet.plate().polygon([*leaf, (800 + side * 440, 986), (800, 1000)]), "paper")
        sheet.pull(sheet.plate().polygon([(800 + side * 440, 986), (800, 1000), (800, 1018), (800 + side * 456, 1002)]), "accent")
    mist = sheet.plate()
    for x, y, radius in (
        (800, 930, 60),
        (770, 850, 76),
        (850, 780, 90),
        (760, 700, 80),
        (650, 640, 92),
        (560, 600, 84),
        (760, 610, 110),
        (900, 620, 96),
        (1010, 600, 70),
        (470, 620, 56),
    ):
        mist.disc(x, y, radius)
    sheet.pull(mist, "paper")
    sheet.pull(mist, "mid", shade=Shade((0, 540), (0, 980), 0, 0.75))
    curls = sheet.plate()
    for x, y, radius, turn in (
        (650, 650, 62, 1),
        (770, 630, 76, -1),
        (910, 632, 62, 1),
        (845, 790, 58, -1),
        (560, 612, 46, -1),
        (778, 868, 44, 1),
    ):
        spiral = [
            (x + turn * radius * (1 - step / 34) * cos(step * 0.34), y + radius * (1 - step / 34) * sin(step * 0.34))
            for step in range(30)
        ]
        curls.polygon(stroke(spiral, 15, start=0.9, end=0.2))
    sheet.pull(curls, "accent")
    _monkey(sheet, (740, 540))


def _monkey(sheet: Sheet, feet: tuple[float, float]) -> None:
    def here(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return placed(points, at=feet, scale=1.25)

    tail = smooth(here((-40, -60), (-120, -40), (-150, -120), (-100, -160), (-80, -120)), steps=8)
    sheet.pull(sheet.plate().polygon(stroke(tail, 20, start=0.8, end=0.4)), "dark")
    body = sheet.plate().polygon(smooth(here((-44, -40), (-30, -130), (20, -170), (60, -140), (56, -60), (20, -20)), closed=True))
    body.line(here((-20, -50), (-50, -20), (-20, 4)), 34).line(here((34, -50), (76, -30), (60, 8)), 34)
    body.line(here((44, -140), (100, -150), (130, -196)), 24).line(here((-10, -140), (-60, -130), (-70, -180)), 24)
    sheet.pull(body, "dark")
    sheet.pull(
        sheet.plate().polygon(smooth(here((-30, -120), (20, -164), (58, -134), (52, -84), (-32, -84)), closed=True)), "accent"
    )
    sheet.pull(sheet.plate().line(here((-190, -120), (230, -240)), 17), "bright")
    sheet.pull(sheet.plate().line(here((-190, -120), (-160, -129)), 21).line(here((200, -231), (230, -240)), 21), "dark")
    head = sheet.plate().disc(*here((40, -206))[0], 52).disc(*here((-4, -214))[0], 19).disc(*here((82, -222))[0], 19)
    sheet.pull(head, "dark")
    face = here((24, -214), (56, -214), (66, -190), (40, -168), (14, -190))
    sheet.pull(sheet.plate().polygon(smooth(face, closed=True)), "paper")
    sheet.pull(sheet.plate().disc(*here((30, -204))[0], 5).disc(*here((52, -204))[0], 5), "dark")
    sheet.pull(sheet.plate().line(here((4, -236), (40, -252), (78, -240)), 9), "bright")


def folding(sheet: Sheet) -> None:
    """A sheet of eight panels, half folded, and the book it becomes."""
    sheet.pull(sheet.cover(), "mid")
    sheet.pull(sheet.cover(), "dark", shade=Shade((0, 0), (1600, 1067), 0, 0.75))
    across, down = [(120, 300), (360, 210), (600, 330), (840, 230), (1080, 350)], 285
    sheet.pull(
        sheet.plate().polygon([(x + 30, y + 40) for x, y in across] + [(x + 30, y + 2 * down + 40) for x, y in across[::-1]]),
        "dark",
        strength=0.7,
    )
    for row in range(2):
        for column, ((ax, ay), (bx, by)) in enumerate(pairwise(across)):
            top, bottom = row * down, (row + 1) * down
            panel = sheet.plate().polygon([(ax, ay + top), (bx, by + top), (bx, by + bottom), (ax, ay + bottom)])
            sheet.pull(panel, "paper")
            sheet.pull(panel, "pale", shade=Shade((ax, 0), (bx, 0), *((0.1, 1.0) if column % 2 else (0.9, 0.2))))
            _page(sheet, (ax, ay + top), (bx, by + top), down, turned=row == 0, number=row * 4 + column)
    folds = sheet.plate().line([(x, y + down) for x, y in across], 3)
    sheet.pull(folds, "accent")
    _booklet(sheet, (1330, 640))


def _page(sheet: Sheet, start: tuple[float, float], end: tuple[float, float], down: float, *, turned: bool, number: int) -> None:
    def at(u: float, v: float) -> tuple[float, float]:
        u, v = (1 - u, 1 - v) if turned else (u, v)
        return start[0] + (end[0] - start[0]) * u, start[1] + (end[1] - start[1]) * u + down * v

    lines = sheet.plate()
    if number == 7:
        sheet.pull(sheet.plate().polygon([at(0.2, 0.22), at(0.8, 0.22), at(0.8, 0.62), at(0.2, 0.62)]), "accent")
        sheet.pull(sheet.plate().disc(*at(0.5, 0.42), 30), "bright")
    else:
        for line in range(9):
            lines.line([at(0.16, 0.16 + line * 0.076), at(0.84 if line != 8 else 0.5, 0.16 + line * 0.076)], 5)
    lines.disc(*at(0.5, 0.9), 7)
    sheet.pull(lines, "dark", strength=0.85)


def _booklet(sheet: Sheet, at: tuple[float, float]) -> None:
    x, y = at
    sheet.pull(
        sheet.plate().polygon([(x - 90, y + 210), (x + 190, y + 190), (x + 230, y + 240), (x - 70, y + 262)]),
        "dark",
        strength=0.7,
    )
    leaves = sheet.plate()
    for number in range(5):
        leaves.polygon(
            [
                (x - 110 + number * 9, y - 190 - number * 7),
                (x + 150 + number * 9, y - 205 - number * 7),
                (x + 150 + number * 9, y + 186),
                (x - 110 + number * 9, y + 204),
            ]
        )
    sheet.pull(leaves, "paper")
    sheet.pull(leaves, "dark", shade=Shade((x + 90, 0), (x + 220, 0), 0, 0.6))
    cover = sheet.plate().polygon([(x - 130, y - 180), (x + 130, y - 200), (x + 130, y + 196), (x - 130, y + 216)])
    sheet.pull(cover, "accent")
    sheet.pull(cover, "dark", shade=Shade((x - 130, 0), (x - 70, 0), 0.6, 0))
    sheet.pull(sheet.plate().box((x - 60, y - 120), (x + 80, y - 20)), "paper")
    label = sheet.plate().line([(x - 34, y - 88), (x + 54, y - 92)], 7).line([(x - 14, y - 56), (x + 36, y - 58)], 5)
    for number in range(4):
        label.line([(x - 130, y - 110 + number * 92), (x - 106, y - 112 + number * 92)], 5)
    sheet.pull(label, "dark")


def gouge(sheet: Sheet) -> None:
    """A lamp cut out of the dark, ray by ray, over a row of roofs; the tool lies before it."""
    sheet.pull(sheet.cover(), "dark")
    x, y = 800, 470
    rays = sheet.plate()
    for number in range(84):
        angle = number * pi / 42 + sheet.random.uniform(-0.02, 0.02)
        near, far = sheet.random.uniform(170, 220), sheet.random.uniform(420, 940)
        points = [(x + share * cos(angle), y + share * sin(angle)) for share in (near, (near + far) / 2, far)]
        rays.polygon(stroke(points, sheet.random.uniform(10, 22), start=0.9))
    for radius in (112, 140):
        for number in range(30):
            begin = number * 12 + sheet.random.uniform(0, 4)
            rays.polygon(stroke(arc(x, y, radius, start=begin, end=begin + 9, steps=5), 9))
    sheet.pull(rays, "paper")
    flame = smooth(
        [(x, y - 98), (x + 46, y - 10), (x + 26, y + 52), (x, y + 66), (x - 26, y + 52), (x - 46, y - 10)], closed=True
    )
    sheet.pull(sheet.plate().polygon(flame), "bright")
    sheet.pull(
        sheet.plate().polygon(placed(smooth([(0, -40), (20, 10), (0, 36), (-20, 10)], closed=True), at=(x, y + 14))), "accent"
    )
    houses, panes = sheet.plate(), sheet.plate()
    left = -20.0
    while left < 1620:
        wide, high = sheet.random.uniform(130, 220), sheet.random.uniform(90, 190)
        houses.box((left, 930 - high), (left + wide, 1080)).polygon(
            [(left - 14, 934 - high), (left + wide / 2, 860 - high), (left + wide + 14, 934 - high)]
        )
        if sheet.random.random() < 0.55:
            panes.box((left + wide * 0.4, 966 - high), (left + wide * 0.6, 1004 - high))
        left += wide + sheet.random.uniform(6, 20)
    sheet.pull(houses, "dark")
    tiles = sheet.plate()
    for _ in range(420):
        px, py = sheet.random.uniform(0, 1600), sheet.random.uniform(760, 1060)
        tiles.polygon(stroke([(px, py), (px + 13, py + 2), (px + sheet.random.uniform(18, 34), py + 1)], 6))
    sheet.pull(tiles.only_within(houses), "paper", strength=0.9)
    sheet.pull(panes, "bright")
    handle = sheet.plate().polygon(
        smooth([(1010, 1010), (1170, 900), (1240, 892), (1256, 946), (1200, 990), (1050, 1064)], closed=True)
    )
    sheet.pull(handle, "accent")
    sheet.pull(handle, "dark", shade=Shade((1120, 900), (1180, 1040), 0, 0.7))
    sheet.pull(sheet.plate().polygon([(1024, 1010), (1048, 1052), (846, 1062), (838, 1040)]).only_outside(handle), "pale")
