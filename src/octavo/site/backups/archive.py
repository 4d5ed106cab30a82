"""The format: what an archive may hold, how it is written and how it is read."""

import gzip
import hashlib
import io
import json
import re
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from octavo.site.backups.errors import BackupError

FORMAT = 1
MARK_NAME, MANIFEST_NAME = "octavo-backup", "manifest.json"
SQLITE_NAME = "data/octavo.sqlite3"
POSTGRES_FOLDER = "data/database/"
MEDIA_FOLDER = "data/media/"
FILES = {MARK_NAME, MANIFEST_NAME, SQLITE_NAME, "octavo.toml"}
FOLDERS = (POSTGRES_FOLDER, MEDIA_FOLDER, "theme/")
MARK = f"Octavo backup, format {FORMAT}\n".encode()
CHUNK_BYTES = 1 << 20
# Pictures do not shrink and databases shrink fast: the quickest level costs little size.
GZIP_LEVEL = 1
MOST_MANIFEST_BYTES = 512 << 20
DAMAGE = (EOFError, gzip.BadGzipFile, zlib.error, tarfile.TarError)

_UNSAFE = re.compile(r"[\x00-\x1f\\:]")

Progress = Callable[[int], None]


@dataclass
class Manifest:
    """What an archive says about itself. `members` maps a name to its bytes and SHA-256."""

    backup_id: str
    made_at: str
    octavo_version: str
    database_kind: str
    has_media: bool
    rows: dict[str, int]
    migrations: list[list[str]]
    members: dict[str, list[Any]] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def size_bytes(self) -> int:
        return sum(size for size, _ in self.members.values())

    def as_json(self) -> bytes:
        return json.dumps(asdict(self), indent=1).encode()

    @classmethod
    def from_json(cls, text: bytes) -> "Manifest":
        return cls(**json.loads(text))


class ArchiveWriter:
    """Adds members one after the other and remembers what it wrote."""

    def __init__(self, file: IO[bytes]) -> None:
        self._gzip = gzip.GzipFile(fileobj=file, mode="wb", compresslevel=GZIP_LEVEL, mtime=0, filename="")
        self._tar = tarfile.open(fileobj=self._gzip, mode="w|", bufsize=CHUNK_BYTES, format=tarfile.PAX_FORMAT)  # noqa: SIM115 - closed by close()
        self.members: dict[str, list[Any]] = {}
        self.add_bytes(MARK_NAME, MARK)

    def add_bytes(self, name: str, content: bytes) -> None:
        self._add(name, io.BytesIO(content), len(content))

    def add_file(self, name: str, path: Path) -> None:
        """Add a file as long as it is now; more may be appended meanwhile, less is an error."""
        with path.open("rb") as source:
            self._add(name, source, source.seek(0, io.SEEK_END))

    def close(self, manifest: Manifest) -> None:
        """Write the manifest, and the ends of tar and gzip, without which it counts as cut."""
        manifest.members = dict(self.members)
        self.add_bytes(MANIFEST_NAME, manifest.as_json())
        self._tar.close()
        self._gzip.close()

    def _add(self, name: str, source: IO[bytes], size_bytes: int) -> None:
        check_name(name)
        source.seek(0)
        member = tarfile.TarInfo(name)
        member.size = size_bytes
        reader = _Hashing(source)
        try:
            self._tar.addfile(member, reader)
        except OSError as error:
            raise BackupError(f"{name} changed while it was read or the disk is full ({error}). Try again.") from error
        self.members[name] = [size_bytes, reader.sha256.hexdigest()]


class _Hashing:
    """Reads on and keeps the hash of what went through."""

    def __init__(self, source: IO[bytes], progress: Progress = lambda _: None) -> None:
        self._source, self._progress = source, progress
        self.sha256 = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        block = self._source.read(size)
        self.sha256.update(block)
        self._progress(len(block))
        return block


@dataclass
class Member:
    """One member while an archive is read; `copy_to` must be called before the next is asked for."""

    name: str
    size_bytes: int
    _archive: Path
    _reader: "_Hashing"

    def copy_to(self, target: IO[bytes] | None = None) -> str:
        """Read it through, into `target` if there is one, and return its SHA-256."""
        with damage_named(self._archive):
            while block := self._reader.read(CHUNK_BYTES):
                if target:
                    target.write(block)
        return self._reader.sha256.hexdigest()


@contextmanager
def damage_named(path: Path) -> Iterator[None]:
    """Turn what a broken gzip or tar raises into a sentence."""
    try:
        yield
    except DAMAGE as error:
        raise BackupError(f"{path} is damaged or cut short ({error or type(error).__name__}). Take another backup.") from error


def members_of(path: Path, progress: Progress = lambda _: None) -> Iterator[Member]:
    """Yield the members in order; raise BackupError for anything a backup of ours cannot hold."""
    with damage_named(path), path.open("rb") as file, gzip.GzipFile(fileobj=file) as plain:
        _check_mark(path, plain)
        seen: set[str] = set()
        # A tar ends on a whole record: reading by records leaves what comes after it to be seen.
        with tarfile.open(fileobj=plain, mode="r|", bufsize=tarfile.RECORDSIZE) as tar:
            for info in tar:
                check_name(info.name)
                if not info.isreg() or info.name in seen:
                    raise BackupError(
                        f"{path} holds {info.name!r} twice or as something other than a file. It is not a backup of ours."
                    )
                seen.add(info.name)
                source = tar.extractfile(info)
                assert source is not None  # noqa: S101 - a regular file has content
                yield Member(info.name, info.size, path, _Hashing(source, progress))
        # The end of the tar is zeros; then gzip's own length and checksum are compared.
        while block := plain.read(CHUNK_BYTES):
            if block.strip(b"\0"):
                raise BackupError(f"{path} goes on after its end. It is not a backup of ours.")


def check_name(name: str) -> None:
    """Refuse a name that could be written anywhere but where a backup puts its files."""
    parts = name.split("/")
    is_safe = not _UNSAFE.search(name) and all(
        part not in {"", ".", ".."} and len(part.encode("utf-8", "surrogateescape")) < 256 for part in parts
    )
    if not is_safe or not (name in FILES or name.startswith(FOLDERS)):
        raise BackupError(f"The backup holds {name!r}, which no backup of ours holds. Nothing was written.")


def _check_mark(path: Path, plain: gzip.GzipFile) -> None:
    try:
        head = plain.read(tarfile.BLOCKSIZE + len(MARK))
    except DAMAGE as error:
        raise BackupError(f"{path} is not a backup made by Octavo, or is cut short.") from error
    if not head.startswith(MARK_NAME.encode() + b"\0"):
        raise BackupError(f"{path} is not a backup made by Octavo, or is cut short.")
    if head[tarfile.BLOCKSIZE :] != MARK:
        raise BackupError(f"{path} is a backup in another format. Restore it with the version of Octavo that made it.")
    plain.seek(0)
