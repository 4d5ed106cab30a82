"""What is remembered of spreadsheets."""

from collections.abc import Sequence

from octavo.importers.models import FeedRun, SheetMapping
from octavo.importers.sheets.headings import fingerprint
from octavo.importers.sheets.source import Reading


def reading_of(run: FeedRun, headings: Sequence[str]) -> Reading | None:
    """Return what was said of a run, else what was said the last time of the same headings; None where nobody has."""
    if told := run.options.get("reading"):
        return Reading.from_json(told)
    known = SheetMapping.objects.filter(headings=fingerprint(headings)).first()
    return Reading.from_json(known.reading) if known else None
