"""Reading EPUB files that strangers made: facts, cover, table of contents and the text of a sample.

Knows no Django. Nothing is unpacked to disk, nothing is fetched, and what an
attack would need (bombs, path tricks, entities, scripts) is refused or taken out.
"""

from octavo.books.epub.reading import Epub, open_epub
from octavo.books.epub.refusal import EpubRefused
from octavo.books.epub.sample import Chapter, sample_chapters
from octavo.books.epub.text import text_chapters

__all__ = ["Chapter", "Epub", "EpubRefused", "open_epub", "sample_chapters", "text_chapters"]
