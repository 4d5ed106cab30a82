"""Migrates and checks a database; with --copy, one that is not in use yet."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

# Any number, the same for every node: two that start at once migrate one after the other.
LOCK_NUMBER = 0x0C7A70


class Command(BaseCommand):
    help = "Migrate, make the rows every site needs and check. Called by octavo upgrade, which backs up first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--copy", help="the SQLite file to work on instead of the site's")
        parser.add_argument("--tables-only", action="store_true", help="make no rows")

    def handle(self, *args: Any, copy: str = "", tables_only: bool = False, **options: Any) -> None:
        if copy:
            connection.close()
            connection.settings_dict["NAME"] = copy
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK_NUMBER])
            call_command("migrate", verbosity=0)
            if not tables_only:
                call_command("prepare_site")
            call_command("check")
            if connection.vendor == "sqlite":
                _check_sqlite(cursor)
        connection.close()


def _check_sqlite(cursor: Any) -> None:
    verdict = cursor.execute("PRAGMA integrity_check").fetchone()[0]
    broken = cursor.execute("PRAGMA foreign_key_check").fetchall()
    if verdict != "ok" or broken:
        raise CommandError(f"After migrating, the database is not sound: {verdict}, {len(broken)} rows point nowhere.")
