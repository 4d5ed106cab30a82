"""A file of books as a run: who asked for it, how far it is, what became of it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol

from django.db import transaction
from django.utils import timezone

from octavo.importers.actions.editions import EditionOptions, Feed, bring_editions
from octavo.importers.actions.editions.files import Want, bring_files
from octavo.importers.book_records import EditionEntry
from octavo.importers.models import FeedRun
from octavo.importers.report import Report

# Told to the database, where the desk looks, as often as anybody would look.
TELL_EVERY = 100
# Of covers that could not be had; a host that is down would else fill a report with all of them.
MOST_LINES = 1_000
MAX_FILE_NAME_CHARACTERS = 255


class SizedFeed(Feed, Protocol):
    """A feed that says how far it has been read."""

    total_bytes: int
    bytes_read: int


def begin_run(door: str, kind: str, file_name: str, **told: Any) -> FeedRun:
    """Note down that a file is to come in. `told` are further fields of a FeedRun."""
    return FeedRun.objects.create(door=door, kind=kind, file_name=file_name[-MAX_FILE_NAME_CHARACTERS:], **told)


def bring_feed(
    run: FeedRun,
    source: SizedFeed,
    *,
    options: EditionOptions | None = None,
    later: Callable[[int, list[Want]], Any] | None = None,
    tell: Callable[[EditionEntry], None] = lambda _: None,
) -> Report:
    """Bring in the file of a run and keep its row up to date. A run that was cut off goes on where it was.

    `later` is given the run and the covers and samples to be had in the
    background; without it they are had at once.
    """
    options = options or EditionOptions()
    if later is not None:
        options = replace(options, later=lambda wants: later(run.pk, wants))
    count = _counting(run, source, tell)
    report = bring_editions(source, Report(run.file_name), options=options, tell=count)
    run.entries_total = run.entries_done
    _end(run, FeedRun.State.DONE, report=report)
    return report


def look_through(run: FeedRun, source: SizedFeed) -> Report:
    """Read the file of a run and tell what would become of it. Changes nothing but the run."""
    count = _counting(run, source)
    report = bring_editions(source, Report(run.file_name), options=EditionOptions(is_dry_run=True), tell=count)
    run.entries_total = run.entries_done
    _end(run, FeedRun.State.LOOKED, report=report)
    return report


def refuse_run(run: FeedRun, reason: str) -> None:
    """Note down that a file does not come in, and why."""
    run.reason = reason
    _end(run, FeedRun.State.REFUSED)


def bring_files_of_run(run_pk: int | None, wants: list[Want]) -> Report:
    """Have covers and samples that a run wanted, and add to its report what could not be had."""
    report = Report("")
    bring_files(wants, report)
    with transaction.atomic():
        run = FeedRun.objects.select_for_update().filter(pk=run_pk).first() if run_pk else None
        if run is not None and report.counts:
            run.report = _together(run.report or Report(run.file_name).as_json(), report.as_json())
            run.save(update_fields=["report"])
    return report


def _counting(
    run: FeedRun, source: SizedFeed, tell: Callable[[EditionEntry], None] = lambda _: None
) -> Callable[[EditionEntry], None]:
    """Say that the run has begun; return what tells its row, now and then, how far it is."""
    run.state, run.entries_done = FeedRun.State.RUNNING, 0
    run.save(update_fields=["state", "entries_done"])

    def count(entry: EditionEntry) -> None:
        tell(entry)
        run.entries_done += 1
        if run.entries_done % TELL_EVERY == 1:
            run.entries_total = _guess(run.entries_done, source)
            run.save(update_fields=["entries_done", "entries_total"])

    return count


def _guess(done: int, source: SizedFeed) -> int:
    return round(done * source.total_bytes / source.bytes_read) if source.bytes_read else done


def _end(run: FeedRun, state: str, *, report: Report | None = None) -> None:
    run.state, run.ended_at = state, timezone.now()
    with transaction.atomic():
        # Covers may have come, or failed to, while the records were still coming.
        so_far = FeedRun.objects.select_for_update().values_list("report", flat=True).get(pk=run.pk)
        run.report = _together(report.as_json(), so_far) if report else so_far
        run.save(update_fields=["state", "ended_at", "reason", "report", "entries_done", "entries_total"])


def _together(told: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """Return one report for two that speak of different kinds of things."""
    if not more:
        return told
    left_out = [*told["left_out"], *more["left_out"]]
    kinds = {
        kind: {count: row.get(count, 0) + told["kinds"].get(kind, {}).get(count, 0) for count in row}
        for kind, row in more["kinds"].items()
    }
    return {
        **told,
        "changes": told["changes"] + more["changes"],
        "kinds": {**told["kinds"], **kinds},
        "left_out": left_out[: max(MOST_LINES, len(told["left_out"]))],
    }
