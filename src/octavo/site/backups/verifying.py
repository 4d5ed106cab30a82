"""Reading a backup wholly, before anybody relies on it."""

import json
import tempfile
from pathlib import Path

from octavo.site.backups import sqlite_copy
from octavo.site.backups.archive import (
    MANIFEST_NAME,
    MOST_MANIFEST_BYTES,
    POSTGRES_FOLDER,
    SQLITE_NAME,
    Manifest,
    Member,
    Progress,
    members_of,
)
from octavo.site.backups.errors import BackupError


def verify_archive(path: Path, *, scratch: Path, progress: Progress = lambda _: None) -> Manifest:
    """Read the archive to its end and compare all of it with its manifest; open the database in `scratch`.

    Raises BackupError. Writes nothing but a temporary file.
    """
    if not path.is_file():
        raise BackupError(f"{path} is not there.")
    with tempfile.TemporaryDirectory(dir=scratch, prefix=".verifying-") as folder:
        database, found, manifest = Path(folder) / "database", {}, None
        rows: dict[str, int] = {}
        for member in members_of(path, progress):
            if manifest:
                raise BackupError(f"{path} goes on after its manifest. It is not a backup of ours.")
            if member.name == MANIFEST_NAME:
                manifest = _read_manifest(path, member)
            else:
                found[member.name] = [member.size_bytes, _read(member, database, rows)]
        if not manifest:
            raise BackupError(f"{path} is damaged or cut short: it has no manifest. Take another backup.")
        _compare(path, manifest, found)
        if manifest.database_kind == "sqlite":
            rows = sqlite_copy.checked_rows(database)
    if rows != manifest.rows:
        raise BackupError(f"The database in {path} does not hold the rows its manifest counts. Take another backup.")
    return manifest


def _read(member: Member, database: Path, rows: dict[str, int]) -> str:
    if member.name == SQLITE_NAME:
        with database.open("wb") as file:
            return member.copy_to(file)
    if member.name.startswith(POSTGRES_FOLDER) and member.name.endswith(".copy"):
        lines = _LineCount()
        sha256 = member.copy_to(lines)  # type: ignore[arg-type]
        rows[Path(member.name).stem] = lines.count
        return sha256
    return member.copy_to()


class _LineCount:
    """A row of COPY is a line."""

    count = 0

    def write(self, block: bytes) -> int:
        self.count += block.count(b"\n")
        return len(block)


def _read_manifest(path: Path, member: Member) -> Manifest:
    if member.size_bytes > MOST_MANIFEST_BYTES:
        raise BackupError(f"{path} has a manifest of {member.size_bytes} bytes. It is not a backup of ours.")
    with tempfile.SpooledTemporaryFile() as file:
        member.copy_to(file)
        file.seek(0)
        try:
            manifest = Manifest.from_json(file.read())
        except (TypeError, ValueError, json.JSONDecodeError) as error:
            raise BackupError(f"{path} has a manifest that cannot be read ({error}). It is not a backup of ours.") from error
    return manifest


def _compare(path: Path, manifest: Manifest, found: dict[str, list[object]]) -> None:
    missing = sorted(manifest.members.keys() - found.keys())
    added = sorted(found.keys() - manifest.members.keys())
    changed = sorted(name for name in found.keys() & manifest.members.keys() if found[name] != manifest.members[name])
    for names, what in ((missing, "lacks"), (added, "has, against its manifest,"), (changed, "holds a changed")):
        if names:
            more = f" and {len(names) - 1} more" if names[1:] else ""
            raise BackupError(f"{path} is damaged: it {what} {names[0]}{more}. Take another backup.")
    database = {name for name in found if name == SQLITE_NAME or name.startswith(POSTGRES_FOLDER)}
    if not database or "octavo.toml" not in found:
        raise BackupError(f"{path} has no database or no octavo.toml. It is not a backup of a site.")
