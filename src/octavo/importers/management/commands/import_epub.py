"""`octavo import epub FILE...`"""

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from octavo.importers.actions.editions import EditionOptions, bring_editions
from octavo.importers.book_records import EditionEntry
from octavo.importers.epub.record import SAMPLE_SHARE
from octavo.importers.epub.source import EpubFiles, NoEpubFiles
from octavo.importers.report import Report


class Command(BaseCommand):
    help = "Bring in what EPUB files say of their books, with cover and sample. Safe to repeat: what is unchanged is passed over."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="EPUB files, or folders of them at any depth.")
        parser.add_argument("--dry-run", action="store_true", help="Read and report, change nothing.")
        parser.add_argument("--report", type=Path, metavar="FILE", help="Write the whole report there, as JSON.")
        parser.add_argument(
            "--sample",
            type=percent,
            default=SAMPLE_SHARE,
            metavar="PERCENT",
            help=f"How much of the text anybody may read; 0 for none. Default: {SAMPLE_SHARE:.0%}".replace("%", "%%"),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        report = Report(", ".join(str(path) for path in options["files"]))
        try:
            source = EpubFiles(options["files"], sample_share=options["sample"])
        except NoEpubFiles as error:
            raise CommandError(str(error)) from error
        self._bring(source, report, EditionOptions(is_dry_run=options["dry_run"]))
        if options["report"]:
            options["report"].write_text(json.dumps(report.as_json(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        self.stdout.write(report.as_text())

    def _bring(self, source: EpubFiles, report: Report, options: EditionOptions) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
        # Only on a terminal: in a log a bar is noise.
        with Progress(*columns, console=Console(stderr=True), disable=not sys.stderr.isatty(), transient=True) as progress:
            task = progress.add_task("importing", total=source.total_bytes)

            def tell(entry: EditionEntry) -> None:
                progress.update(task, completed=source.bytes_read, description=entry.title[:40])

            bring_editions(source, report, options=options, tell=tell)


def percent(text: str) -> float:
    """Return a share from 0 to 1 for a number from 0 to 100."""
    try:
        share = float(text.removesuffix("%")) / 100
    except ValueError:
        share = -1
    if not 0 <= share <= 1:
        raise ArgumentTypeError(f"“{text}” is no number from 0 to 100")
    return share
