"""Mountains, water, weather, birds."""

from octavo.demo.pictures.geometry import arc, crag, placed, ridge, scallops, smooth, stroke
from octavo.demo.pictures.press import Plate, Sheet
from octavo.demo.pictures.shading import Shade

Point = tuple[float, float]


def sky(sheet: Sheet, *, ink: str = "bright", down_to: float = 820, density: float = 0.85) -> None:
    """Let an ink fade from the top of the sheet downwards."""
    sheet.pull(sheet.cover(), ink, shade=Shade((0, 0), (0, down_to), density, 0))


def sun(sheet: Sheet, at: Point, radius: float, *, ink: str = "accent", glow: bool = True) -> None:
    if glow:
        sheet.pull(
            sheet.plate().disc(*at, radius * 1.55), ink, shade=Shade(at, (at[0], at[1] + radius * 1.55), 0.55, 0, is_round=True)
        )
    sheet.pull(sheet.plate().disc(*at, radius), ink)


def ripples(sheet: Sheet, *, top: float, bottom: float, ink: str, count: int = 16) -> None:
    """Broken lines of light on water, longer and further apart towards the viewer."""
    plate = sheet.plate()
    for number in range(count):
        depth = number / count
        y = top + (bottom - top) * depth**1.3
        for _ in range(3):
            x, half = sheet.random.uniform(0, sheet.width), 30 + 150 * depth * sheet.random.uniform(0.4, 1.2)
            plate.line([(x - half, y), (x + half, y)], 2 + 5 * depth)
    sheet.pull(plate, ink)


def mountains(sheet: Sheet) -> None:
    sky(sheet)
    at = (sheet.random.uniform(380, 1250), sheet.random.uniform(240, 360))
    sun(sheet, at, sheet.random.uniform(130, 190))
    for number, ink in enumerate(("pale", "mid", "mid", "dark")):
        level, height = 560 + number * 125, 330 - number * 55
        outline = ridge(sheet.random, level=level, height=height, width=1600, peaks=3 + number, floor=1120)
        sheet.pull(sheet.plate().polygon(outline), "pale")
        sheet.pull(sheet.plate().polygon(outline), ink, shade=Shade((0, level - height), (0, level + 260), 1, 0.25))
    sheet.pull(flock(sheet, (at[0] - 520, 260), count=5, scale=0.5), "dark")


def sea(sheet: Sheet) -> None:
    sky(sheet, down_to=620)
    sun(sheet, (sheet.random.choice((470, 1130)), 430), 210)
    hills = ridge(sheet.random, level=600, height=120, width=1600, peaks=5, floor=760)
    sheet.pull(sheet.plate().polygon(hills), "mid", shade=Shade((0, 480), (0, 720), 1, 0.4))
    ground = sheet.plate().box((-4, 640), (1604, 1071))
    sheet.pull(ground, "pale")
    waves = sheet.plate()
    for x, y, radius in scallops(1600, top=720, bottom=1120, radius=92):
        waves.disc(x, y, radius, cut=True)
        for share in (1.0, 0.7, 0.4):
            waves.disc(x, y, radius * share - 5).disc(x, y, radius * share - 19, cut=True)
    sheet.pull(waves.only_within(ground), "dark", shade=Shade((0, 600), (0, 1000), 0.75, 1))


def boat(sheet: Sheet) -> None:
    sky(sheet, ink="pale", density=1)
    sun(sheet, (1130, 400), 235)
    for level, ink in ((560, "pale"), (610, "mid")):
        outline = ridge(sheet.random, level=level, height=190, width=1600, peaks=4, floor=700)
        sheet.pull(sheet.plate().polygon(outline), ink, shade=Shade((0, level - 150), (0, 690), 0.95, 0.15))
    sheet.pull(sheet.plate().box((-4, 660), (1604, 1071)), "mid", shade=Shade((0, 650), (0, 1060), 0.25, 0.95))
    glints = sheet.plate()
    for number in range(13):
        y, half = 684 + number * 27, sheet.random.uniform(60, 190) * (1 - number * 0.035)
        glints.box((1130 - half, y), (1130 + half, y + 11), radius=5)
    sheet.pull(glints, "accent")
    ripples(sheet, top=690, bottom=1050, ink="paper")
    x, y = 520, 800
    hull = smooth([(x - 230, y - 20), (x - 60, y + 52), (x + 120, y + 50), (x + 290, y - 46)], steps=10)
    sheet.pull(sheet.plate().polygon([*hull, (x + 250, y - 2), (x, y + 8), (x - 190, y + 2)]), "dark")
    sail = smooth([(x + 20, y - 20), (x + 34, y - 420), (x - 20, y - 400), (x - 190, y - 90)], steps=8)
    sheet.pull(sheet.plate().polygon([*sail, (x + 20, y - 20)]), "bright")
    ribs = sheet.plate()
    for step in range(1, 6):
        ribs.line([(x + 26, y - 20 - step * 66), (x - 188 + step * 29, y - 80 - step * 54)], 5)
    ribs.line([(x + 30, y), (x + 36, y - 450)], 10)
    sheet.pull(ribs, "dark")


