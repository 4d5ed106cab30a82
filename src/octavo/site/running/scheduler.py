"""The scheduler: does what the clock asks for. Run by the supervisor; of several nodes, one at a time does it."""

import logging
import os
import signal
import sys
import threading
from datetime import datetime, timedelta

from octavo.site.running.parent import end_with_parent

TICK_SECONDS = 3.0
LEASE_LASTS = timedelta(seconds=15)
LETTERS_EVERY = timedelta(minutes=1)
SHELVES_EVERY = timedelta(minutes=1)
FEEDS_EVERY = timedelta(seconds=30)
TIDY_EVERY = timedelta(hours=6)
TASKS_KEPT_FOR = timedelta(days=7)
SAY_OWNER_LINK = "--say-owner-link"
logger = logging.getLogger("octavo.scheduler")


def run(*, says_owner_link: bool) -> None:
    """Tick until told to stop."""
    end_with_parent()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "octavo.site.settings")
    import django  # noqa: PLC0415 - it takes a second in which the parent may die

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - needs the apps

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    if says_owner_link:
        # Here, because Django is here already.
        call_command("invite", "--if-no-owner")
    ticks = Ticks()
    while not stop.is_set():
        ticks.tick()
        stop.wait(TICK_SECONDS)
    ticks.end()


class Ticks:
    """What is done at each tick, and when the slower things were done last."""

    def __init__(self) -> None:
        from octavo.importers.watching import Watcher  # noqa: PLC0415 - needs the apps
        from octavo.site.running import life  # noqa: PLC0415

        self.life = life
        self.feeds = Watcher()
        self.name = life.process_name()
        self.done_at: dict[str, datetime] = {}

    def tick(self) -> None:
        """Publish and expire what is due; now and then, look for lost tasks and new feeds; a few times a day, tidy."""
        from django.db import close_old_connections  # noqa: PLC0415 - needs the apps

        from octavo.books.actions import shelve_what_is_due  # noqa: PLC0415
        from octavo.site.running.due import publish_and_expire_due  # noqa: PLC0415
        from octavo.site.running.takeover import hand_over_lost_tasks  # noqa: PLC0415

        close_old_connections()
        try:
            if self._is_time("beat", self.life.BEAT_EVERY):
                self.life.beat("scheduler", name=self.name)
            if self.life.take_lease("scheduler", holder=self.name, lasts=LEASE_LASTS):
                publish_and_expire_due()
                if self._is_time("hand over", self.life.BEAT_EVERY):
                    hand_over_lost_tasks()
                if self._is_time("shelves", SHELVES_EVERY):
                    shelve_what_is_due()
                self.see_to_the_rest()
        except Exception:
            logger.exception("a tick failed; the next comes in %s seconds", TICK_SECONDS)

    def see_to_the_rest(self) -> None:
        """Do what is due only now and then."""
        if self._is_time("letters", LETTERS_EVERY):
            _send_letters()
        if self._is_time("tidy", TIDY_EVERY):
            _tidy()
        if self._is_time("feeds", FEEDS_EVERY):
            self.feeds.look()

    def end(self) -> None:
        self.life.say_goodbye("scheduler", name=self.name)

    def _is_time(self, what: str, every: timedelta) -> bool:
        from django.utils import timezone  # noqa: PLC0415 - needs the apps

        now = timezone.now()
        if what in self.done_at and now - self.done_at[what] < every:
            return False
        self.done_at[what] = now
        return True


def _tidy() -> None:
    from django.core.management import call_command  # noqa: PLC0415 - needs the apps
    from django.utils import timezone  # noqa: PLC0415
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415

    from octavo.baking.actions import forget_old_announcements  # noqa: PLC0415
    from octavo.columns.tasks import check_links_later  # noqa: PLC0415
    from octavo.conversation.actions import drop_old_drafts  # noqa: PLC0415
    from octavo.mail.actions import forget_old_letters  # noqa: PLC0415
    from octavo.site.caches import forget_old_counts  # noqa: PLC0415
    from octavo.site.running.life import forget_the_dead  # noqa: PLC0415

    call_command("clearsessions", verbosity=0)
    DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - TASKS_KEPT_FOR).delete()
    forget_the_dead()
    forget_old_letters()
    forget_old_counts()
    drop_old_drafts()
    forget_old_announcements()
    # Each address is followed at most once a week, however often this asks.
    check_links_later.enqueue()


def _send_letters() -> None:
    """Have sent what was left behind, or is due again; a hold is left to whoever lifts it."""
    from octavo.mail.tasks import send_letters_soon  # noqa: PLC0415 - needs the apps

    send_letters_soon()


if __name__ == "__main__":
    run(says_owner_link=SAY_OWNER_LINK in sys.argv)
