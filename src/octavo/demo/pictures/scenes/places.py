"""Cities, windows, gates, tables, journeys, faces."""

from math import cos, pi, sin

from octavo.demo.pictures.geometry import arc, ridge, smooth, stroke
from octavo.demo.pictures.press import Plate, Sheet
from octavo.demo.pictures.scenes.land import ripples, sky, sun
from octavo.demo.pictures.shading import Shade


def city(sheet: Sheet) -> None:
    sky(sheet, ink="mid", down_to=1100, density=1)
    sun(sheet, (sheet.random.choice((360, 1220)), 250), 130, ink="bright")
    for row, (ink, low, high) in enumerate((("mid", 260, 520), ("dark", 400, 700))):
        houses, x = sheet.plate(), -30.0
        while x < 1620:
            wide = sheet.random.uniform(90, 190)
            houses.box((x, sheet.random.uniform(low, high)), (x + wide, 1071))
            x += wide + sheet.random.uniform(-6, 26)
        sheet.pull(houses, ink, shade=Shade((0, low), (0, 1071), 1, 0.85 if row else 0.55))
        lights = sheet.plate()
        for column in range(46):
            for floor in range(16):
                if sheet.random.random() < 0.2:
                    lights.box((column * 36, 300 + floor * 46), (column * 36 + 17, 300 + floor * 46 + 24))
        sheet.pull(lights.only_within(houses), "bright" if row else "pale")
    for x, top, tall, ink in (
        (250, 560, 290, "accent"),
        (690, 470, 360, "bright"),
        (1130, 600, 250, "accent"),
        (1410, 520, 210, "pale"),
    ):
        sign = sheet.plate().box((x, top), (x + 84, top + tall), radius=8)
        sheet.pull(sign, ink)
        marks = sheet.plate()
        for y in range(int(top) + 26, int(top + tall) - 40, 72):
            marks.line([(x + 20, y + 8), (x + 64, y + 4)], 7).line([(x + 42, y), (x + 40, y + 44)], 7).line(
                [(x + 24, y + 40), (x + 60, y + 28)], 6
            )
        sheet.pull(marks, "dark" if ink != "dark" else "paper")


def window(sheet: Sheet) -> None:
    sheet.pull(sheet.cover(), "accent", shade=Shade((0, 0), (1600, 1067), 1, 0.75))
    opening = sheet.plate().box((330, 110), (1270, 960), radius=8)
    sheet.pull(opening, "paper")
    sheet.pull(opening, "pale", shade=Shade((0, 110), (0, 900), 1, 0.2))
    sheet.pull(sheet.plate().disc(1010, 340, 120).only_within(opening), "bright")
    for level, ink in ((690, "mid"), (800, "dark")):
        hills = ridge(sheet.random, level=level, height=210, width=1600, peaks=5, floor=1080)
        sheet.pull(sheet.plate().polygon(hills).only_within(opening), ink, shade=Shade((0, level - 180), (0, 980), 0.95, 0.3))
    bough = smooth([(320, 380), (520, 340), (700, 400), (860, 350), (1010, 420)], steps=10)
    branch = sheet.plate().polygon(stroke(bough, 30, start=1, end=0.2))
    for x, y, dx, dy in ((560, 352, 60, -120), (700, 396, 70, 110), (830, 366, 80, -90)):
        branch.polygon(stroke(smooth([(x, y), (x + dx * 0.5, y + dy * 0.6), (x + dx, y + dy)], steps=6), 14, start=0.9, end=0.2))
    sheet.pull(branch.only_within(opening), "dark")
    for _ in range(26):
        x, y = sheet.random.uniform(440, 1020), sheet.random.uniform(230, 500)
        sheet.pull(sheet.plate().disc(x, y, sheet.random.uniform(9, 19)), "accent")
    lattice = Plate(1600, 1067)
    for x in (330, 565, 800, 1035, 1270):
        lattice.line([(x, 110), (x, 960)], 16)
    for y in (110, 250, 820, 960):
        lattice.line([(330, y), (1270, y)], 16)
    for x in range(330, 1270, 235):
        lattice.line([(x, 820), (x + 235, 960)], 9).line([(x + 235, 820), (x, 960)], 9)
        lattice.line([(x, 110), (x + 235, 250)], 9).line([(x + 235, 110), (x, 250)], 9)
    sheet.pull(lattice, "dark")


