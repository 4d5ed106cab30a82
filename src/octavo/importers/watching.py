"""The watched folder: a file of books that was put there, and is whole, goes into the queue."""

from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from octavo.importers.feed_folders import WORK, waiting_files
from octavo.importers.tasks import bring_dropped_file

# Somebody who copies a large file over a network pauses for less.
STILL_FOR = timedelta(seconds=10)
_ALIVE = ("READY", "RUNNING")

_Look = tuple[int, int]


class Watcher:
    """Remembers, from one look to the next, how large the files were."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[_Look, datetime]] = {}

    def look(self, now: datetime | None = None) -> list[str]:
        """Put what is whole into the queue, and what a dead worker left behind; return the names."""
        now = now or timezone.now()
        inbox = list(waiting_files())
        looks = {path.name: _look(path) for path in inbox}
        self._seen = {
            name: self._seen[name] if name in self._seen and self._seen[name][0] == look else (look, now)
            for name, look in looks.items()
        }
        whole = [name for name, (_, since) in self._seen.items() if now - since >= STILL_FOR]
        wanted = dict.fromkeys([*(path.name for path in waiting_files(WORK)), *whole])
        queued = _queued()
        names = [name for name in wanted if name not in queued]
        for name in names:
            bring_dropped_file.enqueue(name)
        return names


def _look(path: Path) -> _Look:
    try:
        told = path.stat()
    except FileNotFoundError:
        return -1, -1
    return told.st_size, told.st_mtime_ns


def _queued() -> set[str]:
    tasks = DBTaskResult.objects.filter(task_path=bring_dropped_file.module_path, status__in=_ALIVE)
    return {told["args"][0] for told in tasks.values_list("args_kwargs", flat=True)}
