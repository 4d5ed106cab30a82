"""People: met, alone, facing each other, on the road."""

from octavo.demo.pictures.geometry import crag, placed, ridge, smooth, stroke
from octavo.demo.pictures.press import Plate, Sheet
from octavo.demo.pictures.scenes.land import flock, sun
from octavo.demo.pictures.shading import Shade

# A face in profile, looking right, from the crown down to the shoulder; drawn once, mirrored for the other.
PROFILE = [
    (-560, -620), (-250, -560), (-60, -470), (20, -350), (42, -250), (30, -190), (44, -150), (120, -40), (128, -8),
    (84, 14), (70, 44), (98, 84), (80, 110), (96, 146), (66, 186), (74, 250), (40, 310), (-60, 336),
    (-130, 360), (-160, 440), (-130, 560), (-20, 640), (20, 760),
]  # fmt: skip


def meeting(sheet: Sheet) -> None:
    """Two profiles, a moon between them, a bicycle across the moon."""
    sheet.pull(sheet.cover(), "dark")
    sheet.pull(sheet.cover(), "mid", shade=Shade((800, 480), (800, 1300), 0.95, 0.1, is_round=True))
    sheet.pull(_stars(sheet, 90), "paper")
    moon = sheet.plate().disc(800, 450, 330)
    sheet.pull(sheet.plate().disc(800, 450, 440), "bright", shade=Shade((800, 450), (800, 890), 0.8, 0, is_round=True))
    sheet.pull(moon, "bright")
    sheet.pull(moon, "paper", shade=Shade((620, 260), (980, 760), 0.9, 0))
    for level, ink in ((820, "mid"), (930, "dark")):
        hills = ridge(sheet.random, level=level, height=150, width=1600, peaks=4, floor=1100)
        sheet.pull(sheet.plate().polygon(hills), ink, shade=Shade((0, level - 150), (0, level + 160), 1, 0.45))
    sheet.pull(_bicycle((812, 452), 0.92), "dark")
    for mirrored, at, ink, edge in ((False, (250, 470), "accent", "bright"), (True, (1350, 470), "pale", "paper")):
        outline = [*smooth(placed(PROFILE, at=at, mirrored=mirrored), steps=9)]
        side = -40 if not mirrored else 1640
        head = sheet.plate().polygon([(side, -60), *outline, (side, 1300)])
        sheet.pull(head, ink)
        sheet.pull(head, "dark", shade=Shade((at[0] + (140 if not mirrored else -140), 0), (side, 0), 0.0, 0.95))
        sheet.pull(sheet.plate().line(outline[60:150], 6).only_within(head), edge)


