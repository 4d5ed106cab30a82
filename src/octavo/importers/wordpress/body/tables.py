"""Tables of words; what spans cells or holds more than words is kept as it is."""

from typing import Any

from octavo.base.html import plain_text
from octavo.importers.wordpress.body.draft import Draft
from octavo.importers.wordpress.body.inline import MEDIA_TAGS, contents, must_be_kept, rich_text, words

_BEYOND = {
    "table",
    "ul",
    "ol",
    "dl",
    "pre",
    "blockquote",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "form",
    "details",
} | MEDIA_TAGS
MAX_COLUMNS = 30


def add_table(draft: Draft, element: Any, *, caption: str = "") -> bool:
    """Add a table as a block, or return False when a grid of words cannot hold it."""
    rows = list(element.iter("tr"))
    cells = [[cell for cell in row if cell.tag in {"td", "th"}] for row in rows]
    width = max((len(row) for row in cells), default=0)
    if not width or width > MAX_COLUMNS or _is_beyond(element, cells):
        return False
    has_head = all(cell.tag == "th" for cell in cells[0])
    headings = [words(contents(cell)) for cell in cells[0]] if has_head else []
    given = next(element.iter("caption"), None)
    draft.add(
        "table",
        caption=plain_text(caption) or (words(contents(given)) if given is not None else ""),
        columns=[{"type": "text", "heading": heading} for heading in _filled(headings, width)],
        rows=[
            {"values": _filled([rich_text(contents(cell), draft.address) for cell in row], width)}
            for row in cells[1 if has_head else 0 :]
            if row
        ],
    )
    return True


def _is_beyond(element: Any, cells: list[list[Any]]) -> bool:
    if any(child.tag in _BEYOND for child in element.iterdescendants()) or must_be_kept([element]):
        return True
    spanning = any(cell.get(name, "1") != "1" for row in cells for cell in row for name in ("colspan", "rowspan"))
    # A heading of a row, or with a link, would become a plain cell or lose the link.
    headed_rows = any(cell.tag == "th" for row in cells[1:] for cell in row)
    mixed_head = len({cell.tag for cell in cells[0]}) > 1 if cells else False
    linked_head = any(link.get("href") for cell in (cells[0] if cells else []) if cell.tag == "th" for link in cell.iter("a"))
    return spanning or headed_rows or mixed_head or linked_head


def _filled(values: list[str], width: int) -> list[str]:
    return values + [""] * (width - len(values))
