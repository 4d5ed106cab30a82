"""The worker: does what others put in the queue. Run by the supervisor."""

import logging
import os
import threading

from octavo.site.running.parent import end_with_parent

POLL_SECONDS = 2.0
logger = logging.getLogger("octavo.worker")


def run() -> None:
    """Work until told to stop; a task that is running is finished first."""
    end_with_parent()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "octavo.site.settings")
    import django  # noqa: PLC0415 - it takes a second in which the parent may die

    django.setup()
    from django.db import connections  # noqa: PLC0415 - needs the settings
    from django_tasks_db.management.commands.db_worker import Worker  # noqa: PLC0415 - needs the apps

    from octavo.site.running.life import process_name, say_goodbye  # noqa: PLC0415 - needs the apps

    name = process_name()
    worker = Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=POLL_SECONDS,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
    )
    logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
    logging.getLogger("django_tasks").addFilter(_is_worth_saying)
    worker.configure_signals()
    _beat(name)
    threading.Thread(target=_keep_beating, args=(name,), daemon=True).start()
    try:
        worker.run()
    finally:
        # The signal to end may have come between a BEGIN and what was to follow it.
        connections.close_all()
        say_goodbye("worker", name=name)


def _is_worth_saying(record: logging.LogRecord) -> bool:
    """Tell whether a failed task concerns anybody: to index what was deleted meanwhile does not."""
    from django.core.exceptions import ObjectDoesNotExist  # noqa: PLC0415 - needs the apps

    error = record.exc_info[0] if record.exc_info else None
    is_index = "path=wagtail.tasks." in record.getMessage() or "path=modelsearch.tasks." in record.getMessage()
    return not (is_index and error and issubclass(error, ObjectDoesNotExist))


def _keep_beating(name: str) -> None:
    from octavo.site.running.life import BEAT_EVERY  # noqa: PLC0415 - needs the apps

    pause = threading.Event()
    while not pause.wait(BEAT_EVERY.total_seconds()):
        _beat(name)


def _beat(name: str) -> None:
    from django.db import close_old_connections  # noqa: PLC0415 - needs the apps

    from octavo.site.running.life import beat  # noqa: PLC0415 - needs the apps

    try:
        beat("worker", name=name)
    except Exception:
        logger.exception("no sign of life could be written")
        close_old_connections()


if __name__ == "__main__":
    run()