def moon_gate(sheet: Sheet) -> None:
    gate = sheet.plate().disc(800, 520, 400)
    wall = sheet.cover().only_outside(gate)
    sky(sheet, ink="bright", down_to=900)
    sun(sheet, (960, 360), 100)
    for level, ink in ((560, "pale"), (640, "mid"), (760, "dark")):
        hills = ridge(sheet.random, level=level, height=230, width=1600, peaks=6, floor=1080)
        sheet.pull(sheet.plate().polygon(hills), ink, shade=Shade((0, level - 200), (0, level + 170), 1, 0.3))
    stems = sheet.plate()
    for x in (540, 590, 660, 1020):
        stems.polygon(stroke(smooth([(x, 960), (x + 14, 620), (x - 10, 240)], steps=10), 17, start=1, end=0.6))
        for number in range(7):
            y, way = 300 + number * 84, sheet.random.choice((-1, 1))
            stems.polygon(stroke([(x, y), (x + way * 52, y + 8), (x + way * 106, y + 40)], 24, start=0.1, end=0))
    sheet.pull(stems, "dark")
    sheet.pull(wall, "paper")
    sheet.pull(wall, "pale", shade=Shade((0, 0), (1600, 900), 0.1, 1))
    sheet.pull(sheet.plate().ring(800, 520, 436, width=38), "dark")
    sheet.pull(sheet.plate().ring(800, 520, 446, width=10), "accent")
    floor = sheet.plate().box((-4, 918), (1604, 1071))
    sheet.pull(floor, "mid")
    tiles = sheet.plate().line([(-4, 918), (1604, 918)], 9).line([(-4, 990), (1604, 990)], 5)
    for number in range(-6, 16):
        tiles.line([(800 + (number * 160 - 720) * 0.7, 918), (800 + (number * 160 - 720) * 1.25, 1075)], 5)
    sheet.pull(tiles.only_within(floor), "dark")
    pot = sheet.plate().polygon([(150, 830), (330, 830), (300, 990), (180, 990)])
    sheet.pull(pot, "accent")
    crown = sheet.plate()
    for dx, dy, radius in ((0, 0, 92), (-80, 40, 62), (86, 30, 66), (10, -84, 60)):
        crown.disc(240 + dx, 716 + dy, radius)
    sheet.pull(crown, "mid", shade=Shade((180, 600), (300, 840), 1, 0.6))


def train(sheet: Sheet) -> None:
    sky(sheet, ink="bright", down_to=760)
    sun(sheet, (420, 340), 150)
    for level, ink in ((560, "pale"), (650, "mid")):
        hills = ridge(sheet.random, level=level, height=230, width=1600, peaks=4, floor=900)
        sheet.pull(sheet.plate().polygon(hills), ink, shade=Shade((0, level - 200), (0, level + 160), 1, 0.35))
    sheet.pull(sheet.plate().box((-4, 800), (1604, 1071)), "mid", shade=Shade((0, 780), (0, 1071), 0.6, 1))
    piers = sheet.plate().box((-4, 742), (1604, 782))
    for x in range(80, 1600, 240):
        piers.box((x - 26, 780), (x + 26, 1071))
    sheet.pull(piers, "dark")
    ripples(sheet, top=860, bottom=1050, ink="paper", count=9)
    body = (
        sheet.plate()
        .box((-60, 566), (1330, 736), radius=28)
        .polygon([(1300, 566), (1420, 610), (1500, 700), (1500, 736), (1300, 736)])
    )
    sheet.pull(body, "accent")
    sheet.pull(sheet.plate().box((-60, 690), (1500, 712)), "paper")
    glass, people = sheet.plate(), sheet.plate()
    for x in range(-20, 1240, 128):
        glass.box((x, 600), (x + 92, 664), radius=9)
        if sheet.random.random() < 0.7:
            people.disc(x + 46, 632, 17).box((x + 22, 648), (x + 70, 664), radius=6)
    glass.polygon([(1330, 600), (1390, 622), (1436, 668), (1330, 668)])
    sheet.pull(glass, "bright")
    sheet.pull(people, "dark")
    wheels = sheet.plate()
    for x in range(40, 1460, 118):
        wheels.disc(x, 742, 19)
    sheet.pull(wheels, "dark")


def globe(sheet: Sheet) -> None:
    sheet.pull(sheet.cover(), "dark")
    sheet.pull(sheet.cover(), "mid", shade=Shade((0, 0), (0, 1400), 0.1, 0.8))
    stars = sheet.plate()
    for _ in range(130):
        stars.disc(sheet.random.uniform(0, 1600), sheet.random.uniform(0, 1067), sheet.random.choice((1.6, 2.2, 3.4)))
    sheet.pull(stars, "pale")
    ball = sheet.plate().disc(800, 560, 400)
    sheet.pull(ball, "mid")
    land = sheet.plate()
    for _ in range(7):
        x, y = sheet.random.uniform(480, 1120), sheet.random.uniform(260, 860)
        ring = [
            (
                x + 130 * sheet.random.uniform(0.5, 1.2) * cos(step * pi / 5),
                y + 96 * sheet.random.uniform(0.5, 1.2) * sin(step * pi / 5),
            )
            for step in range(10)
        ]
        land.polygon(smooth(ring, closed=True, steps=5))
    sheet.pull(land.only_within(ball), "bright")
    grid = sheet.plate().ring(800, 560, 400, width=8)
    for share in (0.3, 0.68):
        outline = smooth([(800 - 400 * share, 560), (800, 160), (800 + 400 * share, 560), (800, 960)], closed=True, steps=18)
        grid.line([*outline, outline[0]], 4)
    for y, half in ((360, 346), (560, 400), (760, 346)):
        grid.line([(800 - half, y), (800 + half, y)], 4)
    sheet.pull(grid, "dark")
    sheet.pull(ball, "dark", shade=Shade((540, 300), (1180, 900), 0, 0.85))
    flight = smooth([(560, 520), (690, 250), (920, 240), (1080, 470)], steps=18)
    dashes = sheet.plate()
    for number in range(0, len(flight) - 2, 3):
        dashes.line(flight[number : number + 2], 9)
    sheet.pull(dashes.disc(560, 520, 22).disc(1080, 470, 22), "accent")


