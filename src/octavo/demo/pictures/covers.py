"""Covers of books: a scene for a picture, and above it a field of paper for the title."""

from octavo.demo.pictures.press import Sheet, width_of

COVER_SIZE = (1000, 1500)
MARGIN = 84
TITLE_SIZES = (112, 102, 92, 82, 74)
TITLE_HEIGHT = 240
LEADING = 1.04
AUTHOR_SIZE = 46


def lettered(scene: Sheet, title: str, author: str) -> Sheet:
    """Return a cover: the middle of the scene, and above it author and title in the scene's own inks.

    The lettering is plain Latin: Pillow's face has few accents.
    """
    width, height = COVER_SIZE
    sheet = Sheet(scene.palette, width=width, height=height, seed=f"cover {title}")
    left, field = (scene.width - width) // 2, height - scene.height
    sheet.image.paste(scene.image.crop((left, 0, left + width, scene.height)), (0, field))
    sheet.pull(sheet.plate().box((-4, field - 14), (width + 4, field)), "dark")
    sheet.pull(sheet.plate().letters(author, (MARGIN, 60), AUTHOR_SIZE), "accent")
    size, lines = _fitted(title, width - 2 * MARGIN)
    top = field - 56 - len(lines) * size * LEADING
    for number, line in enumerate(lines):
        sheet.pull(sheet.plate().letters(line, (MARGIN - size * 0.05, top + number * size * LEADING), size), "dark")
    return sheet


def _fitted(title: str, width: float) -> tuple[int, list[str]]:
    for size in TITLE_SIZES:
        lines = _lines(title, size, width)
        if len(lines) * size * LEADING <= TITLE_HEIGHT:
            break
    return size, _balanced(lines, size, width)


def _balanced(lines: list[str], size: int, width: float) -> list[str]:
    """Return as many lines, as nearly of a length as their words allow: nobody wants “Stone” by itself."""
    title = " ".join(lines)
    for percent in range(95, 45, -5):
        narrower = _lines(title, size, width * percent / 100)
        if len(narrower) > len(lines):
            break
        lines = narrower
    return lines


def _lines(title: str, size: int, width: float) -> list[str]:
    lines = [""]
    for word in title.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width_of(longer, size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
