"""`octavo export onix [FILE]`"""

import os
from argparse import ArgumentParser
from datetime import datetime, time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from octavo.importers.onix.write import write_onix
from octavo.importers.queries.catalogue import catalogue_records


class Command(BaseCommand):
    help = "Write the catalogue as an ONIX 3.0 message: what is sold of the books that readers see."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="Where to write it. Default: to the standard output.")
        parser.add_argument(
            "--since",
            type=_moment,
            metavar="DATE",
            help="Only what has changed since, and what is no longer sold: 2026-03-01 or 2026-03-01T06:00.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        pieces = write_onix(catalogue_records(options["since"]), sender=settings.WAGTAIL_SITE_NAME, sent_at=timezone.localtime())
        if options["file"] is None:
            for piece in pieces:
                self.stdout.write(piece.decode(), ending="")
            return
        target: Path = options["file"]
        # Whoever fetches the file meanwhile gets the former one, never half of this one.
        half = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            with half.open("wb") as file:
                file.writelines(pieces)
            half.replace(target)
        except OSError as error:
            raise CommandError(f"{target} cannot be written ({error.strerror}). Choose another place.") from error
        finally:
            half.unlink(missing_ok=True)


def _moment(text: str) -> datetime:
    """Return the moment that is meant, where the magazine is."""
    try:
        moment = parse_datetime(text) if len(text) > len("2026-03-01") else None
        day = parse_date(text[:10])
    except ValueError:
        moment = day = None
    if moment is None and day is not None and len(text) == len("2026-03-01"):
        moment = datetime.combine(day, time.min)
    if moment is None:
        raise CommandError(f"--since {text}: no date. Write it as 2026-03-01 or 2026-03-01T06:00.")
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
