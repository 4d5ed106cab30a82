"""A sample as an EPUB of its own, which anybody may have: the chapters as they were cleaned, and the pictures they show."""

from collections.abc import Iterator, Sequence
from html import escape
from io import BytesIO
from uuid import NAMESPACE_URL, uuid5
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import lxml.html
from lxml import etree

from octavo.books.epub.addresses import with_addresses
from octavo.books.epub.pictures import BookPicture
from octavo.books.epub.reading import Epub
from octavo.books.epub.sample import Chapter

MAX_PICTURES_BYTES = 10 << 20
# The same sample twice must be the same bytes, so no clock is asked.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_CONTAINER = (
    '<?xml version="1.0" encoding="utf-8"?>\n<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">'
    '<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)


def sample_epub(epub: Epub, chapters: Sequence[Chapter]) -> bytes:
    """Return an EPUB 3 of these chapters of the book; equal input gives equal bytes."""
    pictures = dict(_pictures(epub, chapters))
    names = {path: f"picture-{number}{picture.extension}" for number, (path, picture) in enumerate(pictures.items(), 1)}
    texts = {chapter.path: f"chapter-{number}.xhtml" for number, chapter in enumerate(chapters, 1)}
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        _put(archive, "mimetype", b"application/epub+zip", ZIP_STORED)
        _put(archive, "META-INF/container.xml", _CONTAINER.encode())
        _put(archive, "EPUB/package.opf", _package(epub, chapters, pictures, names).encode())
        _put(archive, "EPUB/nav.xhtml", _navigation(epub, chapters, texts).encode())
        for chapter in chapters:
            html = with_addresses(chapter.html, of_picture=names.get, of_text=texts.get)
            _put(archive, f"EPUB/{texts[chapter.path]}", _page(chapter, html).encode())
        for path, picture in pictures.items():
            _put(archive, f"EPUB/{names[path]}", picture.content)
    return buffer.getvalue()


def _put(archive: ZipFile, name: str, content: bytes, packing: int = ZIP_DEFLATED) -> None:
    entry = ZipInfo(name, date_time=_MOMENT)
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content, packing)


def _pictures(epub: Epub, chapters: Sequence[Chapter]) -> Iterator[tuple[str, BookPicture]]:
    """Yield the pictures of the chapters, once each, as long as there is room."""
    total = 0
    for path in dict.fromkeys(path for chapter in chapters for path in chapter.pictures):
        picture = epub.picture(path)
        if picture and total + len(picture.content) <= MAX_PICTURES_BYTES:
            total += len(picture.content)
            yield path, picture


def _package(epub: Epub, chapters: Sequence[Chapter], pictures: dict[str, BookPicture], names: dict[str, str]) -> str:
    metadata = epub.metadata
    own_id = "\n".join([metadata.title, *(identifier.value for identifier in metadata.identifiers)])
    told = [
        f'<dc:identifier id="id">urn:uuid:{uuid5(NAMESPACE_URL, "sample:" + own_id)}</dc:identifier>',
        f"<dc:title>{escape(metadata.title)}</dc:title>",
        f"<dc:language>{escape(epub.language or 'und')}</dc:language>",
        *(f"<dc:creator>{escape(person.name)}</dc:creator>" for person in metadata.contributors if person.is_creator),
        *(f"<dc:source>urn:isbn:{isbn}</dc:source>" for isbn in [metadata.isbn] if isbn),
        '<meta property="dcterms:modified">1980-01-01T00:00:00Z</meta>',
    ]
    numbers = range(1, len(chapters) + 1)
    items = [
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
        *(f'<item id="c{number}" href="chapter-{number}.xhtml" media-type="application/xhtml+xml"/>' for number in numbers),
        *(f'<item id="p{n}" href="{names[path]}" media-type="{pictures[path].media_type}"/>' for n, path in enumerate(pictures)),
    ]
    direction = f' page-progression-direction="{epub.package.page_progression}"' if epub.package.page_progression else ""
    spine = "".join(f'<itemref idref="c{number}"/>' for number in numbers)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{"".join(told)}</metadata><manifest>{"".join(items)}</manifest>'
        f"<spine{direction}>{spine}</spine></package>\n"
    )


def _navigation(epub: Epub, chapters: Sequence[Chapter], texts: dict[str, str]) -> str:
    lines = "".join(
        f'<li><a href="{texts[chapter.path]}">{escape(chapter.title or str(number))}</a></li>'
        for number, chapter in enumerate(chapters, 1)
    )
    nav = f'<nav xmlns:epub="http://www.idpf.org/2007/ops" epub:type="toc"><ol>{lines}</ol></nav>'
    return _frame(epub.metadata.title, nav, language=epub.language)


def _page(chapter: Chapter, html: str) -> str:
    body = lxml.html.fragment_fromstring(html, create_parent="div")
    return _frame(chapter.title, etree.tostring(body, encoding="unicode"), language=chapter.language, direction=chapter.direction)


def _frame(title: str, body: str, *, language: str, direction: str = "") -> str:
    said = (f' lang="{escape(language)}" xml:lang="{escape(language)}"' if language else "") + (
        f' dir="{direction}"' if direction else ""
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml"{said}>'
        f"<head><title>{escape(title) or '–'}</title></head><body>{body}</body></html>\n"
    )