def _bicycle(at: tuple[float, float], scale: float) -> Plate:
    def here(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return placed(points, at=at, scale=scale)

    plate = Plate(1600, 1067)
    for x in (-92, 92):
        centre = here((x, 66))[0]
        plate.ring(*centre, 62 * scale, width=8 * scale).disc(*centre, 8 * scale)
        for dx, dy in ((0, 58), (50, 29), (50, -29)):
            plate.line(here((x - dx, 66 - dy), (x + dx, 66 + dy)), 2 * scale)
    frame = ((-92, 66), (-44, -22), (52, -22), (-10, 66), (-92, 66))
    plate.line(here(*frame), 9 * scale).line(here((-10, 66), (-52, -40)), 9 * scale).line(
        here((92, 66), (50, -42), (78, -60)), 9 * scale
    )
    plate.line(here((-70, -44), (-34, -44)), 13 * scale)
    rider = smooth(here((-64, -50), (-70, -110), (-40, -168), (4, -178), (26, -150), (8, -110), (-20, -58)), closed=True, steps=6)
    plate.polygon(rider).disc(*here((24, -206))[0], 30 * scale)
    plate.line(here((6, -150), (44, -104), (74, -62)), 15 * scale).line(here((-44, -54), (20, -4), (-4, 74)), 22 * scale)
    plate.box(here((52, -104))[0], here((112, -58))[0], radius=6 * scale).disc(*here((84, -118))[0], 21 * scale)
    return plate


def _stars(sheet: Sheet, count: int) -> Plate:
    plate = sheet.plate()
    for _ in range(count):
        plate.disc(sheet.random.uniform(0, 1600), sheet.random.uniform(0, 760), sheet.random.choice((1.6, 2.2, 3.6)))
    return plate


def spotlight(sheet: Sheet) -> None:
    """A woman with a fringe and a fan, alone on a stage."""
    sheet.pull(sheet.cover(), "dark")
    for left, right, ink, density in ((120, 960, "mid", 0.75), (640, 1480, "accent", 0.7)):
        beam = sheet.plate().polygon([((left + right) / 2 + (340 if left > 400 else -340), -60), (right, 940), (left, 940)])
        sheet.pull(beam, ink, shade=Shade((0, -60), (0, 960), density, 0.2))
    cone = sheet.plate().polygon([(760, -60), (840, -60), (1180, 900), (420, 900)])
    sheet.pull(cone, "bright", shade=Shade((0, -60), (0, 960), 0.9, 0.55))
    sheet.pull(sheet.plate().oval(800, 906, 470, 92), "paper")
    sheet.pull(sheet.plate().oval(800, 906, 470, 92), "bright", shade=Shade((800, 906), (1270, 906), 0, 1, is_round=True))
    sheet.pull(
        sheet.plate().polygon(
            smooth([(830, 930), (980, 940), (1270, 1010), (1560, 1090), (1180, 1090), (880, 960)], closed=True)
        ),
        "dark",
    )
    gown = smooth(
        [
            (742, 420),
            (716, 520),
            (742, 600),
            (694, 730),
            (690, 922),
            (910, 922),
            (906, 730),
            (862, 600),
            (886, 520),
            (858, 420),
            (800, 400),
        ],
        closed=True,
        steps=8,
    )
    robe = sheet.plate().polygon(gown)
    sheet.pull(robe, "accent")
    sheet.pull(robe, "dark", shade=Shade((740, 0), (930, 0), 0, 0.75))
    flowers = sheet.plate()
    for x, y, radius in ((760, 560, 22), (830, 650, 28), (750, 760, 30), (850, 830, 26), (790, 480, 15), (724, 880, 20)):
        flowers.disc(x, y, radius).disc(x, y, radius * 0.45, cut=True)
    sheet.pull(flowers.only_within(robe), "bright")
    arm = (
        sheet.plate()
        .line(smooth([(860, 450), (960, 500), (1010, 420), (1000, 350)], steps=8), 34)
        .line([(742, 450), (690, 560), (720, 650)], 32)
    )
    sheet.pull(arm.box((778, 350), (822, 420), radius=12), "paper")
    leaves = [
        (1000 + 190 * x, 330 + 190 * y)
        for x, y in ((-0.97, 0.12), (-0.9, -0.4), (-0.62, -0.78), (-0.2, -0.98), (0.26, -0.96), (0.66, -0.75), (0.93, -0.36))
    ]
    fan = sheet.plate().polygon([(1000, 360), *leaves])
    sheet.pull(fan, "paper")
    sheet.pull(fan, "accent", shade=Shade((1000, 340), (1000, 540), 0, 0.9, is_round=True))
    ribs = sheet.plate()
    for leaf in leaves:
        ribs.line([(1000, 360), leaf], 5)
    sheet.pull(ribs, "dark")
    _bob(sheet, (800, 282))


def _bob(sheet: Sheet, at: tuple[float, float]) -> None:
    hair = sheet.plate().polygon(
        smooth(
            placed([(0, -104), (-84, -70), (-98, 20), (-92, 92), (-50, 88), (50, 88), (92, 92), (98, 20), (84, -70)], at=at),
            closed=True,
        )
    )
    sheet.pull(hair, "dark")
    face = sheet.plate().polygon(
        smooth(placed([(-58, -36), (58, -36), (62, 24), (36, 76), (0, 94), (-36, 76), (-62, 24)], at=at), closed=True)
    )
    sheet.pull(face, "paper")
    lids = sheet.plate()
    for x in (-30, 30):
        lids.polygon(stroke(smooth(placed([(x - 18, 10), (x, 18), (x + 18, 10)], at=at), steps=6), 8, start=0.4, end=0.4))
        lids.polygon(stroke(smooth(placed([(x - 20, -10), (x, -17), (x + 20, -10)], at=at), steps=6), 5, start=0.4, end=0.4))
    sheet.pull(lids.polygon(placed([(-60, -44), (60, -44), (62, -24), (-62, -24)], at=at)), "dark")
    sheet.pull(sheet.plate().polygon(smooth(placed([(-17, 56), (0, 50), (17, 56), (0, 70)], at=at), closed=True)), "accent")


def duel(sheet: Sheet) -> None:
    """A hat and a sword, a hat and a gun; a sun that belongs to both."""
    sheet.pull(sheet.cover(), "bright", shade=Shade((0, 0), (0, 900), 1, 0.25))
    sun(sheet, (800, 560), 330)
    for x, width, height in ((60, 330, 400), (330, 220, 280)):
        mesa = [
            (x - width / 2, 800),
            (x - width * 0.36, 800 - height * 0.7),
            (x - width * 0.3, 800 - height),
            (x + width * 0.3, 800 - height),
            (x + width * 0.36, 800 - height * 0.7),
            (x + width / 2, 800),
        ]
        sheet.pull(sheet.plate().polygon(mesa), "mid")
        sheet.pull(sheet.plate().polygon(mesa), "dark", shade=Shade((x - width / 2, 0), (x + width / 2, 0), 0, 0.7))
    for x, width, height in ((1240, 170, 330), (1360, 210, 520), (1520, 260, 400)):
        peak = crag(sheet.random, x=x, base=830, width=width, height=height)
        sheet.pull(sheet.plate().polygon(peak), "pale")
        sheet.pull(sheet.plate().polygon(peak), "mid", shade=Shade((0, 820 - height), (0, 830), 1, 0.05))
    sheet.pull(sheet.plate().box((-4, 790), (1604, 1071)), "accent", shade=Shade((0, 780), (0, 1071), 0.35, 1))
    sheet.pull(sheet.plate().box((-4, 790), (1604, 1071)), "dark", shade=Shade((0, 800), (0, 1120), 0, 0.9))
    shadows = (
        sheet.plate()
        .polygon([(480, 905), (530, 905), (330, 1075), (180, 1075)])
        .polygon([(1070, 905), (1120, 905), (1420, 1075), (1270, 1075)])
    )
    sheet.pull(shadows, "dark", strength=0.8)
    sheet.pull(_gunman((505, 905)).with_(_swordsman((1095, 905))), "dark")
    sheet.pull(flock(sheet, (980, 230), count=4, scale=0.6), "dark")


def _gunman(feet: tuple[float, float]) -> Plate:
    def here(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return placed(points, at=feet)

    plate = Plate(1600, 1067)
    plate.polygon(here((-40, 0), (-26, -130), (-4, -130), (0, -60), (8, -130), (28, -130), (46, 0), (24, 0), (4, -70), (-18, 0)))
    plate.polygon(
        smooth(here((-30, -290), (34, -290), (76, -170), (52, -116), (0, -132), (-52, -116), (-72, -170)), closed=True, steps=6)
    )
    plate.disc(*here((2, -312))[0], 27).box(here((-32, -368))[0], here((34, -326))[0], radius=14)
    plate.oval(*here((2, -330))[0], 74, 12).line(here((58, -200), (70, -140), (62, -108)), 15)
    return plate


def _swordsman(feet: tuple[float, float]) -> Plate:
    def here(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return placed(points, at=feet)

    plate = Plate(1600, 1067)
    plate.polygon(
        smooth(here((-24, -288), (26, -288), (44, -180), (70, -10), (4, 0), (-64, -8), (-46, -180)), closed=True, steps=6)
    )
    plate.disc(*here((0, -308))[0], 25).polygon(here((-84, -318), (0, -376), (84, -318)))
    plate.polygon(smooth(here((30, -240), (120, -220), (150, -150), (90, -160), (44, -190)), closed=True, steps=6))
    return (
        plate.line(here((-20, -250), (-70, -196), (-106, -210)), 17)
        .line(here((-100, -212), (-250, -262)), 6)
        .line(here((-96, -226), (-106, -196)), 7)
    )


def pilgrim(sheet: Sheet) -> None:
    """A monk with a pack of scrolls, a dune, a moon as large as the way is long."""
    sheet.pull(sheet.cover(), "mid", shade=Shade((0, 0), (0, 1000), 1, 0.35))
    sheet.pull(sheet.cover(), "dark", shade=Shade((0, 0), (0, 800), 0.85, 0))
    sheet.pull(_stars(sheet, 70), "paper")
    sun(sheet, (1010, 470), 360, ink="bright")
    sheet.pull(sheet.plate().disc(1010, 470, 360), "paper", shade=Shade((800, 250), (1250, 760), 0.85, 0))
    for points, ink, dark in (
        ([(-40, 760), (300, 690), (700, 770), (1100, 700), (1640, 780)], "pale", 0.5),
        ([(-40, 900), (400, 800), (820, 830), (1180, 900), (1640, 820)], "bright", 0.75),
        ([(-40, 940), (360, 1000), (900, 930), (1300, 990), (1640, 930)], "accent", 0.85),
    ):
        dune = sheet.plate().polygon([(-60, 1100), *smooth(points), (1660, 1100)])
        sheet.pull(dune, ink)
        sheet.pull(dune, "dark", shade=Shade((200, 700), (700, 1150), 0.05, dark))
    x, y = 850, 842
    sheet.pull(
        sheet.plate().polygon([(x - 40, y), (x + 30, y - 4), (x - 330, y + 130), (x - 480, y + 150)]), "dark", strength=0.7
    )
    robe = smooth(
        placed(
            [(-30, -250), (30, -262), (62, -150), (92, -10), (30, 2), (-10, -40), (-40, 0), (-92, -8), (-56, -150)], at=(x, y)
        ),
        closed=True,
        steps=7,
    )
    sheet.pull(sheet.plate().polygon(robe), "accent")
    sheet.pull(sheet.plate().polygon(robe), "dark", shade=Shade((x + 80, 0), (x - 90, 0), 0.05, 0.85))
    pack = sheet.plate().box((x - 132, y - 400), (x - 36, y - 120), radius=8)
    sheet.pull(pack, "dark")
    rolls = sheet.plate()
    for row in range(6):
        for column in range(3):
            rolls.disc(x - 112 + column * 28, y - 374 + row * 42, 11)
    sheet.pull(rolls, "paper")
    arch = smooth([(x - 84, y - 390), (x - 60, y - 520), (x + 70, y - 530), (x + 110, y - 430)], steps=8)
    sheet.pull(sheet.plate().line(arch, 8).line([(x + 112, y - 430), (x + 112, y - 396)], 4), "dark")
    sheet.pull(sheet.plate().disc(x + 112, y - 380, 17), "accent")
    sheet.pull(sheet.plate().disc(x + 14, y - 292, 33), "paper")
    straw = sheet.plate().polygon([(x - 60, y - 306), (x + 14, y - 366), (x + 92, y - 306)])
    sheet.pull(straw.line([(x + 40, y - 220), (x + 104, y - 180)], 20).line([(x + 104, y - 330), (x + 118, y - 4)], 8), "dark")
