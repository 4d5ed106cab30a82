"""How a spreadsheet is meant: said once at the desk, remembered for the next with the same headings."""

from collections.abc import Sequence

from django.db import transaction

from octavo.importers.models import FeedRun, SheetMapping
from octavo.importers.sheets.headings import fingerprint
from octavo.importers.sheets.source import Reading

# From either state somebody may say it, and say it anew after looking at the outcome.
_TO_BE_SAID = (FeedRun.State.ASKING, FeedRun.State.LOOKED)


def say_how_it_is_meant(run: FeedRun, reading: Reading, headings: Sequence[str]) -> bool:
    """Let a spreadsheet be looked through with this reading; say whether it still waited for that."""
    with transaction.atomic():
        waiting = FeedRun.objects.select_for_update().filter(pk=run.pk, state__in=_TO_BE_SAID).first()
        if waiting is None:
            return False
        waiting.state, waiting.report = FeedRun.State.WAITING, {}
        waiting.options = {**waiting.options, "dry_run": True, "attempts": 0, "reading": reading.as_json()}
        waiting.save(update_fields=["state", "report", "options"])
        SheetMapping.objects.update_or_create(headings=fingerprint(headings), defaults={"reading": reading.as_json()})
        return True
