"""Books, scrolls, type, letters, and the lamp they are read by."""

from octavo.demo.pictures.geometry import ridge, smooth, stroke, turned
from octavo.demo.pictures.press import Plate, Sheet
from octavo.demo.pictures.scenes.land import sky, sun
from octavo.demo.pictures.shading import Shade

INKS = ("accent", "mid", "bright", "dark", "pale")


def books(sheet: Sheet) -> None:
    sky(sheet, ink="pale", down_to=1100, density=1)
    sun(sheet, (1180, 330), 190, ink="bright")
    y = 900.0
    for number in range(6):
        high, wide = sheet.random.uniform(78, 122), sheet.random.uniform(560, 860)
        left = 560 - wide / 2 + sheet.random.uniform(-50, 50)
        _lying_book(sheet, left, y, wide, high, INKS[number % 4])
        y -= high + 4
    roof = [(560, y - 150), (800, y + 2), (320, y + 2)]
    sheet.pull(
        sheet.plate().polygon([(560, y - 160), (840, y - 10), (820, y + 16), (560, y - 118), (300, y + 16), (280, y - 10)]),
        "accent",
    )
    sheet.pull(sheet.plate().polygon(roof), "paper")
    for number in range(6):
        x, high = 1060 + number * 84, sheet.random.uniform(330, 520)
        spine = sheet.plate().box((x, 900 - high), (x + 76, 900), radius=5)
        ink = INKS[(number * 2 + 1) % 5]
        sheet.pull(spine, ink)
        band = (
            sheet.plate()
            .box((x, 900 - high * 0.82), (x + 76, 900 - high * 0.74))
            .box((x, 900 - high * 0.2), (x + 76, 900 - high * 0.14))
        )
        sheet.pull(band, "paper" if ink != "pale" else "dark")
    sheet.pull(sheet.plate().box((-4, 900), (1604, 1071)), "dark", shade=Shade((0, 880), (0, 1071), 1, 0.7))


def _lying_book(sheet: Sheet, left: float, bottom: float, wide: float, high: float, ink: str) -> None:
    sheet.pull(sheet.plate().box((left + 14, bottom - high + 12), (left + wide, bottom - 12)), "paper")
    leaves = sheet.plate()
    for line in range(3):
        y = bottom - high + 26 + line * (high - 52) / 2
        leaves.line([(left + 70, y), (left + wide - 6, y)], 2.5)
    sheet.pull(leaves, "mid")
    cover = (
        sheet.plate()
        .box((left, bottom - high), (left + wide, bottom - high + 15), radius=6)
        .box((left, bottom - 15), (left + wide, bottom), radius=6)
    )
    sheet.pull(cover.box((left, bottom - high), (left + 62, bottom), radius=14), ink)
    sheet.pull(
        sheet.plate().box((left + 20, bottom - high + 14), (left + 28, bottom - 14)), "bright" if ink != "bright" else "dark"
    )


