"""A bookstall of picture stories, and the small pictures on it."""

from collections.abc import Callable

from octavo.demo.pictures.geometry import smooth, stroke
from octavo.demo.pictures.press import Plate, Sheet
from octavo.demo.pictures.shading import Shade


def panels(sheet: Sheet) -> None:
    """A bookstall: a wall of small pictures, and stools to read them on."""
    sheet.pull(sheet.cover(), "dark")
    pictures: list[Callable[[Sheet, Plate, float, float], None]] = [_hills, _junk, _moonlight, _pagoda, _rider, _lantern]
    inks = ("paper", "bright", "pale", "accent", "mid")
    for row in range(3):
        for column in range(7):
            x, y = 78 + column * 210, 44 + row * 262
            frame = sheet.plate().box((x, y), (x + 182, y + 236), radius=5)
            sheet.pull(frame, inks[(column * 2 + row * 3) % 5])
            scene = sheet.plate().box((x + 14, y + 14), (x + 168, y + 180))
            sheet.pull(scene, "paper" if inks[(column * 2 + row * 3) % 5] != "paper" else "pale")
            pictures[(column + row * 2) % 6](sheet, scene, x + 91, y + 100)
            lines = (
                sheet.plate().line([(x + 24, y + 200), (x + 158, y + 200)], 5).line([(x + 24, y + 218), (x + 108, y + 218)], 5)
            )
            sheet.pull(lines, "dark")
    sheet.pull(sheet.plate().box((-4, 830), (1604, 1071)), "mid", shade=Shade((0, 820), (0, 1100), 1, 0.45))
    stools = sheet.plate()
    for x, y in ((190, 950), (500, 990), (830, 948), (1130, 996), (1430, 950)):
        stools.box((x - 92, y - 20), (x + 92, y + 4), radius=9)
        for dx in (-74, 74):
            stools.line([(x + dx * 0.86, y), (x + dx * 1.1, y + 92)], 15)
        stools.line([(x - 70, y + 46), (x + 70, y + 46)], 9)
    sheet.pull(stools, "bright")
    book = (
        sheet.plate()
        .polygon([(770, 926), (830, 906), (830, 940), (774, 952)])
        .polygon([(830, 906), (892, 924), (890, 950), (830, 940)])
    )
    sheet.pull(book, "paper")


def _hills(sheet: Sheet, scene: Plate, x: float, y: float) -> None:
    sheet.pull(sheet.plate().disc(x + 34, y - 40, 22), "accent")
    sheet.pull(
        sheet.plate()
        .polygon(smooth([(x - 90, y + 90), (x - 50, y - 20), (x - 10, y + 40), (x + 40, y - 6), (x + 90, y + 90)]))
        .only_within(scene),
        "mid",
    )


def _junk(sheet: Sheet, scene: Plate, x: float, y: float) -> None:
    sheet.pull(sheet.plate().box((x - 90, y + 38), (x + 90, y + 90)).only_within(scene), "mid")
    sheet.pull(sheet.plate().polygon([(x - 50, y + 26), (x + 54, y + 20), (x + 30, y + 48), (x - 34, y + 48)]), "dark")
    sheet.pull(sheet.plate().polygon([(x - 4, y + 22), (x - 10, y - 66), (x + 48, y + 14)]), "accent")


def _moonlight(sheet: Sheet, scene: Plate, x: float, y: float) -> None:
    sheet.pull(scene, "dark")
    sheet.pull(sheet.plate().disc(x, y - 10, 44), "bright")
    sheet.pull(
        sheet.plate()
        .polygon(stroke(smooth([(x - 80, y + 60), (x - 10, y + 6), (x + 70, y + 10)]), 15, start=1))
        .only_within(scene),
        "mid",
    )


def _pagoda(sheet: Sheet, scene: Plate, x: float, y: float) -> None:
    tower = sheet.plate()
    for level in range(4):
        wide = 50 - level * 9
        tower.polygon([(x - wide, y + 52 - level * 36), (x, y + 26 - level * 36), (x + wide, y + 52 - level * 36)]).box(
            (x - wide * 0.5, y + 50 - level * 36), (x + wide * 0.5, y + 80 - level * 36)
        )
    sheet.pull(tower.only_within(scene), "dark")
    sheet.pull(sheet.plate().disc(x - 46, y - 46, 15), "accent")


def _rider(sheet: Sheet, scene: Plate, x: float, y: float) -> None:
    horse = sheet.plate().polygon(
        smooth(
            [
                (x - 58, y + 26),
                (x - 40, y),
                (x + 20, y),
                (x + 44, y - 30),
                (x + 66, y - 20),
                (x + 46, y),
                (x + 34, y + 30),
                (x - 44, y + 36),
            ],
            closed=True,
        )
    )
    for dx, lean in ((-44, -18), (-34, 10), (22, -10), (32, 20)):
        horse.line([(x + dx, y + 26), (x + dx + lean, y + 70)], 8)
    sheet.pull(horse.only_within(scene), "dark")
    sheet.pull(
        sheet.plate()
        .polygon([(x - 22, y + 6), (x - 4, y - 44), (x + 16, y + 6)])
        .disc(x - 4, y - 54, 11)
        .line([(x - 40, y - 60), (x + 62, y - 4)], 4),
        "accent",
    )


def _lantern(sheet: Sheet, scene: Plate, x: float, y: float) -> None:
    sheet.pull(scene, "mid")
    sheet.pull(sheet.plate().oval(x, y, 44, 34), "accent")
    sheet.pull(
        sheet.plate()
        .line([(x, y - 86), (x, y - 34)], 4)
        .box((x - 18, y - 42), (x + 18, y - 30))
        .box((x - 18, y + 30), (x + 18, y + 42))
        .line([(x, y + 42), (x, y + 74)], 5),
        "bright",
    )
