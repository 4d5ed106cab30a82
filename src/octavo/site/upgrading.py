"""From the tables of one version to those of the next.

An SQLite database is never migrated where it lies: a copy is, is checked, and
takes its place in one rename. A cut before that leaves the old site as it was,
one after it finds the new. PostgreSQL migrates step by step, each a transaction.
"""

import hashlib
import importlib.util
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from octavo import __version__
from octavo.site import prepared
from octavo.site.backups import sqlite_copy
from octavo.site.backups.making import Backup, make_backup
from octavo.site.config import Config
from octavo.site.running.lock import standing_still

STATE_NAME = "migrated"
COPY_NAME = ".upgrading.sqlite3"
BUSY_SECONDS = 30


class CannotUpgrade(Exception):
    """Why the database stays as it is, in a sentence for the owner."""


def is_up_to_date(config: Config) -> bool:
    """Tell without Django whether what is installed now was the last to migrate this very database."""
    path = config.data_folder / STATE_NAME
    return path.is_file() and path.read_text(encoding="utf-8") == _state(config)


def note_up_to_date(config: Config) -> None:
    half = config.data_folder / f".{STATE_NAME}.{os.getpid()}"
    half.write_text(_state(config), encoding="utf-8")
    half.replace(config.data_folder / STATE_NAME)


def upgrade_site(config: Config, *, run_django: Callable[..., None], say: Callable[[str], None]) -> Backup:
    """Back up, migrate, check. Raises CannotUpgrade, BackupError or SiteIsRunning, and has then changed nothing."""
    with standing_still(config.data_folder):
        say("Backing up the database…")
        backup = _back_up(config)
        say(f"  kept in {backup.path}")
        say("Migrating and checking; half a minute or more…")
        if config.is_sqlite:
            _upgrade_copy(config, run_django)
        else:
            run_django(config, "upgrade_database")
        note_up_to_date(config)
    say(f"The database fits Octavo {__version__} now.")
    return backup


def _back_up(config: Config) -> Backup:
    folder = config.data_folder / "backups"
    folder.mkdir(exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y-%m-%d-%H%M%S-%f")
    # Media do not change in an upgrade, and copying them could take an hour.
    return make_backup(config, folder / f"before-{__version__}-{stamp}.octavo.tar.gz", with_media=False)


def _upgrade_copy(config: Config, run_django: Callable[..., None]) -> None:
    copy = config.data_folder / COPY_NAME
    _forget(copy)
    try:
        copy.touch(0o600)
        with closing(_claimed(config.sqlite_path)):
            sqlite_copy.copy_database(config.sqlite_path, copy)
            run_django(config, "upgrade_database", "--copy", str(copy))
            with closing(sqlite3.connect(copy)) as fresh:
                fresh.execute("PRAGMA journal_mode=DELETE")
            with copy.open("rb") as file:
                os.fsync(file.fileno())
            copy.replace(config.sqlite_path)
    finally:
        _forget(copy)


def _claimed(path: Path) -> sqlite3.Connection:
    """Empty the database's log into it and keep writers out: what is copied is then all there is."""
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        mode = connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
        if mode == "delete":
            connection.execute("BEGIN IMMEDIATE")
            return connection
    except sqlite3.OperationalError:
        mode = "locked"
    connection.close()
    raise CannotUpgrade(f"Another process has {path} open ({mode}). End it, for example an octavo manage shell, then try again.")


def _forget(copy: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        copy.with_name(copy.name + suffix).unlink(missing_ok=True)


def _state(config: Config) -> str:
    extra = sorted(name for app in config.extra_apps for name in _migration_names(app))
    applied = (
        sqlite_copy.applied_migrations(config.sqlite_path)
        if config.is_sqlite and config.sqlite_path.exists()
        else config.database
    )
    return f"{prepared.fingerprint()} {hashlib.sha256(repr([extra, applied]).encode()).hexdigest()[:16]}\n"


def _migration_names(app: str) -> list[str]:
    """List an owner's own app's migrations without importing the app."""
    try:
        found = importlib.util.find_spec(app)
    except ModuleNotFoundError:
        return []
    folders = (found.submodule_search_locations if found else None) or []
    return [f"{app} {path.name}" for folder in folders for path in Path(folder).glob("migrations/*.py")]
