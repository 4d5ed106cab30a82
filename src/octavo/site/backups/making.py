"""Making a backup of a site, running or not."""

import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from octavo import __version__
from octavo.site.backups import postgres_copy, sqlite_copy
from octavo.site.backups.archive import MEDIA_FOLDER, POSTGRES_FOLDER, SQLITE_NAME, ArchiveWriter, Manifest, Progress
from octavo.site.backups.errors import BackupError
from octavo.site.backups.secrets_file import read_secrets, secrets_path, write_secrets
from octavo.site.backups.verifying import verify_archive
from octavo.site.config import TOML_NAME, Config

SPARE_BYTES = 50 << 20


@dataclass
class Backup:
    """A backup that was read back. `notes` are sentences about what an owner should know."""

    path: Path
    manifest: Manifest
    secrets: Path | None = None
    notes: list[str] = field(default_factory=list)


def make_backup(
    config: Config,
    target: Path,
    *,
    with_media: bool = True,
    with_secrets: bool = True,
    progress: Callable[[str, int], Progress] = lambda *_: lambda _: None,
) -> Backup:
    """Write the site to `target`, read it back and only then give it its name. Raises BackupError.

    `progress` is told the name of a step and its bytes, and returns what counts them.
    """
    _refuse_unwritable(target)
    manifest = Manifest(
        backup_id=uuid.uuid4().hex,
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        octavo_version=__version__,
        database_kind="sqlite" if config.is_sqlite else "postgres",
        has_media=with_media,
        rows={},
        migrations=[],
    )
    backup = Backup(target, manifest)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    part_of_secrets = secrets_path(part)
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".octavo-backup-") as scratch:
            _write(config, part, backup, Path(scratch), progress)
            counted = verify_archive(part, scratch=Path(scratch), progress=progress("Reading it back", part.stat().st_size))
        if counted.members != manifest.members:
            raise BackupError(f"What was read back from {part} is not what was written. Is the disk sound?")
        if with_secrets and write_secrets(config, part_of_secrets, manifest.backup_id):
            read_secrets(part_of_secrets, manifest.backup_id)
            backup.secrets = part_of_secrets.replace(secrets_path(target))
        part.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        raise BackupError(f"The backup could not be written ({error}). Nothing of it is left at {target}.") from error
    finally:
        part.unlink(missing_ok=True)
        part_of_secrets.unlink(missing_ok=True)
    return backup


def default_name(config: Config) -> str:
    stamp = datetime.now(UTC).strftime("%Y-%m-%d-%H%M%S")
    return f"{config.folder.name}-{stamp}.octavo.tar.gz"


def _refuse_unwritable(target: Path) -> None:
    if target.exists():
        raise BackupError(f"{target} is there already. Choose another name, or move it away.")
    if secrets_path(target).exists():
        raise BackupError(f"{secrets_path(target)} is there already. Choose another name, or move it away.")
    if not target.parent.is_dir() or not os.access(target.parent, os.W_OK):
        raise BackupError(f"{target.parent} is no folder that can be written. Make it, or choose another.")


def _write(config: Config, part: Path, backup: Backup, scratch: Path, progress: Callable[[str, int], Progress]) -> None:
    manifest = backup.manifest
    database = _dump_database(config, scratch, manifest)
    media = list(_files_below(config.media_folder, backup.notes)) if manifest.has_media else []
    total = sum(size for _, size in media)
    # The database is in scratch by now; the archive is the rest.
    if shutil.disk_usage(part.parent).free < total + SPARE_BYTES:
        raise BackupError(f"{part.parent} has too little room: {total >> 20} MB of media are to be copied. Choose another disk.")
    count = progress("Copying", total)
    with part.open("xb") as file:
        os.fchmod(file.fileno(), 0o600)
        archive = ArchiveWriter(file)
        archive.add_file(TOML_NAME, config.folder / TOML_NAME)
        for name, path in database:
            archive.add_file(name, path)
        for path, _ in _files_below(config.theme_folder, backup.notes):
            archive.add_file("theme/" + path.relative_to(config.theme_folder).as_posix(), path)
        for path, size in media:
            try:
                archive.add_file(MEDIA_FOLDER + path.relative_to(config.media_folder).as_posix(), path)
            except FileNotFoundError:
                backup.notes.append(f"{path} was deleted while the backup was made and is not in it.")
            count(size)
        archive.close(manifest)
        file.flush()
        os.fsync(file.fileno())


def _dump_database(config: Config, scratch: Path, manifest: Manifest) -> list[tuple[str, Path]]:
    if config.is_sqlite:
        copy = scratch / "octavo.sqlite3"
        manifest.rows = sqlite_copy.copy_database(config.sqlite_path, copy)
        manifest.migrations = sqlite_copy.applied_migrations(copy)
        return [(SQLITE_NAME, copy)]
    folder = scratch / "database"
    folder.mkdir()
    manifest.rows = postgres_copy.dump_tables(config, folder)
    manifest.migrations = postgres_copy.applied_migrations(config)
    return [(POSTGRES_FOLDER + path.name, path) for path in sorted(folder.iterdir())]


def _files_below(folder: Path, notes: list[str]) -> Iterator[tuple[Path, int]]:
    """Yield files and their bytes. A link to a folder is followed, unless it leads back up."""
    real = folder.resolve()
    for here, folders, names in os.walk(folder, followlinks=True):
        for name in list(folders):
            path = Path(here) / name
            if path.is_symlink() and real.is_relative_to(path.resolve()):
                folders.remove(name)
                notes.append(f"{path} leads back to a folder above it and was left out.")
        for name in sorted(names):
            path = Path(here) / name
            if path.is_file():
                yield path, path.stat().st_size


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
