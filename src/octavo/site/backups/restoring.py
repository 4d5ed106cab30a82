"""Bringing a site back from a backup.

The new site is put together in a folder of its own inside the target, checked
there, and only then moved into place: octavo.toml last for a new site, by
exchange for one that is replaced. A cut before that leaves what was there.
"""

import json
import os
import shutil
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from octavo import __version__
from octavo.site.backups import postgres_copy
from octavo.site.backups.archive import MANIFEST_NAME, MARK_NAME, POSTGRES_FOLDER, SQLITE_NAME, Manifest, Progress, members_of
from octavo.site.backups.errors import BackupError
from octavo.site.backups.exchange import exchange
from octavo.site.backups.secrets_file import place_secrets, read_secrets, secrets_path
from octavo.site.backups.verifying import verify_archive
from octavo.site.config import TOML_NAME, Config, load_config

STAGING_PREFIX = ".restoring-"
MIGRATIONS_NAME = "migrations.json"
PARTS = ("data", "theme", TOML_NAME)
BACKUPS = "data/backups"
ERASED_NAME = "erased"
SPARE_BYTES = 50 << 20


@dataclass
class Restore:
    """What to restore and how. `run_django` runs a Django command on a site and raises when it fails."""

    archive: Path
    folder: Path
    run_django: Callable[..., None]
    replace: bool = False
    secrets: Path | None = None
    with_new_secrets: bool = False
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    progress: Callable[[str, int], Progress] = lambda *_: lambda _: None
    notes: list[str] = field(default_factory=list)


def restore_backup(restore: Restore) -> Manifest:
    """Put the site of a backup into a folder, its mail on hold. Raises BackupError, and has then changed nothing."""
    restore.folder.mkdir(parents=True, exist_ok=True)
    _refuse_full(restore)
    size_bytes = restore.archive.stat().st_size if restore.archive.is_file() else 0
    manifest = verify_archive(restore.archive, scratch=restore.folder, progress=restore.progress("Checking", size_bytes))
    _refuse_newer(manifest)
    kept = _secrets_of(restore, manifest)
    if shutil.disk_usage(restore.folder).free < manifest.size_bytes + SPARE_BYTES:
        raise BackupError(f"{restore.folder} has too little room: the backup unpacks to {manifest.size_bytes >> 20} MB.")
    staging = restore.folder / f"{STAGING_PREFIX}{uuid.uuid4().hex[:8]}"
    staging.mkdir()
    try:
        _unpack(restore, manifest, staging)
        place_secrets(staging / "data" / "secrets", kept)
        _finish_database(restore, manifest, load_config(staging, restore.environ))
        _keep_media(restore, manifest, staging)
        _move_into_place(restore, staging)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return manifest


def _refuse_full(restore: Restore) -> None:
    for left in restore.folder.glob(f"{STAGING_PREFIX}*"):
        shutil.rmtree(left)
    if any(restore.folder.iterdir()) and not restore.replace:
        raise BackupError(
            f"{restore.folder} is not empty. Choose an empty folder, or say --replace: "
            "what is there is then kept beside the new site."
        )
    if restore.replace and not (restore.folder / TOML_NAME).is_file():
        raise BackupError(f"{restore.folder} holds no site that could be replaced. Choose an empty folder.")


def _refuse_newer(manifest: Manifest) -> None:
    if _version_key(manifest.octavo_version) > _version_key(__version__):
        raise BackupError(
            f"The backup was made by Octavo {manifest.octavo_version}, this is {__version__}. "
            f"Install that one first: pip install 'octavo>={manifest.octavo_version}'"
        )


def _version_key(version: str) -> list[int]:
    return [int("".join(filter(str.isdigit, part)) or 0) for part in version.split(".")[:3]]


def _secrets_of(restore: Restore, manifest: Manifest) -> dict[str, str]:
    path = restore.secrets or secrets_path(restore.archive)
    if not restore.with_new_secrets and (restore.secrets or path.is_file()):
        return read_secrets(path, manifest.backup_id)
    restore.notes.append(
        "A new secret key was made: everybody has to sign in again, and links in letters that were sent before "
        "(new passwords, shared drafts) no longer work."
    )
    return {}


def _unpack(restore: Restore, manifest: Manifest, staging: Path) -> None:
    count = restore.progress("Unpacking", restore.archive.stat().st_size)
    for member in members_of(restore.archive, count):
        if member.name in {MARK_NAME, MANIFEST_NAME}:
            continue
        path = staging / member.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(0o600 if member.name == SQLITE_NAME else 0o644, exist_ok=False)
        with path.open("wb") as file:
            sha256 = member.copy_to(file)
        # It was checked before; somebody may have written to it since.
        if manifest.members.get(member.name) != [member.size_bytes, sha256]:
            raise BackupError(f"{restore.archive} changed while it was unpacked. Try again.")
    for name in ("data/media", "theme"):
        (staging / name).mkdir(parents=True, exist_ok=True)


def _finish_database(restore: Restore, manifest: Manifest, config: Config) -> None:
    kind = "sqlite" if config.is_sqlite else "postgres"
    if kind != manifest.database_kind:
        raise BackupError(
            f"The backup holds a {manifest.database_kind} database, "
            f"but 'database' in its octavo.toml or OCTAVO_DATABASE asks for {kind}. "
            + (
                "Unset OCTAVO_DATABASE."
                if kind == "postgres"
                else "Name an empty one: OCTAVO_DATABASE=postgres://… octavo restore …"
            )
        )
    reason = f"this site was restored from {restore.archive.name}"
    finishing = ["finish_restore", "--reason", reason]
    # Whoever was erased since, here or where the backup comes from, does not come back with it.
    for folder in (restore.archive.parent, restore.folder / BACKUPS):
        finishing += ["--erased", str((folder / ERASED_NAME).resolve())]
    if config.is_sqlite:
        restore.run_django(config, *finishing)
        return
    tables = config.folder / POSTGRES_FOLDER
    (tables / MIGRATIONS_NAME).write_text(json.dumps(manifest.migrations))
    postgres_copy.begin_restore(config)
    restore.run_django(config, "make_tables", str(tables / MIGRATIONS_NAME))
    postgres_copy.load_tables(config, tables)
    restore.run_django(config, *finishing)
    postgres_copy.end_restore(config)
    shutil.rmtree(tables)


def _keep_media(restore: Restore, manifest: Manifest, staging: Path) -> None:
    """A backup without media, as `octavo upgrade` makes it, goes with the media that are there."""
    if manifest.has_media:
        return
    media = restore.folder / "data" / "media"
    if restore.replace and media.is_dir():
        shutil.copytree(media, staging / "data" / "media", dirs_exist_ok=True, copy_function=_link_or_copy)
    else:
        restore.notes.append("This backup was made without media: put them into data/media yourself.")


def _link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _move_into_place(restore: Restore, staging: Path) -> None:
    try:
        if not restore.replace:
            for name in PARTS:
                (staging / name).replace(restore.folder / name)
            return
        for name in PARTS:
            exchange(staging / name, restore.folder / name)
        aside = restore.folder / f"before-restore-{datetime.now():%Y-%m-%d-%H%M%S}"
        staging.rename(aside)
        if (aside / BACKUPS).is_dir():
            (aside / BACKUPS).rename(restore.folder / BACKUPS)
        restore.notes.append(f"What was there before is kept in {aside}.")
    except OSError as error:
        raise BackupError(
            f"The new site could not be moved into {restore.folder} ({error}). Restore into an empty folder instead."
        ) from error
