"""What has been announced since a moment, in the order in which it became visible.

A position is opaque: on SQLite, which has one writer, the last key; on PostgreSQL,
where a transaction that began earlier may be seen later, a snapshot.
"""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Max

from octavo.baking.models import Announcement
from octavo.base.models import Generation
from octavo.base.shown import prefix_of

# A row that changes when something does that stands round every page.
FURNITURE = prefix_of(Generation)
_TABLE = Announcement._meta.db_table
_AFTER = f"""
    FROM {_TABLE}
    WHERE transaction_number >= pg_snapshot_xmin(%s::pg_snapshot)::text::bigint
    AND NOT pg_visible_in_snapshot(transaction_number::text::xid8, %s::pg_snapshot)
"""


def position_now() -> str:
    """Return where the announcements are: whatever is visible to nobody yet comes after it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_snapshot()::text")
            return str(cursor.fetchone()[0])
    return str(Announcement.objects.aggregate(last=Max("pk"))["last"] or 0)


def announced_since(position: str) -> set[str]:
    """Return the tags that came after a position."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT DISTINCT tag {_AFTER}", [position, position])
            return {tag for (tag,) in cursor.fetchall()}
    return set(Announcement.objects.filter(pk__gt=int(position)).values_list("tag", flat=True).distinct())


def is_any_announced(tags: Iterable[str], *, since: str) -> bool:
    """Tell whether one of these tags, or the furniture, came after a position."""
    new = announced_since(since)
    return FURNITURE in new or not new.isdisjoint(tags)


def is_forgotten(position: str) -> bool:
    """Tell whether announcements after a position may have been cleared away, or it is of another database."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_snapshot_xmax(%s::pg_snapshot) > pg_snapshot_xmax(pg_current_snapshot())", [position])
            return bool(cursor.fetchone()[0])
    return int(position) > int(position_now())
