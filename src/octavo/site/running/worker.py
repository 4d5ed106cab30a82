"""The worker: does what others put in the queue. Run by the supervisor."""

import logging
import os
import threading
import uuid

import django

from octavo.site.running.parent import end_with_parent

POLL_SECONDS = 2.0
BEAT_SECONDS = 10.0
logger = logging.getLogger("octavo.worker")


def run() -> None:
    """Work until told to stop; a task that is running is finished first."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "octavo.site.settings")
    django.setup()
    from django_tasks_db.management.commands.db_worker import Worker  # noqa: PLC0415 - needs the apps

    worker = Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=POLL_SECONDS,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=uuid.uuid4().hex,
    )
    logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
    worker.configure_signals()
    end_with_parent()
    threading.Thread(target=_keep_beating, daemon=True).start()
    worker.run()


def _keep_beating() -> None:
    from django.db import connection  # noqa: PLC0415 - needs the apps

    from octavo.site.running.life import beat  # noqa: PLC0415 - needs the apps

    pause = threading.Event()
    while True:
        try:
            beat("worker")
        except Exception:
            logger.exception("no sign of life could be written")
        finally:
            connection.close()
        pause.wait(BEAT_SECONDS)


if __name__ == "__main__":
    run()
