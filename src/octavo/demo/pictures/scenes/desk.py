"""Still lives: a typewriter, a chair, a vase."""

from octavo.demo.pictures.geometry import crag, ridge, smooth, stroke
from octavo.demo.pictures.press import Plate, Sheet
from octavo.demo.pictures.scenes.land import sky, sun
from octavo.demo.pictures.scenes.pages import write_strokes
from octavo.demo.pictures.shading import Shade


def typewriter(sheet: Sheet) -> None:
    """A machine with a round window, from which mountains of strokes rise on a sheet."""
    sky(sheet, ink="bright", down_to=1200, density=1)
    sun(sheet, (1290, 270), 120)
    page = sheet.plate().polygon([(480, 40), (1120, 40), (1120, 560), (480, 560)])
    sheet.pull(page, "paper")
    for level, ink in ((330, "pale"), (410, "mid"), (500, "dark")):
        hills = ridge(sheet.random, level=level, height=170, width=1600, peaks=9, floor=620)
        sheet.pull(sheet.plate().polygon(hills).only_within(page), ink, shade=Shade((0, level - 170), (0, level + 110), 1, 0.1))
    column = sheet.plate()
    for number in range(4):
        write_strokes(sheet, column, 1036, 84 + number * 62, 44)
    sheet.pull(column, "dark")
    sheet.pull(
        sheet.plate()
        .box((380, 520), (1220, 588), radius=32)
        .box((300, 534), (380, 574), radius=14)
        .box((1220, 534), (1300, 574), radius=14),
        "dark",
    )
    case = sheet.plate().polygon(
        smooth(
            [(420, 570), (1180, 570), (1260, 700), (1380, 980), (1340, 1012), (260, 1012), (220, 980), (340, 700)],
            closed=True,
            steps=5,
        )
    )
    sheet.pull(case, "mid")
    sheet.pull(case, "dark", shade=Shade((0, 560), (0, 1060), 0.05, 0.75))
    sheet.pull(sheet.plate().disc(800, 664, 76), "dark")
    sheet.pull(sheet.plate().disc(800, 664, 60), "paper")
    window = sheet.plate()
    write_strokes(sheet, window, 770, 634, 60)
    sheet.pull(window, "accent")
    keys, tops = sheet.plate(), sheet.plate()
    for row in range(4):
        for number in range(10 + row % 2):
            x, y = 800 + (number - (9 + row % 2) / 2) * (78 + row * 5), 786 + row * 62
            keys.oval(x, y + 9, 30, 26)
            tops.oval(x, y, 28, 23)
    sheet.pull(keys, "dark")
    sheet.pull(tops, "paper")
    sheet.pull(_some_keys(sheet), "accent")
    sheet.pull(sheet.plate().box((-4, 1008), (1604, 1071)), "dark")


def _some_keys(sheet: Sheet) -> Plate:
    plate = sheet.plate()
    for row, number in ((0, 2), (1, 7), (3, 5)):
        plate.oval(800 + (number - (9 + row % 2) / 2) * (78 + row * 5), 786 + row * 62, 28, 23)
    return plate


def armchair(sheet: Sheet) -> None:
    """A chair by a window, and a river that runs out of the book left on it."""
    sheet.pull(sheet.cover(), "mid")
    sheet.pull(sheet.cover(), "dark", shade=Shade((1100, 300), (1100, 1300), 0, 0.7, is_round=True))
    floor = sheet.plate().polygon([(-10, 780), (1610, 780), (1610, 1080), (-10, 1080)])
    sheet.pull(floor, "dark")
    frame = sheet.plate().box((930, 90), (1440, 660), radius=6)
    sheet.pull(frame, "paper")
    sheet.pull(frame, "bright", shade=Shade((0, 90), (0, 620), 0.9, 0.1))
    sun(sheet, (1280, 250), 70, glow=False)
    for x, width, height in ((1040, 140, 300), (1180, 190, 420), (1340, 170, 260)):
        peak = sheet.plate().polygon(crag(sheet.random, x=x, base=668, width=width, height=height)).only_within(frame)
        sheet.pull(peak, "pale")
        sheet.pull(peak, "mid", shade=Shade((0, 660 - height), (0, 660), 1, 0.05))
    bars = sheet.plate().line([(1185, 90), (1185, 660)], 14).line([(930, 375), (1440, 375)], 14)
    for y in (90, 660):
        bars.line([(930, y), (1440, y)], 22)
    for x in (930, 1440):
        bars.line([(x, 80), (x, 670)], 22)
    sheet.pull(bars.box((890, 660), (1480, 700)), "dark")
    _chair(sheet)
    river_ = smooth([(500, 640), (640, 720), (560, 800), (760, 860), (1120, 900), (1300, 980), (1660, 1010)], steps=10)
    far = smooth([(1660, 1120), (1180, 1090), (860, 1010), (480, 900), (380, 800), (470, 730), (420, 640)], steps=10)
    water = sheet.plate().polygon([*river_, *far])
    sheet.pull(water, "pale")
    sheet.pull(water, "mid", shade=Shade((420, 640), (1400, 1060), 0.1, 0.85))
    lines = sheet.plate()
    for offset in (18, 44, 70):
        lines.polygon(stroke([(x - offset * 0.5, y + offset * (0.4 + number / 60)) for number, (x, y) in enumerate(river_)], 7))
    sheet.pull(lines.only_within(water), "paper")
    for side in (-1, 1):
        leaf = smooth([(460, 640), (460 + side * 40, 612), (460 + side * 120, 618), (460 + side * 132, 648)], steps=6)
        sheet.pull(sheet.plate().polygon([*leaf, (460, 664)]), "paper")
    hull = (
        sheet.plate()
        .polygon(smooth([(980, 918), (1060, 944), (1150, 930), (1120, 966), (1010, 962)], closed=True))
        .line([(1066, 940), (1066, 830)], 6)
    )
    sheet.pull(hull, "dark")
    sheet.pull(sheet.plate().polygon([(1074, 834), (1074, 926), (1140, 916)]), "accent")


