"""A consistent copy of an SQLite database that is in use."""

import sqlite3
from contextlib import closing
from pathlib import Path

from octavo.site.backups.errors import BackupError

BUSY_SECONDS = 60


def copy_database(source: Path, target: Path) -> dict[str, int]:
    """Copy a live database; writers need not stop. Returns the rows of each table of the copy, after checking it."""
    if not source.is_file():
        raise BackupError(f"{source} is not there: this site has no database yet. Run octavo serve once.")
    try:
        with closing(sqlite3.connect(source, timeout=BUSY_SECONDS)) as live, closing(sqlite3.connect(target)) as copy:
            live.backup(copy)
            # A copy in WAL mode would need its log beside it.
            copy.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        raise BackupError(f"{source} cannot be copied ({error}). Free some space, or look at it with octavo check.") from error
    return checked_rows(target)


def checked_rows(path: Path) -> dict[str, int]:
    """Check the database's integrity and count its rows. Raises BackupError."""
    try:
        with closing(sqlite3.connect(path)) as database:
            verdict = database.execute("PRAGMA integrity_check").fetchone()[0]
            if verdict != "ok":
                raise BackupError(f"The database is damaged: {verdict}. Restore the last good backup.")
            names = database.execute(
                "SELECT name FROM sqlite_master "
                "WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND sql NOT LIKE 'CREATE VIRTUAL%'"
            ).fetchall()
            return {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in names}  # noqa: S608 - names of its own tables
    except sqlite3.DatabaseError as error:
        raise BackupError(f"The database cannot be read ({error}). Restore the last good backup.") from error


def applied_migrations(path: Path) -> list[list[str]]:
    with closing(sqlite3.connect(path)) as database:
        return [list(row) for row in database.execute("SELECT app, name FROM django_migrations ORDER BY app, name")]
