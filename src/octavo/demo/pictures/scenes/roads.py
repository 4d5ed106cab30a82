"""Ways that lead somewhere: a road of paper, a town wall, a river with a bridge."""

from math import cos, pi

from octavo.demo.pictures.geometry import arc, placed, ridge, smooth, stroke
from octavo.demo.pictures.press import Plate, Sheet
from octavo.demo.pictures.scenes.land import flock, sky, sun
from octavo.demo.pictures.shading import Shade


def caravan(sheet: Sheet) -> None:
    """A ribbon of paper for a road, and those who carry it."""
    sky(sheet, ink="bright", down_to=700)
    sun(sheet, (1130, 330), 170)
    hills = ridge(sheet.random, level=480, height=150, width=1600, peaks=5, floor=640)
    sheet.pull(sheet.plate().polygon(hills), "mid", shade=Shade((0, 330), (0, 590), 0.85, 0.2))
    for points, ink, deep in (
        ([(-40, 560), (340, 470), (800, 560), (1240, 500), (1640, 570)], "pale", 0.35),
        ([(-40, 640), (420, 690), (820, 590), (1240, 680), (1640, 600)], "bright", 0.5),
        ([(-40, 860), (380, 760), (860, 840), (1300, 740), (1640, 860)], "mid", 0.6),
    ):
        dune = sheet.plate().polygon([(-60, 1100), *smooth(points), (1660, 1100)])
        sheet.pull(dune, ink)
        sheet.pull(dune, "dark", shade=Shade((300, 480), (900, 1200), 0, deep))
    middle = smooth(
        [(1130, 512), (1010, 540), (1180, 600), (900, 650), (560, 720), (1010, 820), (700, 960), (420, 1110)], steps=16
    )
    widths = [7 + 150 * (number / (len(middle) - 1)) ** 1.7 for number in range(len(middle))]
    left, right = [], []
    for (px, py), (x, y), width in zip(middle, middle[1:], widths, strict=False):
        across, down = x - px, y - py
        length = (across**2 + down**2) ** 0.5 or 1
        left.append((x - down / length * width / 2, y + across / length * width / 4))
        right.append((x + down / length * width / 2, y - across / length * width / 4))
    road = sheet.plate().polygon([*left, *right[::-1]])
    sheet.pull(sheet.plate().polygon([(x + 10, y + 16) for x, y in (*left, *right[::-1])]), "dark", strength=0.6)
    sheet.pull(road, "paper")
    sheet.pull(road, "pale", shade=Shade((500, 500), (900, 900), 1, 0))
    lines = sheet.plate()
    for number in range(40, len(left) - 1, 3):
        (ax, ay), (bx, by) = left[number], right[number]
        lines.line(
            [(ax + (bx - ax) * 0.16, ay + (by - ay) * 0.16), (ax + (bx - ax) * 0.8, ay + (by - ay) * 0.8)],
            widths[number] / 42 + 0.7,
        )
    sheet.pull(lines.only_within(road), "mid", strength=0.75)
    camels = sheet.plate()
    for x, y, scale in ((1060, 600, 0.5), (950, 634, 0.62), (800, 668, 0.78), (620, 716, 0.98)):
        camels.with_(_camel((x, y), scale))
    sheet.pull(camels, "dark")
    sheet.pull(flock(sheet, (420, 250), count=5, scale=0.7), "dark")


