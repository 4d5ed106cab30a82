"""Studios, beams of light, gongs, arcades: what is built to be looked at."""

from math import cos, pi, sin

from octavo.demo.pictures.geometry import arc, ridge, scallops, smooth, stroke
from octavo.demo.pictures.press import Plate, Sheet
from octavo.demo.pictures.scenes.land import sky, sun
from octavo.demo.pictures.shading import Shade


def studio(sheet: Sheet) -> None:
    """Searchlights over the roofs of a studio by the sea."""
    sheet.pull(sheet.cover(), "dark")
    sheet.pull(sheet.cover(), "mid", shade=Shade((0, 0), (0, 760), 0.35, 1))
    for x, degrees, ink in ((360, -112, "bright"), (560, -66, "paper"), (1010, -118, "bright"), (1240, -72, "paper")):
        near, far = degrees - 7, degrees + 7
        beam = [(x, 600), *((x + 1100 * cos(angle * pi / 180), 600 + 1100 * sin(angle * pi / 180)) for angle in (near, far))]
        sheet.pull(sheet.plate().polygon(beam), ink, shade=Shade((x, 600), (x, -100), 0.85, 0.05))
    hills = ridge(sheet.random, level=600, height=170, width=1600, peaks=4, floor=760)
    sheet.pull(sheet.plate().polygon(hills), "mid", shade=Shade((0, 430), (0, 740), 1, 0.6))
    halls, doors = sheet.plate(), sheet.plate()
    for x, wide, high in ((110, 260, 150), (390, 220, 190), (640, 300, 150), (960, 240, 200), (1220, 280, 160)):
        halls.box((x, 700 - high), (x + wide, 720)).polygon(
            smooth([(x - 12, 702 - high), (x + wide / 2, 640 - high), (x + wide + 12, 702 - high)])
        )
        doors.box((x + wide / 2 - 34, 640), (x + wide / 2 + 34, 720))
    sheet.pull(halls, "accent")
    sheet.pull(halls, "dark", shade=Shade((0, 480), (0, 730), 0, 0.65))
    sheet.pull(doors, "bright")
    towers = sheet.plate()
    for x in (360, 560, 1010, 1240):
        towers.line([(x - 22, 720), (x, 612)], 6).line([(x + 22, 720), (x, 612)], 6).line([(x - 16, 690), (x + 10, 660)], 4).disc(
            x, 604, 17
        )
    sheet.pull(towers, "dark")
    water = sheet.plate().box((-4, 716), (1604, 1071))
    sheet.pull(water, "paper")
    waves = sheet.plate()
    for x, y, radius in scallops(1600, top=790, bottom=1120, radius=80):
        waves.disc(x, y, radius, cut=True)
        for share in (1.0, 0.66, 0.33):
            waves.disc(x, y, radius * share - 4).disc(x, y, radius * share - 17, cut=True)
    sheet.pull(waves.only_within(water), "dark", shade=Shade((0, 700), (0, 1000), 0.6, 1))
    sheet.pull(water, "mid", overprint=True, shade=Shade((0, 700), (0, 1060), 0.85, 0.1))


