"""The queue of background work; what is to be indexed can be gathered first, so that a thousand rows are one task.

Wagtail puts two tasks into the queue for each row that is saved, and each of
them looks through the whole index. A feed of books would keep a worker busy for
hours with what takes minutes together.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import uuid4

from django.utils import timezone
from django_tasks.base import TaskResult, TaskResultStatus
from django_tasks_db import DatabaseBackend

SEARCH_TASK = "modelsearch.tasks.insert_or_update_object_task"
REFERENCES_TASK = "wagtail.tasks.update_reference_index_task"
# (path of the task, label of the model) -> primary keys, each once, in the order in which they were saved.
Gathered = dict[tuple[str, str], dict[str, None]]
_gathered: ContextVar[Gathered | None] = ContextVar("gathered", default=None)


@contextmanager
def gathering() -> Iterator[Gathered]:
    """Keep what is saved inside from being queued for the indexes row by row; the caller has it done."""
    gathered: Gathered = {}
    token = _gathered.set(gathered)
    try:
        yield gathered
    finally:
        _gathered.reset(token)


class Queue(DatabaseBackend):
    """The queue in the database."""

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        gathered = _gathered.get()
        if gathered is None or task.module_path not in {SEARCH_TASK, REFERENCES_TASK} or kwargs:
            return super().enqueue(task, args, kwargs)
        app_label, model_name, pk = args
        gathered.setdefault((task.module_path, f"{app_label}.{model_name}"), {})[pk] = None
        return _not_queued(task, args, self.alias)


def _not_queued(task: Any, args: Any, alias: str) -> TaskResult:
    """Return what whoever wanted the task expects; nobody asks later how it went."""
    return TaskResult(
        task=task,
        id=str(uuid4()),
        status=TaskResultStatus.READY,
        enqueued_at=timezone.now(),
        started_at=None,
        finished_at=None,
        last_attempted_at=None,
        args=list(args),
        kwargs={},
        backend=alias,
        errors=[],
        worker_ids=[],
    )


def is_queued(task_path: str) -> bool:
    """Tell whether a task waits that nobody has begun: it will see whatever is committed now."""
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415 - needs the apps

    return DBTaskResult.objects.ready().filter(task_path=task_path).exists()