def _camel(feet: tuple[float, float], scale: float) -> Plate:
    plate = Plate(1600, 1067)

    def here(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return placed(points, at=feet, scale=scale)

    body = here(
        (-58, -62),
        (-44, -104),
        (-22, -82),
        (0, -84),
        (20, -112),
        (40, -82),
        (62, -70),
        (88, -112),
        (96, -140),
        (122, -142),
        (126, -126),
        (104, -120),
        (88, -72),
        (60, -44),
        (-46, -42),
    )
    plate.polygon(smooth(body, closed=True, steps=6))
    for x, lean in ((-48, -6), (-34, 6), (42, -4), (56, 8)):
        plate.line(here((x, -54), (x + lean, 0)), 9 * scale)
    return plate.box(here((-20, -100))[0], here((20, -66))[0], radius=5 * scale)


def wall(sheet: Sheet) -> None:
    """The broken wall of a small town; somebody walks on it with a parasol."""
    sheet.pull(sheet.cover(), "pale", shade=Shade((0, 0), (0, 900), 1, 0.2))
    sun(sheet, (410, 300), 120, ink="bright")
    for level, ink in ((560, "pale"), (640, "mid")):
        outline = ridge(sheet.random, level=level, height=200, width=1600, peaks=4, floor=900)
        sheet.pull(sheet.plate().polygon(outline), ink, shade=Shade((0, level - 200), (0, level + 160), 0.9, 0.15))
    top = [
        (-40, 700),
        (150, 700),
        (150, 640),
        (230, 640),
        (230, 700),
        (330, 700),
        (330, 640),
        (410, 640),
        (410, 700),
        (760, 706),
        (800, 770),
        (860, 782),
        (900, 850),
        (980, 872),
        (1030, 838),
        (1090, 790),
        (1130, 720),
        (1180, 704),
        (1290, 704),
        (1290, 644),
        (1370, 644),
        (1370, 704),
        (1470, 704),
        (1470, 644),
        (1550, 644),
        (1550, 704),
        (1640, 704),
    ]
    stones = sheet.plate().polygon([*top, (1660, 1090), (-60, 1090)])
    sheet.pull(stones, "mid")
    sheet.pull(stones, "dark", shade=Shade((0, 640), (0, 1070), 0.25, 1))
    joints = sheet.plate()
    for row in range(8):
        y = 744 + row * 46
        joints.line([(-10, y), (1610, y)], 4)
        for column in range(16):
            x = column * 112 + (56 if row % 2 else 0) + sheet.random.uniform(-12, 12)
            joints.line([(x, y), (x, y + 46)], 4)
    sheet.pull(joints.only_within(stones), "pale", strength=0.45)
    grass = sheet.plate()
    for _ in range(90):
        x = sheet.random.choice((sheet.random.uniform(760, 1150), sheet.random.uniform(0, 1600)))
        y = 712 + (150 if 850 < x < 1060 else 50 if 790 < x < 1110 else 0)
        grass.polygon(
            stroke(
                [(x, y + 8), (x + 6, y - 20), (x + sheet.random.uniform(-4, 34), y - sheet.random.uniform(30, 64))], 8, start=1
            )
        )
    sheet.pull(grass, "dark")
    x, y = 610, 706
    dress = smooth(
        [(x - 20, y - 200), (x + 22, y - 200), (x + 34, y - 110), (x + 40, y), (x - 34, y), (x - 30, y - 110)], closed=True
    )
    sheet.pull(sheet.plate().polygon(dress), "paper")
    sheet.pull(sheet.plate().polygon(dress), "mid", shade=Shade((x + 30, 0), (x - 40, 0), 0, 0.8))
    sheet.pull(
        sheet.plate().polygon(
            stroke(smooth([(x - 10, y - 190), (x - 90, y - 170), (x - 150, y - 205), (x - 230, y - 180)]), 26, start=0.7)
        ),
        "accent",
    )
    sheet.pull(
        sheet.plate()
        .disc(x + 4, y - 224, 24)
        .disc(x - 14, y - 222, 20)
        .line([(x + 20, y - 180), (x + 64, y - 190)], 11)
        .line([(x + 66, y - 120), (x + 66, y - 330)], 6),
        "dark",
    )
    canopy = sheet.plate().polygon([*arc(x + 66, y - 300, 120, start=180, end=360), (x + 186, y - 300)])
    sheet.pull(canopy, "accent")
    ribs = sheet.plate()
    for number in range(1, 6):
        ribs.line([(x + 66, y - 420), (x + 66 + 120 * cos(pi + number * pi / 6), y - 300)], 4)
    sheet.pull(ribs, "dark")
    bough = smooth([(1640, 120), (1420, 190), (1280, 150), (1100, 240), (980, 220)], steps=10)
    sheet.pull(sheet.plate().polygon(stroke(bough, 34, start=1, end=0.1)), "dark")
    blossom = sheet.plate()
    for _ in range(54):
        px, py = sheet.random.choice(bough)
        blossom.disc(px + sheet.random.gauss(0, 44), py + sheet.random.gauss(0, 40), sheet.random.uniform(7, 17))
    sheet.pull(blossom, "accent", strength=0.9)


def river(sheet: Sheet) -> None:
    """A panorama: a river town, boats, and a bridge with too many people on it."""
    width, height = sheet.width, sheet.height
    sheet.pull(sheet.cover(), "pale", shade=Shade((0, 0), (0, height), 0.85, 0.25))
    for level, ink in ((250, "pale"), (300, "mid")):
        hills = ridge(sheet.random, level=level, height=130, width=width, peaks=9, floor=470)
        sheet.pull(sheet.plate().polygon(hills), ink, shade=Shade((0, level - 130), (0, level + 110), 0.75, 0.05))
    banks = smooth([(-60, 470), (500, 430), (900, 500), (1200, 520), (1600, 450), (2000, 420), (width + 60, 440)])
    sheet.pull(
        sheet.plate().polygon([*banks, (width + 60, height + 40), (-60, height + 40)]),
        "bright",
        shade=Shade((0, 400), (0, height), 0.4, 0.7),
    )
    water = sheet.plate().polygon(
        [
            *smooth([(-60, 620), (420, 560), (900, 540), (1300, 560), (1700, 610), (2100, 560), (width + 60, 600)]),
            *smooth([(width + 60, 720), (2000, 700), (1500, 760), (900, 740), (300, 730), (-60, 760)]),
        ]
    )
    sheet.pull(water, "mid")
    sheet.pull(water, "paper", shade=Shade((0, 540), (0, 760), 0.5, 0))
    _houses(sheet)
    _willows(sheet)
    for x, y, scale in ((330, 668, 1.0), (760, 650, 0.8), (1560, 690, 1.1), (2110, 640, 0.9)):
        _barge(sheet, (x, y), scale)
    _rainbow_bridge(sheet, (1180, 640))
    walkers = sheet.plate()
    for _ in range(90):
        x = sheet.random.uniform(20, width - 20)
        if not 940 < x < 1420:
            _walker(walkers, x, sheet.random.choice((470, 520, 545)) + sheet.random.uniform(-10, 14), 1)
    sheet.pull(walkers, "dark")


def _houses(sheet: Sheet) -> None:
    roofs, walls, red = sheet.plate(), sheet.plate(), sheet.plate()
    for x in (90, 240, 470, 610, 1420, 1540, 1690, 1830, 1960, 2180, 2300):
        y, wide, high = 470 + sheet.random.uniform(-30, 20), sheet.random.uniform(90, 150), sheet.random.uniform(50, 74)
        walls.box((x - wide / 2, y - high), (x + wide / 2, y))
        roofs.polygon(
            [
                (x - wide * 0.66, y - high + 6),
                (x - wide * 0.4, y - high - 44),
                (x + wide * 0.4, y - high - 44),
                (x + wide * 0.66, y - high + 6),
            ]
        )
        if sheet.random.random() < 0.5:
            red.box((x - wide * 0.3, y - high + 14), (x - wide * 0.3 + 14, y - 12))
    sheet.pull(walls, "paper")
    sheet.pull(roofs, "dark", shade=Shade((0, 340), (0, 460), 1, 0.75))
    sheet.pull(red, "accent")


def _willows(sheet: Sheet) -> None:
    trunks, leaves = sheet.plate(), sheet.plate()
    for x in (40, 380, 720, 860, 1480, 1760, 2060, 2360):
        y = 500 + sheet.random.uniform(-20, 40)
        trunks.polygon(stroke(smooth([(x, y), (x - 10, y - 70), (x + 8, y - 130)]), 24, start=1, end=0.5))
        for _ in range(11):
            dx = sheet.random.uniform(-70, 70)
            leaves.polygon(
                stroke(
                    smooth([(x + dx * 0.3, y - 140), (x + dx, y - 150), (x + dx * 1.25, y - sheet.random.uniform(30, 90))]),
                    15,
                    start=0.4,
                )
            )
    sheet.pull(trunks, "dark")
    sheet.pull(leaves, "mid")


def _barge(sheet: Sheet, at: tuple[float, float], scale: float) -> None:
    def here(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return placed(points, at=at, scale=scale)

    hull = smooth(here((-120, -22), (-90, 6), (0, 16), (100, 4), (132, -32), (96, 26), (-80, 30)), closed=True)
    sheet.pull(sheet.plate().polygon(hull).box(here((-54, -46))[0], here((58, 6))[0], radius=6), "dark")
    sheet.pull(sheet.plate().polygon(smooth(here((-64, -42), (0, -74), (66, -42)))), "accent")


def _rainbow_bridge(sheet: Sheet, at: tuple[float, float]) -> None:
    x, y = at
    upper = smooth([(x - 330, y - 40), (x - 200, y - 120), (x, y - 190), (x + 200, y - 120), (x + 330, y - 40)], steps=14)
    lower = smooth([(x + 260, y + 40), (x + 150, y - 60), (x, y - 126), (x - 150, y - 60), (x - 260, y + 40)], steps=14)
    sheet.pull(sheet.plate().polygon([*upper, (x + 330, y + 40), *lower, (x - 330, y + 40)]), "accent")
    rails = sheet.plate().line([(px, py - 30) for px, py in upper], 5).line(upper, 6)
    people = sheet.plate()
    for number in range(0, len(upper), 2):
        px, py = upper[number]
        rails.line([(px, py), (px, py - 30)], 4)
        _walker(people, px + sheet.random.uniform(-10, 10), py - 2, 1.15)
        if sheet.random.random() < 0.6:
            _walker(people, px + sheet.random.uniform(-16, 16), py + 4, 1.25)
    sheet.pull(people.with_(rails), "dark")
    hats = sheet.plate()
    for _ in range(12):
        px, py = sheet.random.choice(upper)
        hats.oval(px + sheet.random.uniform(-12, 12), py - 52, 13, 5)
    sheet.pull(hats, "bright")
    _barge(sheet, (x - 20, y + 54), 1.25)
    mast = sheet.plate().line([(x - 30, y + 20), (x + 60, y - 80)], 7).line([(x + 150, y - 110), (x + 40, y + 10)], 3)
    sheet.pull(mast, "dark")


def _walker(plate: Plate, x: float, y: float, scale: float) -> None:
    plate.polygon(
        [(x - 6 * scale, y), (x + 6 * scale, y), (x + 4 * scale, y - 26 * scale), (x - 4 * scale, y - 26 * scale)]
    ).disc(x, y - 31 * scale, 6 * scale)
