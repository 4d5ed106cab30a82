"""Work of `importers` that is done in the background."""

from pathlib import Path
from typing import Any

from django_tasks import task

from octavo.importers.actions.feeds import begin_run, bring_feed, bring_files_of_run, refuse_run
from octavo.importers.feed_folders import DONE, REFUSED, WORK, claim, put_away
from octavo.importers.models import FeedRun
from octavo.importers.onix.guard import FeedRefused
from octavo.importers.opening import kind_of, open_feed
from octavo.importers.report import text_of

# A file that has taken so many workers with it takes no more.
MOST_ATTEMPTS = 5


@task()
def bring_files_later(run_pk: int | None, wants: list[dict[str, Any]]) -> None:
    bring_files_of_run(run_pk, wants)


@task()
def bring_dropped_file(name: str) -> None:
    """Bring in a file of the watched folder, from wherever a former try has left it."""
    path = claim(name)
    if path is None:
        return
    run = _run_of(path)
    if run.state in {FeedRun.State.WAITING, FeedRun.State.RUNNING}:
        _bring(run, path)
    text = text_of(run.report) if run.state == FeedRun.State.DONE else run.reason + "\n"
    put_away(path, DONE if run.state == FeedRun.State.DONE else REFUSED, text)
    # Only now: until here a worker that takes the file up again must find this run.
    FeedRun.objects.filter(pk=run.pk).update(stored_as="")


def _run_of(path: Path) -> FeedRun:
    """Return the run that a former try began for the file, else a new one."""
    stored_as = f"{WORK}/{path.name}"
    run = FeedRun.objects.filter(door=FeedRun.Door.FOLDER, stored_as=stored_as).order_by("pk").last()
    return run or begin_run(FeedRun.Door.FOLDER, kind_of(path), path.name, stored_as=stored_as)


def _bring(run: FeedRun, path: Path) -> None:
    attempts = run.options.get("attempts", 0) + 1
    if attempts > MOST_ATTEMPTS:
        refuse_run(run, f"{path.name} was given up: {MOST_ATTEMPTS} workers died while they read it.")
        return
    run.options = {**run.options, "attempts": attempts}
    run.save(update_fields=["options"])
    try:
        bring_feed(run, open_feed(path, run.kind), later=bring_files_later.enqueue)
    except FeedRefused as error:
        refuse_run(run, str(error))