def tea(sheet: Sheet) -> None:
    sky(sheet, ink="mid", down_to=1000, density=1)
    sun(sheet, (1190, 290), 150, ink="bright")
    sheet.pull(sheet.plate().box((-4, 800), (1604, 1071)), "dark")
    x, y = 640, 640
    bowl = [*arc(x, y, 330, start=0, end=180), (x - 330, y)]
    sheet.pull(sheet.plate().polygon(bowl).box((x - 120, y + 290), (x + 120, y + 350), radius=10), "paper")
    sheet.pull(sheet.plate().polygon(bowl), "pale", shade=Shade((x - 330, y), (x + 330, y + 200), 0, 1))
    band = sheet.plate()
    for number in range(-4, 5):
        band.disc(x + number * 84, y + 96, 46).disc(x + number * 84, y + 96, 30, cut=True).disc(x + number * 84, y + 96, 13)
    sheet.pull(band.only_within(sheet.plate().polygon(bowl)), "accent")
    sheet.pull(sheet.plate().oval(x, y, 330, 66), "dark")
    sheet.pull(sheet.plate().oval(x, y + 8, 300, 50), "bright")
    sheet.pull(sheet.plate().oval(x + 60, y, 44, 9), "paper")
    for offset in (-120, 10, 130):
        curve = smooth(
            [
                (x + offset, y - 40),
                (x + offset - 50, y - 150),
                (x + offset + 46, y - 270),
                (x + offset - 20, y - 400),
                (x + offset + 30, y - 500),
            ],
            steps=12,
        )
        sheet.pull(sheet.plate().polygon(stroke(curve, 34, start=0.2, end=0)), "paper", strength=0.85)
    for dx, dy, turn in ((1120, 850, 1), (1270, 910, -1), (1390, 836, 1)):
        leaf = sheet.plate().polygon(
            smooth([(dx - 90, dy), (dx, dy - 40 * turn), (dx + 100, dy + 10), (dx, dy + 34)], closed=True, steps=8)
        )
        sheet.pull(leaf, "mid")
        sheet.pull(sheet.plate().line([(dx - 84, dy), (dx + 92, dy + 8)], 5), "pale")


def portrait(sheet: Sheet) -> None:
    """Somebody, from the shoulders up: for the page of a person."""
    sheet.pull(sheet.cover(), "pale")
    sun(sheet, (800, 470), 420, ink=sheet.random.choice(("bright", "accent", "mid")), glow=False)
    shoulders = smooth([(360, 1090), (430, 880), (640, 800), (800, 790), (960, 800), (1170, 880), (1240, 1090)], steps=10)
    coat = sheet.random.choice(("dark", "mid"))
    sheet.pull(sheet.plate().polygon(shoulders), coat)
    sheet.pull(sheet.plate().polygon([(720, 800), (880, 800), (800, 960)]), "paper")
    sheet.pull(sheet.plate().box((726, 640), (874, 830), radius=50), "bright")
    face = sheet.plate().polygon(
        smooth(
            [(800, 730), (640, 640), (606, 460), (660, 300), (800, 250), (940, 300), (994, 460), (960, 640)],
            closed=True,
            steps=12,
        )
    )
    sheet.pull(face, "paper")
    sheet.pull(face, "bright", shade=Shade((600, 300), (1000, 700), 0.55, 0.1))
    style = sheet.random.choice(("bob", "short", "bun"))
    top = smooth(
        [(606, 470), (600, 300), (700, 190), (860, 176), (990, 270), (1000, 470), (930, 360), (760, 330)], closed=True, steps=10
    )
    hair = sheet.plate().polygon(top)
    if style == "bob":
        hair.box((580, 340), (652, 690), radius=34).box((948, 340), (1020, 690), radius=34)
    if style == "bun":
        hair.disc(800, 166, 84)
    sheet.pull(hair, "dark")
    lines = sheet.plate()
    for side in (-1, 1):
        lines.polygon(
            stroke(
                smooth([(800 + side * 40, 446), (800 + side * 90, 424), (800 + side * 140, 446)], steps=6), 18, start=0.3, end=0.2
            )
        )
        lines.disc(800 + side * 88, 496, 13)
    lines.line([(800, 500), (784, 578), (806, 584)], 6)
    if sheet.random.random() < 0.5:
        lines.ring(712, 496, 56, width=8).ring(888, 496, 56, width=8).line([(768, 490), (832, 490)], 8)
    sheet.pull(lines, "dark")
    lips = smooth([(752, 642), (800, 628), (848, 642), (800, 668)], closed=True, steps=8)
    sheet.pull(sheet.plate().polygon(lips), "accent")
