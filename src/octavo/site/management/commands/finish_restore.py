"""Brings a restored database up to this version, holds its mail, and deletes again who was deleted since."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from octavo.baking.triggers import ensure_triggers
from octavo.base.furniture import change_furniture
from octavo.mail.actions import hold_letters
from octavo.readers.account.actions import erase_again
from octavo.site import upgrading
from octavo.site.settings import CONFIG


class Command(BaseCommand):
    help = "Migrate a restored database and put its mail on hold. Called by octavo restore."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--reason", required=True)
        parser.add_argument("--erased", action="append", default=[], type=Path)

    def handle(self, *args: Any, reason: str, erased: list[Path], **options: Any) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("upgrade_database")
        hold_letters(reason)
        # Nothing was announced of what is another database now: on every node all pages are old.
        ensure_triggers()
        change_furniture()
        if count := erase_again(erased):
            self.stdout.write(f"{count} accounts that were deleted since the backup are deleted again.")
        connection.close()
        upgrading.note_up_to_date(CONFIG)
