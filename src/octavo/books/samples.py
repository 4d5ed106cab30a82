"""Samples that a reader may open: which edition has one, and its chapters.

A sample file is one that anybody may have, so all of it is shown. What is in it
is still a stranger's: it is cleaned by `octavo.books.epub` before anything else.
"""

from dataclasses import dataclass
from functools import lru_cache
from posixpath import splitext
from typing import BinaryIO, cast

from django.core.files.storage import default_storage

from octavo.base.models import Attachment
from octavo.books.epub import Chapter, EpubRefused, open_epub, sample_chapters, text_chapters
from octavo.books.epub.pictures import BookPicture
from octavo.books.models import Book, Edition
from octavo.books.queries.books import editions_of

MAX_LETTERS = 400_000
MAX_TEXT_BYTES = 4 << 20
READABLE = (".epub", ".txt")
# Read once and then at hand: the pictures of a page ask for the same file a dozen times.
SAMPLES_KEPT = 8


@dataclass(frozen=True, slots=True)
class Sample:
    """`chapters` is empty when the file cannot be read; `reason` says why, for the log."""

    chapters: tuple[Chapter, ...]
    reason: str = ""

    @property
    def pictures(self) -> frozenset[str]:
        return frozenset(path for chapter in self.chapters for path in chapter.pictures)


def is_readable(edition: Edition) -> bool:
    """Tell whether an edition has a sample that can be read on the site, today."""
    if edition.sample is None or edition.is_under_embargo:
        return False
    return splitext(edition.sample.file.name)[1].lower() in READABLE


def edition_to_read(book: Book) -> Edition | None:
    """Return the first edition of a book whose sample can be read on the site."""
    return next((edition for edition in editions_of(book) if is_readable(edition)), None)


def sample_in(file: Attachment) -> Sample:
    """Return what is in a sample file; of the storage it is asked for once."""
    try:
        # Another file in the place of this one has another name or hash.
        return _sample(file.file.name, file.file_hash)
    except OSError as error:
        # Not kept: a storage that is away comes back.
        return Sample((), reason=str(error))


def picture_in(file: Attachment, path: str) -> BookPicture | None:
    """Return a picture that one of the chapters shows; None for every other path."""
    if path not in sample_in(file).pictures:
        return None
    with default_storage.open(file.file.name, "rb") as content, open_epub(cast(BinaryIO, content), name=file.filename) as epub:
        return epub.picture(path)


@lru_cache(maxsize=SAMPLES_KEPT)
def _sample(name: str, _file_hash: str) -> Sample:
    with default_storage.open(name, "rb") as file:
        if splitext(name)[1].lower() == ".txt":
            text = file.read(MAX_TEXT_BYTES).decode("utf-8", errors="replace")
            return Sample(tuple(text_chapters(text, max_characters=MAX_LETTERS)))
        try:
            with open_epub(cast(BinaryIO, file), name=name) as epub:
                return Sample(tuple(sample_chapters(epub, share=1, max_characters=MAX_LETTERS)))
        except EpubRefused as error:
            return Sample((), reason=str(error))
