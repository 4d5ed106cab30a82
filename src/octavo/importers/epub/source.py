"""EPUB files, one entry each: the door that the importer goes in by."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from octavo.books.epub import EpubRefused, open_epub
from octavo.importers.book_records import EditionEntry, EditionRecord
from octavo.importers.epub.record import KIND, SAMPLE_SHARE, record_of, source_id_of
from octavo.importers.records import Note, Refusal

SENDER = "epub"
SUFFIX = ".epub"
SAME_IDENTIFIER = "it has the same identifier as a file that came before it, which was taken; give one of them another"


class NoEpubFiles(Exception):
    """Nothing was named that could be read; the message says what and what to do."""


class EpubFiles:
    """Files, and folders of files at any depth. `bytes_read` of `total_bytes` tells how far `entries` has come.

    A file that cannot be read, and a second one of the same edition, is an
    entry whose reading is a refusal. Raises `NoEpubFiles` when there is none at all.
    """

    def __init__(self, paths: Sequence[Path], *, sender: str = "", sample_share: float = SAMPLE_SHARE) -> None:
        self.files = [file for path in paths for file in _files_at(path)]
        self.sender = sender or SENDER
        self.sample_share = sample_share
        self.total_bytes = sum(file.stat().st_size for file in self.files)
        self.bytes_read = 0
        self.notes: list[Note] = []

    def entries(self) -> Iterator[EditionEntry]:
        known: set[str] = set()
        self.bytes_read = 0
        for file in self.files:
            yield self._entry(file, known)
            self.bytes_read += file.stat().st_size

    def _entry(self, file: Path, known: set[str]) -> EditionEntry:
        try:
            with open_epub(file) as epub:
                source_id, title = source_id_of(epub), epub.metadata.title or file.name
        except EpubRefused as error:
            return _refused(file.name, file.name, str(error))
        if source_id in known:
            return _refused(source_id, f"{title} ({file})", SAME_IDENTIFIER)
        known.add(source_id)
        return EditionEntry(source_id, title, 0, lambda: self._record(file, source_id, title))

    def _record(self, file: Path, source_id: str, title: str) -> EditionRecord | Refusal:
        try:
            with open_epub(file) as epub:
                if not epub.metadata.title:
                    return Refusal(KIND, source_id, title, f"{file}: it has no title")
                return record_of(epub, name=file.stem, sample_share=self.sample_share)
        except EpubRefused as error:
            return Refusal(KIND, source_id, title, str(error))


def _files_at(path: Path) -> list[Path]:
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.suffix.lower() == SUFFIX and file.is_file())
        if not files:
            raise NoEpubFiles(f"{path}: there is no {SUFFIX} file in this folder. Give the folder that holds them.")
        return files
    if not path.is_file():
        raise NoEpubFiles(f"{path}: there is no such file. Check the path.")
    return [path]


def _refused(source_id: str, title: str, reason: str) -> EditionEntry:
    refusal = Refusal(KIND, source_id, title, reason)
    return EditionEntry(source_id, title, 0, lambda: refusal)