def scroll(sheet: Sheet) -> None:
    sheet.pull(sheet.cover(), "dark", shade=Shade((0, 0), (0, 1300), 1, 0.7))
    sheet.pull(sheet.cover(), "mid", shade=Shade((800, 533), (800, 1300), 0.6, 0, is_round=True))
    paper = sheet.plate().box((150, 300), (1450, 770))
    sheet.pull(paper, "paper")
    sheet.pull(paper, "pale", shade=Shade((150, 0), (900, 0), 0.9, 0))
    sheet.pull(sheet.plate().disc(1180, 420, 62), "accent")
    for level, ink, strength in ((540, "pale", 1.0), (600, "mid", 0.85), (690, "dark", 0.9)):
        hills = ridge(sheet.random, level=level, height=190, width=1600, peaks=9, floor=790)
        sheet.pull(
            sheet.plate().polygon(hills).only_within(paper),
            ink,
            shade=Shade((0, level - 170), (0, level + 110), 1, 0.1),
            strength=strength,
        )
    roofs, windows = sheet.plate(), sheet.plate()
    for x in (330, 420, 520, 900, 985):
        y = 700 + sheet.random.uniform(-16, 16)
        roofs.polygon([(x - 52, y), (x - 30, y - 24), (x + 30, y - 24), (x + 52, y)]).box((x - 34, y), (x + 34, y + 40))
        windows.box((x - 8, y + 10), (x + 8, y + 40))
    sheet.pull(roofs, "dark")
    sheet.pull(windows, "bright")
    bridge = smooth([(600, 744), (700, 690), (800, 744)], steps=14)
    sheet.pull(sheet.plate().line(bridge, 12), "accent")
    seal = (
        sheet.plate()
        .box((1360, 640), (1420, 700), radius=4)
        .box((1374, 654), (1380, 690), cut=True)
        .box((1392, 654), (1406, 670), cut=True)
    )
    sheet.pull(seal, "accent")
    for x in (150, 1450):
        sheet.pull(sheet.plate().box((x - 46, 282), (x + 46, 788), radius=20), "bright")
        sheet.pull(
            sheet.plate().box((x - 46, 282), (x + 46, 788), radius=20), "dark", shade=Shade((x - 40, 0), (x + 50, 0), 0.05, 0.75)
        )
        sheet.pull(
            sheet.plate().box((x - 20, 226), (x + 20, 286), radius=8).box((x - 20, 784), (x + 20, 844), radius=8), "accent"
        )


def press(sheet: Sheet) -> None:
    sheet.pull(sheet.cover(), "dark")
    side = 178
    faces = {ink: sheet.plate() for ink in ("accent", "bright", "pale", "paper")}
    everything, writing = sheet.plate(), sheet.plate()
    for row in range(6):
        for column in range(9):
            x, y = column * side - 4, row * side - 2
            chance = sheet.random.random()
            ink = "accent" if chance < 0.09 else "bright" if chance < 0.2 else "pale" if chance < 0.6 else "paper"
            for plate in (faces[ink], everything):
                plate.box((x + 8, y + 8), (x + side - 8, y + side - 8), radius=9)
            write_strokes(sheet, writing, x + 34, y + 34, side - 68)
    for ink, plate in faces.items():
        sheet.pull(plate, ink)
    sheet.pull(everything, "mid", shade=Shade((0, 0), (1600, 1067), 0.1, 0.5))
    sheet.pull(writing, "dark")


def write_strokes(sheet: Sheet, plate: Plate, x: float, y: float, size: float) -> None:
    """Cut strokes that look like writing and say nothing."""
    for _ in range(sheet.random.choice((2, 3))):
        height = y + size * sheet.random.uniform(0.08, 0.92)
        ends = sorted(sheet.random.uniform(0, 1) for _ in range(2))
        begin, end = x + size * ends[0] * 0.3, x + size * (0.7 + ends[1] * 0.3)
        across = [(begin, height + 4), ((begin + end) / 2, height), (end, height - 6)]
        plate.polygon(stroke(across, size * 0.155, start=0.8, end=0.5))
    for _ in range(sheet.random.choice((1, 2))):
        middle = x + size * sheet.random.uniform(0.2, 0.8)
        plate.polygon(
            stroke(
                [(middle, y), (middle - 2, y + size / 2), (middle, y + size * sheet.random.uniform(0.75, 1))],
                size * 0.164,
                start=0.8,
                end=0.3,
            )
        )
    if sheet.random.random() < 0.6:
        middle = x + size / 2
        plate.polygon(
            stroke(
                smooth([(middle, y + size * 0.35), (middle - size * 0.2, y + size * 0.7), (x, y + size)], steps=6),
                size * 0.182,
                start=0.8,
                end=0,
            )
        )
        plate.polygon(
            stroke(
                smooth([(middle, y + size * 0.4), (middle + size * 0.2, y + size * 0.7), (x + size, y + size * 0.95)], steps=6),
                size * 0.2,
                start=0.5,
                end=0.2,
            )
        )


def letters(sheet: Sheet) -> None:
    sky(sheet, ink="mid", down_to=1300, density=1)
    places = ((360, 330, -12), (1160, 300, 9), (520, 720, 7), (1240, 760, -8), (830, 520, -2))
    for number, (x, y, degrees) in enumerate(places):
        _envelope(sheet, x, y, degrees, ("paper", "pale", "bright")[number % 3])


