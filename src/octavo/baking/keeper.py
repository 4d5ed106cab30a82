"""What keeps the baked pages of a node right while nobody asks: two threads of each web process."""

import logging
import queue
import threading
import time
from datetime import timedelta

from django.db import close_old_connections

from octavo.baking.actions import bake, catch_up, folder, unbake_what_is_past
from octavo.baking.addresses import Address
from octavo.baking.front import Front, key_of, lock_of
from octavo.baking.index import Row
from octavo.baking.table import is_in_place

LOOK_EVERY_SECONDS = 0.25
TIDY_EVERY_SECONDS = 30.0
# Read so often since it was last baked, a page is baked again before somebody asks.
POPULAR_HITS = 5
# Gone stale and asked for by nobody for so long, a page goes.
STALE_FOR = timedelta(hours=1)
MOST_WAITING = 1000
logger = logging.getLogger("octavo.baking")


class Keeper:
    """Follows what is announced elsewhere, unbakes what has become wrong by itself, and bakes again what many read."""

    def __init__(self, front: Front) -> None:
        self.front = front
        self.waiting: queue.Queue[Address] = queue.Queue(maxsize=MOST_WAITING)
        self._asked: set[Address] = set()
        self._pages = folder().pages()
        front.refresh = self.bake_soon

    def start(self) -> None:
        threading.Thread(target=self._look_on, name="octavo-unbaking", daemon=True).start()
        threading.Thread(target=self._bake_on, name="octavo-baking", daemon=True).start()

    def bake_soon(self, address: Address) -> None:
        """Have a page baked again, unless that is asked for already or too many wait."""
        if address in self._asked:
            return
        try:
            self._asked.add(address)
            self.waiting.put_nowait(address)
        except queue.Full:
            self._asked.discard(address)

    def look(self) -> list[Row]:
        """Look once. Returns the pages that went."""
        popular = [(key, entry) for key, entry in list(self.front.table.entries.items()) if entry.hits >= POPULAR_HITS]
        self._notice_a_loss()
        gone = [*catch_up(), *unbake_what_is_past(stale_for=STALE_FOR)]
        for key, entry in sorted(popular, key=lambda item: -item[1].hits):
            # Seen by its file: mostly another thread or process has unbaked it, or all went at once.
            if not is_in_place(entry):
                self.front.table.drop(key)
                self.bake_soon(entry.address)
        return gone

    def _notice_a_loss(self) -> None:
        """Forget what is in memory when the folder is another one, or gone: whoever put it there may have been killed since."""
        if not folder().epoch.is_there():
            folder().epoch.open_again()
            self._pages = None
        if self._pages != folder().pages() or self._pages is None:
            self._pages = folder().pages()
            self.front.table.clear()

    def bake_next(self) -> None:
        """Bake the page that has waited longest."""
        address = self.waiting.get()
        # From now on what changes it is to have it baked once more.
        self._asked.discard(address)
        with folder().locked(lock_of(address)):
            # A reader or another process may have had it baked while it waited.
            found = self.front.table.load(key_of(address), address)
            if found is None or time.time() > found.stale_from:
                bake(address)

    def _look_on(self) -> None:
        tidied_at = 0.0
        while True:
            try:
                self.look()
                if time.monotonic() - tidied_at > TIDY_EVERY_SECONDS:
                    tidied_at = time.monotonic()
                    folder().remove_old()
            except Exception:
                logger.exception("what was announced could not be followed; tried again in %s seconds", LOOK_EVERY_SECONDS)
            finally:
                close_old_connections()
            time.sleep(LOOK_EVERY_SECONDS)

    def _bake_on(self) -> None:
        while True:
            try:
                self.bake_next()
            except Exception:
                logger.exception("a page could not be baked again")
            finally:
                close_old_connections()
