"""`octavo import wordpress FILE.xml`"""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from octavo.importers.actions import Options, import_site
from octavo.importers.actions.places import NoPlace
from octavo.importers.records import Entry
from octavo.importers.report import Report
from octavo.importers.wordpress.guard import ExportRefused
from octavo.importers.wordpress.source import WordPressExport


class Command(BaseCommand):
    help = "Bring in a WordPress site from its export file. Safe to repeat: what is here and unchanged is passed over."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="The .xml file that Tools > Export made in WordPress.")
        parser.add_argument("--dry-run", action="store_true", help="Read and report, change nothing.")
        parser.add_argument("--media", type=Path, metavar="DIR", help="A copy of wp-content/uploads, to take files from.")
        parser.add_argument("--no-fetch", action="store_true", help="Do not ask the old site for files.")
        parser.add_argument("--report", type=Path, metavar="FILE", help="Write the whole report there, as JSON.")
        parser.add_argument(
            "--source-site", default="", metavar="NAME", help="What the old site is known by. Default: its address."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["media"] and not options["media"].is_dir():
            raise CommandError(f"--media {options['media']}: there is no such folder. Give a copy of wp-content/uploads.")
        report = Report(str(options["file"]))
        try:
            source = WordPressExport(options["file"], source_site=options["source_site"])
            wanted = Options(is_dry_run=options["dry_run"], media_folder=options["media"], may_fetch=not options["no_fetch"])
            self._import(source, report, wanted)
        except (ExportRefused, NoPlace) as error:
            raise CommandError(str(error)) from error
        if options["report"]:
            options["report"].write_text(json.dumps(report.as_json(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        self.stdout.write(report.as_text())

    def _import(self, source: WordPressExport, report: Report, options: Options) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        # Only on a terminal: in a log a bar is noise.
        with Progress(*columns, console=Console(stderr=True), disable=not sys.stderr.isatty(), transient=True) as progress:
            task = progress.add_task("importing", total=source.size())

            def tell(entry: Entry) -> None:
                progress.update(task, advance=1, description=str(entry.kind))

            import_site(source, report, options=options, tell=tell)
