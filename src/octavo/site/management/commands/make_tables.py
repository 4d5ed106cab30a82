"""Makes in an empty database the tables of a list of migrations."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


class Command(BaseCommand):
    help = "Run the migrations named in a file, no more. Called by octavo restore."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path)

    def handle(self, *args: Any, path: Path, **options: Any) -> None:
        wanted = [(app, name) for app, name in json.loads(path.read_text())]
        executor = MigrationExecutor(connection)
        unknown = [node for node in wanted if node not in executor.loader.graph.nodes and node not in executor.loader.replacements]
        if unknown:
            raise CommandError(f"The backup knows {unknown[0][0]}.{unknown[0][1]}, which is not installed. Restore with the version that made it.")
        executor.migrate([node for node in wanted if node in executor.loader.graph.nodes])