def _chair(sheet: Sheet) -> None:
    back = sheet.plate().polygon(
        smooth([(190, 700), (200, 330), (290, 240), (480, 226), (640, 260), (700, 360), (706, 700)], steps=8)
    )
    sheet.pull(back, "accent")
    sheet.pull(back, "dark", shade=Shade((300, 240), (760, 700), 0, 0.6))
    buttons = sheet.plate()
    for x, y in ((340, 380), (460, 360), (580, 384), (400, 480), (520, 480)):
        buttons.disc(x, y, 11)
    sheet.pull(buttons, "bright")
    seat = sheet.plate().box((220, 620), (700, 790), radius=40)
    sheet.pull(seat, "accent")
    sheet.pull(seat, "dark", shade=Shade((0, 610), (0, 800), 0.1, 0.7))
    arms = sheet.plate().box((120, 540), (250, 830), radius=56).box((654, 540), (784, 830), radius=56)
    sheet.pull(arms, "accent")
    sheet.pull(arms, "dark", shade=Shade((120, 540), (300, 860), 0, 0.55))
    sheet.pull(sheet.plate().box((150, 820), (190, 880)).box((714, 820), (754, 880)), "bright")


def vase(sheet: Sheet) -> None:
    """A vase before a paper window, on which bamboo moves."""
    sheet.pull(sheet.cover(), "dark")
    panel = sheet.plate().box((120, -10), (1480, 800))
    sheet.pull(panel, "paper")
    sheet.pull(panel, "pale", shade=Shade((1250, 250), (1250, 1250), 0, 1, is_round=True))
    sheet.pull(sheet.plate().disc(1180, 300, 190), "bright", shade=Shade((1180, 300), (1180, 490), 0.85, 0.15, is_round=True))
    shadow = sheet.plate()
    for x, lean in ((330, 30), (470, -24), (1040, 26), (1330, -18)):
        stem = smooth([(x, 820), (x + lean * 0.4, 400), (x + lean, -20)], steps=12)
        shadow.polygon(stroke(stem, 22, start=1, end=0.7))
        for px, py in stem[3::4]:
            for _ in range(3):
                way, drop = sheet.random.choice((-1, 1)), sheet.random.uniform(10, 90)
                far = sheet.random.uniform(80, 170)
                shadow.polygon(
                    stroke([(px, py), (px + way * far * 0.5, py + drop * 0.25), (px + way * far, py + drop)], 27, start=0.1)
                )
    sheet.pull(shadow.only_within(panel), "mid", strength=0.75)
    bars = sheet.plate()
    for x in range(120, 1481, 170):
        bars.line([(x, -10), (x, 800)], 26 if x in {120, 800, 1480} else 8)
    for y in range(110, 800, 172):
        bars.line([(120, y), (1480, y)], 8)
    sheet.pull(bars.box((90, 786), (1510, 826)), "dark")
    sheet.pull(sheet.plate().box((-4, 826), (1604, 1071)), "mid", shade=Shade((800, 820), (800, 1120), 0.9, 0.1))
    mats = sheet.plate().line([(560, 826), (420, 1080)], 7).line([(1040, 826), (1180, 1080)], 7)
    sheet.pull(mats, "dark")
    body = smooth(
        [
            (744, 452),
            (730, 508),
            (640, 592),
            (606, 716),
            (664, 854),
            (720, 890),
            (880, 890),
            (936, 854),
            (994, 716),
            (960, 592),
            (870, 508),
            (856, 452),
        ],
        steps=9,
    )
    sheet.pull(
        sheet.plate().polygon(smooth([(880, 880), (1180, 910), (1330, 960), (1090, 964), (740, 910)], closed=True)),
        "dark",
        strength=0.8,
    )
    pot = sheet.plate().polygon(body).oval(800, 452, 70, 17)
    sheet.pull(pot, "accent")
    sheet.pull(pot, "dark", shade=Shade((680, 560), (990, 840), 0, 0.85))
    glaze = sheet.plate().polygon(stroke(smooth([(664, 640), (652, 720), (684, 800)]), 26)).only_within(pot)
    sheet.pull(glaze, "bright")
    sheet.pull(sheet.plate().oval(800, 451, 54, 9), "dark")
