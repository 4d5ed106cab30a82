"""`octavo import onix FILE...`"""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from octavo.importers.actions.editions import EditionOptions, bring_editions
from octavo.importers.actions.feeds import begin_run, bring_feed, refuse_run
from octavo.importers.book_records import EditionEntry
from octavo.importers.models import FeedRun
from octavo.importers.onix.guard import FeedRefused
from octavo.importers.onix.source import OnixFile
from octavo.importers.opening import ONIX
from octavo.importers.report import Report
from octavo.importers.tasks import bring_files_later


class Command(BaseCommand):
    help = "Bring in books from ONIX files. Safe to repeat: what is here and unchanged is passed over."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="ONIX 2.1, 3.0 or 3.1, as the sender made it.")
        parser.add_argument("--dry-run", action="store_true", help="Read and report, change nothing.")
        parser.add_argument("--covers", type=Path, metavar="DIR", help="A folder of covers, each called by its ISBN.")
        parser.add_argument("--no-fetch", action="store_true", help="Do not ask the addresses of covers and samples.")
        parser.add_argument("--report", type=Path, metavar="FILE", help="Write the whole report there, as JSON.")
        parser.add_argument("--sender", default="", metavar="NAME", help="What the sender is known by. Default: the file says.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["covers"] and not options["covers"].is_dir():
            raise CommandError(f"--covers {options['covers']}: there is no such folder. Give the one that holds the pictures.")
        wanted = EditionOptions(
            is_dry_run=options["dry_run"],
            covers=options["covers"] and options["covers"].resolve(),
            may_fetch=not options["no_fetch"],
        )
        reports, refused = [], []
        for path in options["files"]:
            try:
                report = self._bring(path, options["sender"], wanted)
            except FeedRefused as error:
                refused.append(str(error))
                continue
            reports.append(report)
            self.stdout.write(report.as_text())
        if options["report"]:
            _write(options["report"], [report.as_json() for report in reports])
        if refused:
            raise CommandError("\n".join(refused))

    def _bring(self, path: Path, sender: str, options: EditionOptions) -> Report:
        """Bring in one file. A dry run leaves no trace, not even of itself."""
        columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
        # Only on a terminal: in a log a bar is noise.
        with Progress(*columns, console=Console(stderr=True), disable=not sys.stderr.isatty(), transient=True) as progress:
            run = None if options.is_dry_run else begin_run(FeedRun.Door.COMMAND, ONIX, path.name)
            try:
                source = OnixFile(path, sender=sender)
                task = progress.add_task("importing", total=source.total_bytes)

                def tell(entry: EditionEntry) -> None:
                    progress.update(task, completed=source.bytes_read, description=entry.title[:40])

                if run is None:
                    return bring_editions(source, Report(path.name), options=options, tell=tell)
                return bring_feed(run, source, options=options, later=bring_files_later.enqueue, tell=tell)
            except FeedRefused as error:
                if run is not None:
                    refuse_run(run, str(error))
                raise


def _write(path: Path, reports: list[dict[str, Any]]) -> None:
    """Write one report, or a list of them where there were several files."""
    told = reports[0] if len(reports) == 1 else reports
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
