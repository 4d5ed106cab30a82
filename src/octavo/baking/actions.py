"""Bake and unbake.

1. A page is rendered, while what it shows is collected.
2. Its row and its tags are put into the index.
3. Under the lock of the index it is seen whether any of its tags was announced
   since before it was rendered. If so, it is thrown away; if not, its files are put in place.

Whoever changes something unbakes after the change is committed, under the same
lock: either the baker sees the change, or the unbaker sees the page. A kill
between any two steps leaves at worst a row without a file.
"""

import logging
import sqlite3
import time
from collections.abc import Iterable
from datetime import timedelta
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http.response import HttpResponseBase

from octavo.baking.addresses import Address
from octavo.baking.baked import ENDINGS, Head, etag_of
from octavo.baking.folder import Folder, Written, take_away
from octavo.baking.index import Changing, Index, Row
from octavo.baking.models import Announcement
from octavo.baking.queries import FURNITURE, announced_since, is_any_announced, is_forgotten, position_now
from octavo.baking.rendering import Renderer, kept_headers, kind_of, may_be_baked
from octavo.base.shown import Shown, collecting

KEPT_FOR = timedelta(days=2)
# A node that was away for so long begins anew: what it missed may be cleared away.
AWAY_FOR = timedelta(days=1)
# So often it is written down that a node is there, though nothing was announced.
LOOKED_AGAIN = timedelta(hours=1)
# A process that keeps pages in memory looks four times a second whether their folder is still there.
NOTICED_AFTER = timedelta(seconds=0.6)
logger = logging.getLogger("octavo.baking")


@cache
def folder() -> Folder:
    """Return this node's folder."""
    return Folder(settings.OCTAVO_BAKED, settings.OCTAVO_STAMP())


@cache
def renderer() -> Renderer:
    return Renderer(WSGIHandler())


def bake(address: Address) -> tuple[HttpResponseBase, bool]:
    """Render a page and keep it, where it may be kept. Returns the answer, and whether it is for everybody, kept or not."""
    position = position_now()
    with collecting() as shown:
        request, response = renderer().render(address)
    if not may_be_baked(request, response):
        return response, False
    try:
        _keep(address, response, shown, position)
    except (OSError, sqlite3.Error) as error:
        # No room, or the folder was deleted: the answer is right all the same.
        logger.warning("%s could not be baked: %s", address.path, error)
    return response, True


def _keep(address: Address, response: HttpResponseBase, shown: Shown, position: str) -> bool:
    """Put a page in its place unless something it shows has changed meanwhile. Tells whether it stands there."""
    index = folder().index() or folder().begin_anew(position)
    now, body = time.time(), response.content  # type: ignore[attr-defined]  # it does not stream
    head = Head(
        headers=kept_headers(response),
        etag=etag_of(body),
        made_at=now,
        until=shown.until.timestamp() if shown.until else None,
        stale_from=now + shown.fresh_for.total_seconds() if shown.fresh_for else None,
    )
    name = address.file_name(ENDINGS[kind_of(response)])
    written = Written(index.pages, name, body, head)
    try:
        row = Row(name, address.path, address.query_string, now, head.until, head.stale_from, written.bytes)
        with index.changing() as changing:
            changing.add(row, shown.tags)
        with index.changing() as changing:
            if not changing.has(row) or is_any_announced(shown.tags, since=position):
                _unbake(index.pages, changing, [row])
                return False
            written.put()
            folder().epoch.change()
            return True
    finally:
        written.throw_away()


def is_baked(address: Address) -> bool:
    """Tell whether a page lies in the folder now."""
    index = folder().index()
    return index is not None and any((index.pages / name).is_file() for name in address.file_names())


def catch_up() -> list[Row]:
    """Unbake whatever was announced since this node looked last. Returns the pages that went; none where all went.

    Called by whoever has changed something, before they answer, and again and again by each node.
    """
    index = folder().index()
    if index is None:
        return _after_a_loss()
    try:
        return _catch_up(index)
    except (OSError, sqlite3.Error) as error:
        # What cannot be followed must not be served: a full disk, a broken index, a folder that was deleted just now.
        logger.warning("what was announced could not be followed, so that all is baked anew: %s", error)
        folder().take_down()
        return []


def _catch_up(index: Index) -> list[Row]:
    position, looked_at = index.reading().state()
    if position == position_now() and time.time() - looked_at < LOOKED_AGAIN.total_seconds():
        return []
    try:
        with index.changing() as changing:
            return _follow(index, changing)
    except _FurnitureChanged:
        folder().begin_anew(position_now(), instead_of=index.pages)
        return []


def _after_a_loss() -> list[Row]:
    """Begin anew where somebody has deleted the folder, and wait until every process has noticed (see keeper.py)."""
    if folder().was_there:
        if not folder().epoch.is_there():
            folder().epoch.open_again()
        folder().begin_anew(position_now())
        time.sleep(NOTICED_AFTER.total_seconds())
    return []


class _FurnitureChanged(Exception):
    pass


def _follow(index: Index, changing: Changing) -> list[Row]:
    position, looked_at = changing.state()
    now = position_now()
    if is_forgotten(position) or time.time() - looked_at > AWAY_FOR.total_seconds():
        raise _FurnitureChanged
    tags = announced_since(position)
    if FURNITURE in tags:
        raise _FurnitureChanged
    gone = changing.pages_of(tags)
    _unbake(index.pages, changing, gone)
    changing.follow(now)
    return gone


def unbake_paths(paths: Iterable[str]) -> int:
    """Unbake pages by their paths, with all their queries. Returns how many."""
    index, wanted = folder().index(), set(paths)
    if index is None:
        return 0
    with index.changing() as changing:
        rows = [row for row in changing.rows() if row.path in wanted]
        _unbake(index.pages, changing, rows)
    return len(rows)


def unbake_everything() -> None:
    """Begin anew, in an instant however much is baked."""
    folder().begin_anew(position_now())


def unbake_what_is_past(*, stale_for: timedelta) -> list[Row]:
    """Unbake what has become wrong by itself, and what has been stale for long. Returns it."""
    index = folder().index()
    if index is None:
        return []
    now = time.time()
    stale_before = now - stale_for.total_seconds()
    if not index.reading().pages_past(now, stale_before=stale_before):
        return []
    with index.changing() as changing:
        rows = changing.pages_past(now, stale_before=stale_before)
        _unbake(index.pages, changing, rows)
    return rows


def forget_old_announcements() -> int:
    """Delete announcements that every node has followed or is too late for. Returns how many."""
    before = int(time.time() - KEPT_FOR.total_seconds())
    old = Announcement.objects.filter(written_at_seconds__lt=before)
    # The last one says where all are.
    return old.exclude(pk__in=Announcement.objects.order_by("-pk").values("pk")[:1]).delete()[0]


def _unbake(pages: Path, changing: Changing, rows: list[Row]) -> None:
    for row in rows:
        take_away(pages, row.name)
    changing.remove(rows)
    # Before the rows are gone for good: whoever is killed here has it done again.
    folder().epoch.change()
