"""All tables of a PostgreSQL database, in one snapshot, as COPY text.

pg_dump would have to be as new as the server and be installed; this needs only
the driver. The tables themselves come from the migrations, so that a dump of
one server version goes into another.
"""

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from octavo.site.backups.errors import BackupError
from octavo.site.config import Config

if TYPE_CHECKING:
    import psycopg

TABLES_NAME = "tables.json"
# Stands in a database while a restore fills it; a restore that was cut is begun anew.
UNFINISHED = "octavo_unfinished_restore"

_NAME = re.compile(r"[a-zA-Z0-9_]{1,63}")


def connect(config: Config) -> "psycopg.Connection[Any]":
    try:
        import psycopg  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise BackupError("The driver for PostgreSQL is not installed: pip install 'octavo[postgres]'") from error
    settings = config.database_settings()
    named = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    given = {name: settings[key] for name, key in named.items() if settings[key]}
    try:
        return psycopg.connect(**given, **settings["OPTIONS"])
    except psycopg.OperationalError as error:
        raise BackupError(f"The database does not answer ({error}). Look at 'database' in octavo.toml.") from error


def is_empty(config: Config) -> bool:
    with connect(config) as connection:
        return not _columns_of_tables(connection)


def dump_tables(config: Config, folder: Path) -> dict[str, int]:
    """Write every table into `folder`, all as of one moment. Returns the rows of each."""
    import psycopg  # noqa: PLC0415 - an extra

    rows: dict[str, int] = {}
    with connect(config) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        tables = _columns_of_tables(connection)
        for table, columns in tables.items():
            rows[table] = _dump_table(connection, table, columns, folder / f"{table}.copy")
        described = {"tables": tables, "sequences": _sequences(connection)}
        (folder / TABLES_NAME).write_text(json.dumps(described, indent=1))
    return rows


def applied_migrations(config: Config) -> list[list[str]]:
    with connect(config) as connection:
        return [list(row) for row in connection.execute("SELECT app, name FROM django_migrations ORDER BY app, name")]


def begin_restore(config: Config) -> None:
    """Refuse a database that holds something; clear one that a cut restore left half full."""
    with connect(config) as connection:
        tables = list(_columns_of_tables(connection))
        if tables and UNFINISHED not in tables:
            raise BackupError(
                f"The database holds {len(tables)} tables already, and a restore never writes over one. "
                "Make an empty database and name it: OCTAVO_DATABASE=postgres://… octavo restore …"
            )
        for table in tables:
            connection.execute(_quoted("DROP TABLE {} CASCADE", table))
        connection.execute(_quoted("CREATE TABLE {} (since timestamptz DEFAULT now())", UNFINISHED))


def load_tables(config: Config, folder: Path) -> None:
    """Fill the migrated tables from `folder`, all or none."""
    described = json.loads((folder / TABLES_NAME).read_text())
    with connect(config) as connection:
        there = _columns_of_tables(connection)
        there.pop(UNFINISHED, None)
        if {name: sorted(columns) for name, columns in there.items()} != {
            name: sorted(columns) for name, columns in described["tables"].items()
        }:
            raise BackupError(
                "The tables of this version of Octavo differ from those of the backup. Restore with the version that made it."
            )
        connection.execute(_quoted("TRUNCATE " + ", ".join("{}" for _ in there) + " CASCADE", *there))
        # Django's foreign keys are checked at commit: the order does not matter.
        for table, columns in described["tables"].items():
            _load_table(connection, table, columns, folder / f"{table}.copy")
        for name, last in described["sequences"].items():
            connection.execute("SELECT setval(%s, %s, %s)", [f'"{name}"', last or 1, last is not None])


def end_restore(config: Config) -> None:
    with connect(config) as connection:
        connection.execute(_quoted("DROP TABLE IF EXISTS {}", UNFINISHED))


def _columns_of_tables(connection: "psycopg.Connection[Any]") -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for table, column in connection.execute(
        "SELECT c.table_name, c.column_name FROM information_schema.columns c JOIN information_schema.tables t "
        "USING (table_schema, table_name) WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' "
        "AND c.is_generated = 'NEVER' ORDER BY c.table_name, c.ordinal_position"
    ):
        if not _NAME.fullmatch(table):
            raise BackupError(f"The database has a table named {table!r}, which cannot be kept as a file.")
        found.setdefault(table, []).append(column)
    return found


def _sequences(connection: "psycopg.Connection[Any]") -> dict[str, int | None]:
    query = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = current_schema()"
    return dict(connection.execute(query).fetchall())


def _dump_table(connection: "psycopg.Connection[Any]", table: str, columns: list[str], path: Path) -> int:
    with path.open("wb") as file, connection.cursor() as cursor:
        with cursor.copy(_quoted(f"COPY {{}} ({_places(columns)}) TO STDOUT", table, *columns)) as rows:
            for block in rows:
                file.write(block)
        return cursor.rowcount


def _load_table(connection: "psycopg.Connection[Any]", table: str, columns: list[str], path: Path) -> None:
    into = _quoted(f"COPY {{}} ({_places(columns)}) FROM STDIN", table, *columns)
    with path.open("rb") as file, connection.cursor() as cursor, cursor.copy(into) as rows:
        while block := file.read(1 << 20):
            rows.write(block)


def _places(columns: list[str]) -> str:
    return ", ".join("{}" for _ in columns)


def _quoted(statement: str, *names: str) -> Any:
    from psycopg import sql  # noqa: PLC0415 - an extra

    return sql.SQL(statement).format(*map(sql.Identifier, names))
