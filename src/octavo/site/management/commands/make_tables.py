"""Makes in an empty database the tables of a list of migrations."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.graph import MigrationGraph


class Command(BaseCommand):
    requires_system_checks = []
    help = "Run the migrations named in a file, no more. Called by octavo restore."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path)

    def handle(self, *args: Any, path: Path, **options: Any) -> None:
        wanted = [(app, name) for app, name in json.loads(path.read_text())]
        executor = MigrationExecutor(connection)
        # Of a squashed migration both names are written down, but only one is a step.
        unknown = [node for node in wanted if node not in executor.loader.disk_migrations]
        if unknown:
            raise CommandError(
                f"The backup knows {'.'.join(unknown[0])}, which is not installed. Restore with the version that made it."
            )
        executor.migrate(_last_steps(executor.loader.graph, set(wanted)))


def _last_steps(graph: MigrationGraph, wanted: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the steps no other step follows; to name one that is followed would mean to go back to it."""
    steps = {node for node in wanted if node in graph.nodes}
    followed = {parent.key for node in steps for parent in graph.node_map[node].parents}
    return sorted(steps - followed)