def cranes(sheet: Sheet) -> None:
    sheet.pull(sheet.cover(), "mid", shade=Shade((0, 0), (0, 1067), 1, 0.35))
    sun(sheet, (sheet.random.choice((420, 1180)), 330), 215, glow=False)
    outline = ridge(sheet.random, level=930, height=170, width=1600, peaks=4, floor=1120)
    sheet.pull(sheet.plate().polygon(outline), "dark", shade=Shade((0, 760), (0, 1060), 0.9, 0.5))
    for number, (x, y) in enumerate(((330, 640), (700, 470), (1010, 690), (1310, 520), (560, 860))):
        crane(sheet, (x, y), scale=1.15 - number * 0.12)


def crane(sheet: Sheet, at: Point, *, scale: float) -> None:
    """A bird in flight: long neck forward, legs behind, wing tips dark."""
    x, y = at
    body = placed(smooth([(-70, 6), (-20, -26), (40, -16), (86, 4), (20, 24)], closed=True, steps=6), at=at, scale=scale)
    neck = stroke(
        placed(smooth([(60, 0), (120, -34), (170, -30), (216, -44)], steps=8), at=at, scale=scale), 22 * scale, start=0.8, end=0.3
    )
    legs = stroke(placed([(-60, 6), (-150, 26), (-226, 34)], at=at, scale=scale), 9 * scale, start=0.6, end=0.4)
    near = placed(smooth([(-30, -10), (-90, -150), (-40, -250), (30, -190), (58, -14)], steps=8), at=at, scale=scale)
    far = placed(smooth([(10, -14), (70, -130), (150, -190), (150, -110), (70, -10)], steps=8), at=at, scale=scale)
    sheet.pull(sheet.plate().polygon(far), "pale")
    sheet.pull(sheet.plate().polygon(near).polygon(body).polygon(neck), "paper")
    tips = sheet.plate().polygon(placed(smooth([(-90, -150), (-40, -250), (0, -216), (-58, -120)], steps=6), at=at, scale=scale))
    sheet.pull(tips.polygon(legs).disc(x + 214 * scale, y - 44 * scale, 9 * scale), "dark")
    sheet.pull(sheet.plate().disc(x + 200 * scale, y - 52 * scale, 7 * scale), "accent")


def flock(sheet: Sheet, at: Point, *, count: int, scale: float = 1.0) -> Plate:
    """A stencil of far birds: two strokes each."""
    plate = sheet.plate()
    for _ in range(count):
        x, y = at[0] + sheet.random.uniform(-170, 170), at[1] + sheet.random.uniform(-90, 90)
        size = 52 * scale * sheet.random.uniform(0.7, 1.3)
        plate.line(smooth([(x - size, y - size * 0.3), (x - size * 0.4, y - size * 0.5), (x, y)], steps=5), 5 * scale + 2)
        plate.line(smooth([(x, y), (x + size * 0.4, y - size * 0.5), (x + size, y - size * 0.3)], steps=5), 5 * scale + 2)
    return plate


def rain(sheet: Sheet) -> None:
    sheet.pull(sheet.cover(), "mid", shade=Shade((0, 0), (0, 1060), 1, 0.45))
    houses = sheet.plate()
    for x in range(-40, 1600, 210):
        houses.box((x, sheet.random.uniform(120, 420)), (x + 190, 760))
    sheet.pull(houses, "dark", shade=Shade((0, 100), (0, 800), 1, 0.75))
    lights = sheet.plate()
    for x in range(-10, 1600, 70):
        for y in range(240, 700, 92):
            if sheet.random.random() < 0.3:
                lights.box((x, y), (x + 34, y + 52))
    sheet.pull(lights.only_within(houses), "bright")
    sheet.pull(sheet.plate().box((-4, 760), (1604, 1071)), "dark", shade=Shade((0, 740), (0, 1060), 0.55, 1))
    for x, y, radius, ink in ((420, 700, 230, "accent"), (820, 770, 180, "bright"), (1190, 720, 250, "pale")):
        umbrella(sheet, (x, y), radius, ink)
    drops = sheet.plate()
    for _ in range(230):
        x, y, long = sheet.random.uniform(-60, 1640), sheet.random.uniform(-40, 1060), sheet.random.uniform(30, 110)
        drops.line([(x, y), (x - long * 0.32, y + long)], 2.4)
    sheet.pull(drops, "paper", strength=0.9)


