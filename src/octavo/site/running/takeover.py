"""Tasks whose worker died: somebody else does them, but not for ever."""

import logging
from datetime import timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from octavo.site.running.life import living

# A worker gives its first sign of life before it takes a task; a minute forgives a machine that stood still.
SURELY_DEAD_AFTER = timedelta(seconds=60)
MOST_ATTEMPTS = 5
logger = logging.getLogger("octavo.scheduler")


class WorkersDied(Exception):
    """The task is given up: whoever took it died."""


def hand_over_lost_tasks() -> int:
    """Put tasks of dead workers back into the queue, and give up one that took five workers with it. Returns how many."""
    alive = living("worker")
    begun_before = timezone.now() - SURELY_DEAD_AFTER
    lost = [
        task
        for task in DBTaskResult.objects.running().filter(started_at__lt=begun_before)
        if task.worker_ids[-1:] and task.worker_ids[-1] not in alive
    ]
    return sum(_hand_over(task) for task in lost)


def _hand_over(task: DBTaskResult) -> int:
    if len(task.worker_ids) >= MOST_ATTEMPTS:
        logger.error("%s is given up: %s workers died while doing it", task.task_path, MOST_ATTEMPTS)
        task.set_failed(WorkersDied(f"{MOST_ATTEMPTS} workers died while doing it"))
        return 1
    logger.warning("%s is done again: the worker that had it is gone", task.task_path)
    # Only as it was read: its worker may have finished it meanwhile.
    still_lost = DBTaskResult.objects.running().filter(pk=task.pk, started_at=task.started_at)
    return still_lost.update(status="READY", started_at=None)
