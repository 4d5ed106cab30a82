"""A file of books, opened as what it is: told by its content, not by its name."""

from pathlib import Path
from zipfile import BadZipFile, ZipFile

from octavo.importers.actions.feeds import SizedFeed
from octavo.importers.epub.source import EpubFiles
from octavo.importers.onix.source import OnixFile
from octavo.importers.sheets.source import Reading, SheetFile
from octavo.importers.sheets.table import is_table

_ZIP = b"PK\x03\x04"
_EPUB_MEMBERS = {"mimetype", "META-INF/container.xml"}
ONIX, EPUB, SHEET = "onix", "epub", "sheet"


def kind_of(path: Path) -> str:
    """Return "epub" or "sheet" for what is one, else "onix", whose reader says best what is wrong with a file."""
    if is_table(path):
        return SHEET
    with path.open("rb") as file:
        if file.read(len(_ZIP)) != _ZIP:
            return ONIX
    try:
        with ZipFile(path) as archive:
            return EPUB if _EPUB_MEMBERS & set(archive.namelist()) else ONIX
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        return ONIX


def open_feed(path: Path, kind: str, *, sender: str = "", reading: Reading | None = None) -> SizedFeed:
    """Open a file of one of these kinds; `reading` says how a spreadsheet is meant. Raises FeedRefused for what is none."""
    if kind == SHEET:
        return SheetFile(path, reading, sender=sender)
    return EpubFiles([path], sender=sender) if kind == EPUB else OnixFile(path, sender=sender)
