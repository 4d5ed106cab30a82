"""Files of books that were brought to the desk: kept, looked through, let in or thrown away."""

import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.text import get_valid_filename

from octavo.importers.actions.feeds import begin_run
from octavo.importers.feed_folders import DESK, folder
from octavo.importers.models import FeedRun
from octavo.importers.opening import SHEET, kind_of

NAME_BYTES = 12
MAX_NAME_CHARACTERS = 120
NAMELESS = "feed"


def keep_upload(file: UploadedFile, reader: Any) -> FeedRun:
    """Keep a file in a folder of its own, and begin the run that looks through it."""
    place = f"{DESK}/{secrets.token_hex(NAME_BYTES)}"
    path = folder(place) / _plain_name(file.name or "")
    with path.open("xb") as kept:
        for chunk in file.chunks():
            kept.write(chunk)
    kind = kind_of(path)
    # Which column holds what, a person has to say or to confirm.
    state = FeedRun.State.ASKING if kind == SHEET else FeedRun.State.WAITING
    told = {"stored_as": f"{place}/{path.name}", "options": {"dry_run": True}, "asked_by": reader, "state": state}
    return begin_run(FeedRun.Door.DESK, kind, path.name, **told)


def file_of(run: FeedRun) -> Path:
    """Return where the file of a run lies; it may be gone."""
    return Path(settings.OCTAVO_FEEDS) / run.stored_as


def let_in(run: FeedRun) -> bool:
    """Let a file that was looked through come in; say whether this call did it. Whoever comes second changes nothing."""
    with transaction.atomic():
        waiting = FeedRun.objects.select_for_update().filter(pk=run.pk, state=FeedRun.State.LOOKED).first()
        if waiting is None:
            return False
        waiting.state, waiting.options, waiting.report = FeedRun.State.WAITING, {**waiting.options, "dry_run": False}, {}
        waiting.entries_done = waiting.entries_total = 0
        waiting.save(update_fields=["state", "options", "report", "entries_done", "entries_total"])
        return True


def throw_away(run: FeedRun) -> bool:
    """Forget a file that has not come in; say whether it was there to be forgotten."""
    path = file_of(run)
    waiting = (FeedRun.State.LOOKED, FeedRun.State.ASKING)
    gone, _ = FeedRun.objects.filter(pk=run.pk, door=FeedRun.Door.DESK, state__in=waiting).delete()
    if gone:
        path.unlink(missing_ok=True)
        leave_folder(path)
    return bool(gone)


def leave_folder(path: Path) -> None:
    """Remove the folder that a file had to itself."""
    if path.parent.is_dir():
        path.parent.rmdir()


def _plain_name(name: str) -> str:
    """Return the end of a name, with its suffix, as any disk and any terminal can bear it."""
    try:
        return get_valid_filename(Path(name).name[-MAX_NAME_CHARACTERS:]).lstrip(".-") or NAMELESS
    except SuspiciousFileOperation:
        return NAMELESS
