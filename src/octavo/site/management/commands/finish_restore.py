"""Brings a restored database up to this version and holds its mail."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from octavo.mail.actions import hold_letters
from octavo.site import upgrading
from octavo.site.settings import CONFIG


class Command(BaseCommand):
    help = "Migrate a restored database and put its mail on hold. Called by octavo restore."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--reason", required=True)

    def handle(self, *args: Any, reason: str, **options: Any) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("upgrade_database")
        hold_letters(reason)
        connection.close()
        upgrading.note_up_to_date(CONFIG)
