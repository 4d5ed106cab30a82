"""The archive of an EPUB, weighed before it is opened and while it is read. Nothing is ever unpacked to disk."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from posixpath import normpath
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from octavo.books.epub.names import fault_of_name, folded, is_plain_file_or_folder, name_of
from octavo.books.epub.refusal import ASK, UNLOCK, EpubRefused

MB = 1 << 20
MAX_ENTRIES = 10_000
MAX_BYTES = 500 * MB
MAX_RATIO = 100
# An entry smaller than this may be as dense as it likes: a blank page is.
DENSE_BYTES = MB
# The directory of 10,000 entries with long names.
_MAX_DIRECTORY_BYTES = 4 * MB
_READ_BYTES = 64 * 1024
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_BROKEN = (BadZipFile, zlib.error, struct.error, NotImplementedError, EOFError, UnicodeError, OSError, ValueError)


class _TooManyEntries(Exception):
    """Raised before Python makes an object for each of them."""


class _Weighed(io.BufferedIOBase):
    """The file, giving zipfile no larger directory than an honest book can have."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.is_opening = True

    def read(self, size: int | None = -1) -> bytes:
        wanted = -1 if size is None else size
        if wanted > _MAX_DIRECTORY_BYTES:
            raise _TooManyEntries
        content = self.file.read(_MAX_DIRECTORY_BYTES if wanted < 0 else wanted)
        if self.is_opening and content.count(zipfile.stringCentralDir) > MAX_ENTRIES:  # type: ignore[attr-defined]
            raise _TooManyEntries
        return content

    def seek(self, offset: int, whence: int = 0) -> int:
        return self.file.seek(offset, whence)

    def tell(self) -> int:
        return self.file.tell()

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True


class Archive:
    """Entries by name. `name` is what the file is called in messages."""

    def __init__(self, file: BinaryIO, name: str, *, owns_file: bool = False) -> None:
        self.name = name
        self.file = file
        self.owns_file = owns_file
        self.zip = self._opened()
        self.entries = self._checked(self.zip.infolist())
        self.by_folded_name = {folded(entry_name): entry_name for entry_name in self.entries}
        self.bytes_read = 0

    def refused(self, reason: str, *, next_step: str = ASK) -> EpubRefused:
        return EpubRefused(self.name, reason, next_step=next_step)

    def find(self, path: str) -> str | None:
        """Return the name of an entry, whatever its case and composition; None when there is none."""
        return path if path in self.entries else self.by_folded_name.get(folded(path))

    def size(self, path: str) -> int:
        """Return how many bytes an entry unpacks to."""
        return self.entries[path].file_size

    def read(self, path: str, *, max_bytes: int) -> bytes:
        """Return an entry's bytes. Raises EpubRefused when they are damaged or too many."""
        content = bytearray()
        try:
            with self.zip.open(self.entries[path]) as entry:
                while chunk := entry.read(_READ_BYTES):
                    content += chunk
                    self._weigh(path, len(content), len(chunk), max_bytes)
        except _BROKEN as error:
            raise EpubRefused(self.name, f"“{path}” inside it is damaged ({error})") from error
        return bytes(content)

    def close(self) -> None:
        self.zip.close()
        if self.owns_file:
            self.file.close()

    def _weigh(self, path: str, entry_bytes: int, chunk_bytes: int, max_bytes: int) -> None:
        self.bytes_read += chunk_bytes
        if entry_bytes > max_bytes:
            raise self.refused(f"“{path}” inside it is larger than {max_bytes // MB} MB, the most that is read of such a file")

    def _opened(self) -> ZipFile:
        self.file.seek(0)
        if self.file.read(4) != b"PK\x03\x04":
            raise EpubRefused(self.name, "it is no EPUB: it does not begin like a ZIP archive")
        if (size := self.file.seek(0, io.SEEK_END)) > MAX_BYTES:
            raise self.refused(f"it has {size // MB:,} MB; at most {MAX_BYTES // MB} MB are read")
        weighed = _Weighed(self.file)
        try:
            archive = ZipFile(weighed)
        except _TooManyEntries as error:
            raise self.refused(f"it has more than {MAX_ENTRIES:,} entries, the most that are read") from error
        except _BROKEN as error:
            raise EpubRefused(self.name, f"it is no whole ZIP archive ({error})") from error
        weighed.is_opening = False
        return archive

    def _checked(self, entries: list[ZipInfo]) -> dict[str, ZipInfo]:
        if sum(entry.file_size for entry in entries) > MAX_BYTES:
            raise self.refused(f"it unpacks to more than {MAX_BYTES // MB} MB, the most that is read")
        seen: dict[str, str] = {}
        for entry in entries:
            name = name_of(entry)
            self._check(entry, name)
            key = folded(normpath(name))
            if key in seen:
                raise self.refused(f"“{seen[key]}” and “{name}” inside it are one name where case and accents do not count")
            seen[key] = name
        self._check_overlaps(entries)
        return {name_of(entry): entry for entry in entries if not entry.is_dir()}

    def _check(self, entry: ZipInfo, name: str) -> None:
        if fault := fault_of_name(name):
            raise self.refused(f"a name inside it {fault}: {name[:80]!r}")
        if not is_plain_file_or_folder(entry):
            raise self.refused(f"“{name}” inside it is a link or a device; only files and folders are read")
        if entry.flag_bits & 0x1:
            raise self.refused(f"“{name}” inside it is locked with a password", next_step=UNLOCK)
        if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise self.refused(f"“{name}” inside it is packed in a way that EPUB does not allow (method {entry.compress_type})")
        if entry.file_size > DENSE_BYTES and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise self.refused(f"“{name}” inside it unpacks to more than {MAX_RATIO} times its size, as a bomb does")

    def _check_overlaps(self, entries: Iterable[ZipInfo]) -> None:
        """Refuse entries that share bytes, which is how a small archive holds more than its size allows."""
        end = 0
        for entry in sorted(entries, key=lambda entry: entry.header_offset):
            if entry.header_offset < end:
                raise self.refused(f"“{name_of(entry)}” inside it overlaps another entry, as in a bomb")
            end = self._end_of(entry)
        if end > self.zip.start_dir:
            raise self.refused("its last entry overlaps the archive's own directory, as in a bomb")

    def _end_of(self, entry: ZipInfo) -> int:
        self.file.seek(entry.header_offset)
        header = self.file.read(30)
        if len(header) < 30 or not header.startswith(b"PK\x03\x04"):
            raise EpubRefused(self.name, f"“{name_of(entry)}” inside it is not where the archive's directory says")
        _, name_bytes, extra_bytes = _LOCAL_HEADER.unpack(header)
        return entry.header_offset + len(header) + name_bytes + extra_bytes + entry.compress_size