def umbrella(sheet: Sheet, at: Point, radius: float, ink: str) -> None:
    x, y = at
    person = sheet.plate().polygon(
        [
            (x - radius * 0.34, y + radius * 1.5),
            (x - radius * 0.2, y),
            (x + radius * 0.2, y),
            (x + radius * 0.34, y + radius * 1.5),
        ]
    )
    sheet.pull(person, "dark")
    dome = sheet.plate().polygon([*arc(x, y, radius, start=180, end=360), (x + radius, y)])
    for number in range(4):
        dome.oval(x - radius * 0.75 + number * radius * 0.5, y + 4, radius * 0.26, radius * 0.1, cut=True)
    sheet.pull(dome, ink)
    folds = sheet.plate()
    for share in (-0.55, -0.1, 0.4):
        folds.line(
            smooth([(x, y - radius), (x + share * radius * 0.8, y - radius * 0.6), (x + share * radius * 1.3, y - 12)], steps=6),
            4,
        )
    sheet.pull(folds, "dark")


def garden(sheet: Sheet) -> None:
    sky(sheet, ink="pale", density=1, down_to=900)
    sun(sheet, (1180, 280), 150)
    wall = sheet.plate().box((-4, 430), (1604, 720))
    sheet.pull(wall, "paper")
    sheet.pull(sheet.plate().box((-4, 404), (1604, 440)), "dark")
    for x in (250, 620, 1330):
        rock = crag(sheet.random, x=x, base=780, width=270, height=sheet.random.uniform(330, 520))
        plate = sheet.plate().polygon(rock)
        for _ in range(4):
            plate.oval(
                x + sheet.random.uniform(-60, 60),
                780 - sheet.random.uniform(90, 330),
                sheet.random.uniform(14, 32),
                sheet.random.uniform(22, 46),
                cut=True,
            )
        sheet.pull(plate, "pale")
        sheet.pull(plate, "mid", shade=Shade((x - 130, 400), (x + 160, 820), 1, 0.35))
    pavilion(sheet, (960, 700))
    pond = sheet.plate().box((-4, 770), (1604, 1071))
    sheet.pull(pond, "mid", shade=Shade((0, 740), (0, 1060), 0.35, 0.95))
    ripples(sheet, top=800, bottom=1050, ink="paper", count=10)
    for _ in range(11):
        x, y = sheet.random.uniform(40, 1560), sheet.random.uniform(850, 1030)
        leaf = sheet.plate().oval(x, y, 88, 26).polygon([(x, y), (x + 60, y - 30), (x + 100, y - 6)], cut=True)
        sheet.pull(leaf, "dark")
        if sheet.random.random() < 0.5:
            sheet.pull(sheet.plate().disc(x - 10, y - 34, 22).disc(x + 12, y - 40, 18), "accent")


def pavilion(sheet: Sheet, at: Point) -> None:
    """A roof with lifted corners on four posts."""
    x, y = at
    posts = sheet.plate()
    for offset in (-120, -50, 50, 120):
        posts.box((x + offset - 8, y - 170), (x + offset + 8, y + 70))
    sheet.pull(posts.box((x - 150, y + 50), (x + 150, y + 76)), "accent")
    roof = smooth([(x - 240, y - 190), (x - 130, y - 182), (x - 40, y - 260), (x, y - 340)], steps=8)
    mirrored = [(2 * x - px, py) for px, py in reversed(roof)]
    sheet.pull(sheet.plate().polygon([*roof, *mirrored, (x + 150, y - 160), (x - 150, y - 160)]), "dark")


def bridge(sheet: Sheet) -> None:
    sky(sheet)
    sun(sheet, (sheet.random.choice((380, 1240)), 300), 140)
    outline = ridge(sheet.random, level=560, height=210, width=1600, peaks=4, floor=740)
    sheet.pull(sheet.plate().polygon(outline), "mid", shade=Shade((0, 360), (0, 720), 0.9, 0.15))
    sheet.pull(sheet.plate().box((-4, 700), (1604, 1071)), "pale")
    sheet.pull(sheet.plate().box((-4, 700), (1604, 1071)), "mid", shade=Shade((0, 690), (0, 1071), 0.2, 0.9))
    deck = smooth([(-40, 740), (300, 650), (800, 470), (1300, 650), (1640, 740)], steps=14)
    span = sheet.plate().polygon([*deck, (1640, 800), (-40, 800)])
    for x, radius in ((800, 205), (390, 110), (1210, 110)):
        span.disc(x, 800, radius, cut=True)
    below = sheet.plate().box((-60, 300), (1660, 800))
    sheet.pull(span.only_within(below), "dark", shade=Shade((0, 420), (0, 860), 1, 0.82))
    rail = sheet.plate().line([(px, py - 44) for px, py in deck], 9)
    for px, py in deck[::4]:
        rail.line([(px, py), (px, py - 50)], 8)
    sheet.pull(rail, "dark")
    mirror = sheet.plate()
    for x, radius in ((800, 205), (390, 110), (1210, 110)):
        mirror.polygon(arc(x, 806, radius, start=0, end=180))
    sheet.pull(mirror, "paper", shade=Shade((0, 800), (0, 1020), 0.75, 0))
    ripples(sheet, top=830, bottom=1050, ink="paper", count=12)
    walker = sheet.plate().disc(800, 372, 19).polygon([(782, 392), (818, 392), (834, 478), (766, 478)])
    sheet.pull(walker, "accent")
