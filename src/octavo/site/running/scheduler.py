"""The scheduler: does what the clock asks for. Run by the supervisor; of several nodes, one at a time does it."""

import logging
import os
import signal
import threading
from datetime import datetime, timedelta

import django

from octavo.site.running.parent import end_with_parent

TICK_SECONDS = 5.0
LEASE_LASTS = timedelta(seconds=30)
TIDY_EVERY = timedelta(hours=6)
TASKS_KEPT_FOR = timedelta(days=7)
logger = logging.getLogger("octavo.scheduler")


def run() -> None:
    """Tick until told to stop."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "octavo.site.settings")
    django.setup()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    end_with_parent()
    tidied_at: datetime | None = None
    while not stop.is_set():
        tidied_at = tick(tidied_at)
        stop.wait(TICK_SECONDS)


def tick(tidied_at: datetime | None) -> datetime | None:
    """Publish and expire what is due; a few times a day, tidy. Returns when it was tidied last."""
    from django.db import close_old_connections  # noqa: PLC0415 - needs the apps
    from django.utils import timezone  # noqa: PLC0415

    from octavo.site.running.life import beat, node_name, take_lease  # noqa: PLC0415

    close_old_connections()
    try:
        beat("scheduler")
        if take_lease("scheduler", holder=node_name(), lasts=LEASE_LASTS):
            _publish_due()
            if tidied_at is None or timezone.now() - tidied_at > TIDY_EVERY:
                _tidy()
                return timezone.now()
    except Exception:
        logger.exception("a tick failed; the next comes in %s seconds", TICK_SECONDS)
    return tidied_at


def _publish_due() -> None:
    from django.core.management import call_command  # noqa: PLC0415 - needs the apps

    call_command("publish_scheduled", verbosity=0)


def _tidy() -> None:
    from django.core.management import call_command  # noqa: PLC0415 - needs the apps
    from django.utils import timezone  # noqa: PLC0415
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415

    call_command("clearsessions", verbosity=0)
    DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - TASKS_KEPT_FOR).delete()


if __name__ == "__main__":
    run()
