"""Work of `importers` that is done in the background."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django_tasks import task
from django_tasks_db.models import DBTaskResult

from octavo.importers.actions.feeds import begin_run, bring_feed, bring_files_of_run, look_through, refuse_run
from octavo.importers.actions.uploads import file_of, leave_folder
from octavo.importers.feed_folders import DESK, DONE, REFUSED, WORK, claim, put_away
from octavo.importers.lookup.sources import Source, read_source
from octavo.importers.models import FeedRun
from octavo.importers.onix.guard import FeedRefused
from octavo.importers.opening import EPUB, SHEET, kind_of, open_feed
from octavo.importers.queries.sheets import reading_of
from octavo.importers.report import Report
from octavo.importers.sheets.source import Reading
from octavo.importers.sheets.table import open_table

# A file that has taken so many workers with it gets no more of them.
MOST_ATTEMPTS = 5
_TO_DO = {FeedRun.State.WAITING, FeedRun.State.RUNNING}
_ENDED = {FeedRun.State.DONE, FeedRun.State.REFUSED}


# Behind letters and whatever else somebody waits for: a feed may want thousands.
@task(priority=-10)
def bring_files_later(run_pk: int | None, wants: list[dict[str, Any]]) -> None:
    bring_files_of_run(run_pk, wants)


@task()
def bring_dropped_file(name: str) -> None:
    """Bring in a file of the watched folder, from wherever a former try has left it."""
    path = claim(name)
    if path is None:
        return
    run = _run_of(path)
    if run.state in _TO_DO:
        _bring(run, path)
    # Before the file is moved: if this is cut off in between, the file comes in once more, which changes nothing;
    # the other way round the next file of this name would be taken for this one.
    FeedRun.objects.filter(pk=run.pk).update(stored_as="")
    _put_away(run, path)


@task()
def bring_uploaded_file(run_pk: int) -> None:
    """Look through a file that was brought to the desk, or bring it in, whichever its run asks for."""
    run = FeedRun.objects.filter(pk=run_pk, door=FeedRun.Door.DESK, stored_as__startswith=f"{DESK}/").first()
    if run is None:
        return
    path = file_of(run)
    if run.state in _TO_DO:
        if path.exists():
            _bring(run, path)
        else:
            refuse_run(run, f"{run.file_name}: the file is no longer here. Upload it again.")
    if run.state in _ENDED and path.exists():
        target = _put_away(run, path)
        leave_folder(path)
        FeedRun.objects.filter(pk=run.pk).update(stored_as=f"{target.parent.name}/{target.name}")


def _put_away(run: FeedRun, path: Path) -> Path:
    if run.state == FeedRun.State.DONE:
        return put_away(path, DONE, Report.from_json(run.report).as_text() + "\n")
    return put_away(path, REFUSED, run.reason + "\n")


@task()
def read_source_later(name: str) -> None:
    """Read a file that books are looked up in, so that a look costs nothing."""
    read_source(name)


def read_unread(sources: Iterable[Source]) -> None:
    """Put the owner's files that nobody has read into the queue, each once."""
    unread = [source.name for source in sources if source.about is None]
    tasks = DBTaskResult.objects.filter(task_path=read_source_later.module_path, status__in=("READY", "RUNNING"))
    queued = {told["args"][0] for told in tasks.values_list("args_kwargs", flat=True)} if unread else set()
    for name in unread:
        if name not in queued:
            read_source_later.enqueue(name)


def _run_of(path: Path) -> FeedRun:
    """Return the run that a former try began for the file, else a new one."""
    stored_as = f"{WORK}/{path.name}"
    run = FeedRun.objects.filter(door=FeedRun.Door.FOLDER, stored_as=stored_as).order_by("pk").last()
    return run or begin_run(FeedRun.Door.FOLDER, kind_of(path), path.name, stored_as=stored_as)


def _bring(run: FeedRun, path: Path) -> None:
    attempts = run.options.get("attempts", 0) + 1
    if attempts > MOST_ATTEMPTS:
        refuse_run(run, f"{path.name}: given up, since {MOST_ATTEMPTS} tries to read it came to no end.")
        return
    run.options = {**run.options, "attempts": attempts}
    run.save(update_fields=["options"])
    try:
        source = open_feed(path, run.kind, reading=_reading_of(run, path))
        is_dry_run = run.options.get("dry_run", False)
        report = look_through(run, source) if is_dry_run else bring_feed(run, source, later=bring_files_later.enqueue)
    except FeedRefused as error:
        refuse_run(run, str(error).replace(f"{path.parent}/", ""))
        return
    if run.kind == EPUB and report.left_out:
        # One file, one book: what does not come in is refused.
        refuse_run(run, report.left_out[0].reason.replace(f"{path.parent}/", ""))


def _reading_of(run: FeedRun, path: Path) -> Reading | None:
    if run.kind != SHEET:
        return None
    reading = reading_of(run, open_table(path).headings)
    if reading is None:
        raise FeedRefused(
            path,
            "nobody has said yet what the columns of such a spreadsheet hold",
            next_step="Bring it to the desk once, under Books → Feeds; the next one with the same headings comes in by itself.",
        )
    return reading