def beams(sheet: Sheet) -> None:
    """Two films from one projector: red light, green light, and seats that vote."""
    sheet.pull(sheet.cover(), "dark")
    left, right = "#d8432f", "#2f9a6c"
    screens = ((150, left), (850, right))
    for x, ink in screens:
        throw = sheet.plate().polygon([(760, 1010), (840, 1010), (x + 600, 500), (x + 600, 110), (x, 110), (x, 500)])
        sheet.pull(throw, ink, shade=Shade((0, 1010), (0, 200), 0.95, 0.25))
    for x, ink in screens:
        screen = sheet.plate().box((x, 110), (x + 600, 500), radius=6)
        sheet.pull(screen, ink)
        sheet.pull(screen, "bright", shade=Shade((x, 110), (x + 600, 500), 0.65, 0))
    house = [(340, 470), (340, 330), (310, 330), (450, 220), (590, 330), (560, 330), (560, 470)]
    sheet.pull(sheet.plate().polygon(house).box((480, 230), (512, 290)), "dark")
    flames = sheet.plate()
    for x, high in ((1010, 150), (1080, 210), (1150, 260), (1222, 190), (1290, 140)):
        flames.polygon(
            smooth(
                [(x - 46, 480), (x - 40, 480 - high * 0.45), (x + 6, 480 - high), (x + 34, 480 - high * 0.4), (x + 44, 480)],
                steps=8,
            )
        )
    sheet.pull(sheet.plate().polygon([(x + 700, y) for x, y in house]), "dark")
    sheet.pull(flames, "bright")
    for row, (y, step, size) in enumerate(((650, 128, 40), (780, 158, 52), (930, 196, 68))):
        chairs, red, green = sheet.plate(), sheet.plate(), sheet.plate()
        for number in range(-1, 1600 // step + 2):
            x = number * step + (step / 2 if row % 2 else 0)
            chairs.box((x - size * 1.05, y - size), (x + size * 1.05, y + 180), radius=size * 0.5)
            (red if sheet.random.random() < 0.5 else green).disc(x, y - size * 0.12, size * 0.3)
        sheet.pull(chairs, "mid")
        sheet.pull(chairs, "dark", shade=Shade((0, y - size), (0, y + 130), 0.15, 1))
        sheet.pull(red, left)
        sheet.pull(green, right)


def gong(sheet: Sheet) -> None:
    """A gong as large as a moon over the roofs of a palace."""
    sheet.pull(sheet.cover(), "accent", shade=Shade((0, 0), (0, 1200), 1, 0.75))
    sheet.pull(sheet.cover(), "dark", shade=Shade((800, 430), (800, 1250), 0, 0.9, is_round=True))
    x, y = 800, 430
    sheet.pull(sheet.plate().disc(x, y, 350), "bright")
    sheet.pull(sheet.plate().disc(x, y, 350), "dark", shade=Shade((x - 130, y - 170), (x + 330, y + 260), 0, 0.6, is_round=True))
    rings = sheet.plate()
    for radius, width in ((350, 20), (300, 5), (214, 7), (196, 3), (92, 10)):
        rings.ring(x, y, radius, width=width)
    for number in range(28):
        angle = number * pi / 14
        rings.disc(x + 257 * cos(angle), y + 257 * sin(angle), 12)
    sheet.pull(rings, "dark", strength=0.85)
    sheet.pull(sheet.plate().disc(x, y, 82), "paper", shade=Shade((x - 40, y - 40), (x + 90, y + 90), 0.9, 0.1))
    posts = sheet.plate()
    for side in (-1, 1):
        posts.box((x + side * 440 - 20, 20), (x + side * 440 + 20, 900)).line([(x + side * 180, 46), (x + side * 150, 150)], 8)
    posts.polygon(
        smooth([(250, 34), (420, 50), (800, 46), (1180, 50), (1350, 34), (1330, 84), (800, 92), (270, 84)], closed=True)
    )
    sheet.pull(posts, "dark")
    for base, ink, step in ((860, "mid", 400), (960, "dark", 533)):
        roofs = sheet.plate()
        for number in range(-1, 5):
            _roof(roofs, number * step + (step / 2 if ink == "dark" else 0), base, step * 0.62)
        sheet.pull(roofs, ink, shade=Shade((0, base - 130), (0, base + 190), 1, 0.7 if ink == "mid" else 1))
    steps = sheet.plate()
    for number in range(4):
        steps.box((660 - number * 46, 960 + number * 30), (940 + number * 46, 1071))
        sheet.pull(steps, ("paper", "pale", "pale", "paper")[number], strength=0.95)
        steps = sheet.plate()
    person = sheet.plate().polygon([(784, 962), (850, 962), (832, 860), (802, 860)]).disc(817, 840, 19)
    person.line([(828, 876), (872, 820), (880, 770)], 11).disc(884, 744, 25)
    sheet.pull(person, "bright")


def _roof(plate: Plate, x: float, y: float, half: float) -> None:
    eaves = [
        (x - half, y - 6),
        (x - half * 0.8, y + 8),
        (x - half * 0.36, y - 84),
        (x - half * 0.3, y - 112),
        (x + half * 0.3, y - 112),
        (x + half * 0.36, y - 84),
        (x + half * 0.8, y + 8),
        (x + half, y - 6),
        (x + half * 0.9, y + 34),
        (x - half * 0.9, y + 34),
    ]
    plate.polygon(eaves).box((x - half * 0.74, y + 30), (x + half * 0.74, y + 240))


def arcade(sheet: Sheet) -> None:
    """The front of a palace of memory: an arch for each thing to be kept."""
    sky(sheet, ink="pale", down_to=1300, density=1)
    front = sheet.plate().box((120, 90), (1480, 1080), radius=6)
    sheet.pull(front, "paper")
    sheet.pull(front, "bright", shade=Shade((120, 0), (1480, 1060), 0.6, 0.1))
    inks = ("mid", "accent", "dark", "bright")
    kept = [_moon, _bird, _key, _boat, _eye, _tower, _hand, _leaf, _cup, _book, _fish, _star]
    sheet.random.shuffle(kept)
    for number, thing in enumerate(kept):
        column, row = number % 4, number // 4
        x, y = 300 + column * 334, 270 + row * 312
        ink = inks[(column + row * 3) % 4]
        arch = sheet.plate().box((x - 116, y - 10), (x + 116, y + 138)).disc(x, y - 10, 116)
        sheet.pull(arch, ink)
        sheet.pull(arch, "dark", shade=Shade((x - 116, 0), (x + 116, 0), 0.65 if ink != "dark" else 0.1, 0))
        sheet.pull(thing(sheet.plate(), x, y + 20).only_within(arch), "paper" if ink != "bright" else "dark")
    lines = sheet.plate()
    for row in range(4):
        lines.box((104, 118 + row * 312 - 34), (1496, 118 + row * 312 - 20))
    for column in range(5):
        lines.box((133 + column * 334 - 9, 98), (133 + column * 334 + 9, 1080))
    sheet.pull(lines, "dark")
    sheet.pull(sheet.plate().polygon([(70, 92), (800, -70), (1530, 92)]), "accent")
    sun(sheet, (800, 44), 30, ink="bright", glow=False)


def _moon(plate: Plate, x: float, y: float) -> Plate:
    return plate.disc(x, y, 62).disc(x + 28, y - 14, 54, cut=True)


def _bird(plate: Plate, x: float, y: float) -> Plate:
    wings = [
        (x - 84, y - 40),
        (x - 30, y - 44),
        (x, y),
        (x + 30, y - 44),
        (x + 84, y - 40),
        (x + 34, y - 4),
        (x, y + 44),
        (x - 34, y - 4),
    ]
    return plate.polygon(smooth(wings, closed=True, steps=6))


def _key(plate: Plate, x: float, y: float) -> Plate:
    return (
        plate.ring(x, y - 44, 34, width=14)
        .line([(x, y - 10), (x, y + 78)], 13)
        .line([(x, y + 72), (x + 34, y + 72)], 12)
        .line([(x, y + 44), (x + 26, y + 44)], 11)
    )


def _boat(plate: Plate, x: float, y: float) -> Plate:
    return plate.polygon(
        smooth([(x - 78, y + 34), (x, y + 46), (x + 80, y + 26), (x + 46, y + 74), (x - 46, y + 74)], closed=True)
    ).polygon([(x - 4, y + 30), (x - 4, y - 76), (x + 58, y + 20)])


def _eye(plate: Plate, x: float, y: float) -> Plate:
    plate.polygon(smooth([(x - 86, y), (x, y - 52), (x + 86, y), (x, y + 52)], closed=True))
    return plate.disc(x, y, 34, cut=True).disc(x, y, 17)


def _tower(plate: Plate, x: float, y: float) -> Plate:
    for level in range(4):
        wide = 78 - level * 14
        plate.polygon([(x - wide, y + 66 - level * 38), (x, y + 34 - level * 38), (x + wide, y + 66 - level * 38)]).box(
            (x - wide * 0.5, y + 64 - level * 38), (x + wide * 0.5, y + 90 - level * 38)
        )
    return plate


def _hand(plate: Plate, x: float, y: float) -> Plate:
    plate.box((x - 38, y - 4), (x + 38, y + 84), radius=22)
    for number, high in enumerate((62, 82, 78, 56)):
        plate.line([(x - 29 + number * 19, y + 10), (x - 32 + number * 21, y - high)], 15)
    return plate.line([(x + 30, y + 44), (x + 64, y + 2)], 16)


def _leaf(plate: Plate, x: float, y: float) -> Plate:
    plate.polygon(smooth([(x, y - 84), (x + 56, y - 10), (x, y + 64), (x - 56, y - 10)], closed=True)).line(
        [(x, y + 40), (x, y + 96)], 8
    )
    return plate.line([(x, y - 52), (x, y + 52)], 5, cut=True)


def _cup(plate: Plate, x: float, y: float) -> Plate:
    return (
        plate.polygon([*arc(x, y, 66, start=0, end=180), (x - 66, y)])
        .box((x - 26, y + 60), (x + 26, y + 80), radius=4)
        .polygon(stroke(smooth([(x, y - 14), (x - 20, y - 44), (x + 16, y - 70), (x - 4, y - 100)]), 13))
    )


def _book(plate: Plate, x: float, y: float) -> Plate:
    for side in (-1, 1):
        plate.polygon([(x + side * 5, y - 34), (x + side * 82, y - 52), (x + side * 82, y + 44), (x + side * 5, y + 62)])
    return plate


def _fish(plate: Plate, x: float, y: float) -> Plate:
    plate.polygon(smooth([(x - 84, y), (x - 20, y - 42), (x + 44, y), (x - 20, y + 42)], closed=True)).polygon(
        [(x + 30, y), (x + 86, y - 40), (x + 86, y + 40)]
    )
    return plate.disc(x - 48, y - 8, 8, cut=True)


def _star(plate: Plate, x: float, y: float) -> Plate:
    return plate.polygon(
        [
            (
                x + (78 if number % 2 == 0 else 32) * sin(number * pi / 5),
                y - (78 if number % 2 == 0 else 32) * cos(number * pi / 5),
            )
            for number in range(10)
        ]
    )
