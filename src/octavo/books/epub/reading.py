"""An EPUB, opened: every fact of it read at once, its texts and pictures when they are asked for."""

from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from lxml import etree

from octavo.books.epub.archive import Archive
from octavo.books.epub.cover import PICTURE_NAMES, cover_of
from octavo.books.epub.markup import MAX_XML_BYTES, NotXml, Trick, parse_document
from octavo.books.epub.metadata import read_metadata
from octavo.books.epub.navigation import place_of, toc_of
from octavo.books.epub.package import SpineItem, read_package
from octavo.books.epub.pictures import MAX_PICTURE_BYTES, BookPicture, picture_of
from octavo.books.epub.protection import check_protection
from octavo.books.epub.refusal import ASK, EpubRefused

# A book can be wrong in ten thousand places; nobody reads more than a page of it.
MAX_NOTES = 20


class Epub:
    """A context manager. `name` is what the file is called in messages.

    `metadata`, `package`, `toc`, `cover` and `notes` (oddities, each a part of a
    sentence) are read when it is opened; nothing of the text is.
    """

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.name = archive.name
        self.package = read_package(archive)
        self.media_types = {item.path: item.media_type for item in self.package.items.values()}
        self.obfuscated_fonts = check_protection(archive)
        self.metadata = read_metadata(self.package)
        self.toc, toc_notes = toc_of(archive, self.package)
        self.cover = cover_of(archive, self.package)
        missing = [f"“{href[:200]}” is listed but not inside it" for href in self.package.missing]
        self.notes = (*self.metadata.notes, *toc_notes, *missing)[:MAX_NOTES]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self.archive.close()

    @property
    def language(self) -> str:
        """The language of the text as the book names it; the first where there are several."""
        return next(iter(self.metadata.languages), "")

    @property
    def texts(self) -> list[SpineItem]:
        """What is read from front to back, without what the reader is only led to and what is missing; each once."""
        named = {part.item.path: part for part in reversed(self.package.spine) if part.is_linear and part.item.path}
        return list(reversed(named.values()))

    def document(self, path: str) -> etree._Element | None:
        """Return the root of a text; None when it cannot be read at all. Raises EpubRefused for tricks."""
        try:
            return parse_document(self.archive.read(path, max_bytes=MAX_XML_BYTES))
        except Trick as error:
            raise EpubRefused(self.name, f"“{path}” inside it is refused: {error}", next_step=ASK) from error
        except NotXml:
            return None

    def place_of(self, base_path: str, href: str) -> tuple[str, str]:
        """Return entry and id of an address in one of the texts; two blanks when it leads out of the book."""
        return place_of(self.archive, self.package, base_path, href)

    def has_picture(self, path: str) -> bool:
        """Tell whether an entry is given out to be a picture; whether it is one shows when it is read."""
        media_type = self.media_types.get(path)
        return media_type.startswith("image/") if media_type else path.lower().endswith(PICTURE_NAMES)

    def picture(self, path: str) -> BookPicture | None:
        """Return a picture, safe to serve; None for anything else. Raises EpubRefused when it is damaged or too large."""
        found = self.archive.find(path)
        return picture_of(self.archive.read(found, max_bytes=MAX_PICTURE_BYTES)) if found else None


def open_epub(source: str | Path | BinaryIO, *, name: str = "") -> Epub:
    """Open a file by its path, or one that is open already (which stays open). Raises EpubRefused."""
    if not isinstance(source, str | Path):
        return Epub(Archive(source, name or str(getattr(source, "name", "the file"))))
    try:
        file = Path(source).open("rb")  # noqa: SIM115 - closed with the book
    except OSError as error:
        raise EpubRefused(
            name or str(source), f"the file cannot be read ({error.strerror})", next_step="Check the path."
        ) from error
    try:
        return Epub(Archive(file, name or str(source), owns_file=True))
    except BaseException:
        file.close()
        raise