def _envelope(sheet: Sheet, x: float, y: float, degrees: float, ink: str) -> None:
    def corner(across: float, down: float) -> tuple[float, float]:
        return turned([(x + across, y + down)], degrees, around=(x, y))[0]

    shadow = sheet.plate().polygon(
        [(px + 16, py + 20) for px, py in (corner(-290, -180), corner(290, -180), corner(290, 180), corner(-290, 180))]
    )
    sheet.pull(shadow, "dark", strength=0.75)
    sheet.pull(sheet.plate().polygon([corner(-290, -180), corner(290, -180), corner(290, 180), corner(-290, 180)]), ink)
    edge = sheet.plate()
    for step in range(-290, 290, 58):
        edge.polygon([corner(step, -180), corner(step + 26, -180), corner(step + 14, -162), corner(step - 12, -162)])
        edge.polygon([corner(step + 12, 162), corner(step + 38, 162), corner(step + 26, 180), corner(step, 180)])
    sheet.pull(edge, "accent")
    sheet.pull(sheet.plate().polygon([corner(160, -130), corner(250, -130), corner(250, -20), corner(160, -20)]), "mid")
    sheet.pull(sheet.plate().disc(*corner(205, -80), 26), "bright" if ink != "bright" else "accent")
    lines = sheet.plate()
    for line in range(4):
        lines.line([corner(-210, -20 + line * 42), corner(40 + (40 if line % 2 else -30), -20 + line * 42)], 9)
    for number in range(3):
        lines.line([corner(80, -120 + number * 24), corner(150, -128 + number * 24)], 4)
    sheet.pull(lines.ring(*corner(120, -96), 52, width=5), "dark")


def lamp(sheet: Sheet) -> None:
    sheet.pull(sheet.cover(), "dark")
    window = sheet.plate().box((980, 120), (1420, 640), radius=4)
    sheet.pull(window, "mid", shade=Shade((0, 120), (0, 660), 1, 0.5))
    sheet.pull(sheet.plate().disc(1280, 250, 66).disc(1252, 238, 60, cut=True), "pale")
    sheet.pull(sheet.plate().line([(1200, 120), (1200, 640)], 12).line([(980, 380), (1420, 380)], 12), "dark")
    cone = sheet.plate().polygon([(430, 330), (690, 330), (1130, 860), (20, 860)])
    sheet.pull(cone, "bright", shade=Shade((560, 320), (560, 900), 0.95, 0.35))
    sheet.pull(sheet.plate().box((-4, 850), (1604, 1071)), "accent", shade=Shade((0, 850), (0, 1071), 0.9, 0.4))
    shade_ = sheet.plate().polygon([(470, 160), (650, 160), (720, 336), (400, 336)])
    sheet.pull(shade_, "accent")
    post = sheet.plate().line([(560, 160), (560, 110), (240, 110), (240, 840)], 14).oval(240, 850, 120, 24)
    sheet.pull(post, "pale")
    for side in (-1, 1):
        leaf = smooth([(640, 850), (640 + side * 120, 800), (640 + side * 300, 836), (640 + side * 310, 868)], steps=10)
        sheet.pull(sheet.plate().polygon([*leaf, (640, 900)]), "paper")
        lines = sheet.plate()
        for line in range(4):
            lines.line([(640 + side * 44, 846 + line * 10), (640 + side * (240 - line * 12), 842 + line * 10)], 4)
        sheet.pull(lines, "mid")
    cup = sheet.plate().polygon([(980, 780), (1110, 780), (1090, 870), (1000, 870)]).ring(1118, 818, 32, width=12)
    sheet.pull(cup, "paper")
    steam = sheet.plate().polygon(
        stroke(smooth([(1040, 760), (1010, 700), (1060, 640), (1024, 570)], steps=10), 18, start=0.1, end=0.1)
    )
    sheet.pull(steam, "pale", strength=0.8)
