"""What holds for comments and reviews alike when somebody writes: what is refused, and what is forgotten."""

from datetime import timedelta
from enum import StrEnum
from typing import Any

from django.db.models import F
from django.utils import timezone

from octavo.conversation.models import Comment, Review, Ruling, Standing
from octavo.conversation.models.words import MAX_CHARACTERS, Words
from octavo.conversation.signing import name_of

# Of one reader, comments and reviews together: so many in so many seconds.
LIMITS = ((5, 60), (30, 3600))


class Why(StrEnum):
    """Why something cannot be written, for who says it in words."""

    EMPTY = "empty"
    LONG = "long"
    CLOSED = "closed"
    GONE = "gone"
    BLOCKED = "blocked"
    LATE = "late"
    FOREIGN = "foreign"
    OFTEN = "often"
    SLOW = "slow"
    RULED = "ruled"


class CannotWrite(Exception):
    """What somebody asked for is not to be had. `seconds`: how long to wait, where waiting helps."""

    def __init__(self, why: Why, *, seconds: int = 0) -> None:
        super().__init__(why)
        self.why, self.seconds = why, seconds


def checked(source: str) -> str:
    """Return the text as it is kept. Raises CannotWrite."""
    source = source.replace("\x00", "").replace("\r\n", "\n").strip()
    if not source:
        raise CannotWrite(Why.EMPTY)
    if len(source) > MAX_CHARACTERS:
        raise CannotWrite(Why.LONG)
    return source


def refuse_who_may_not_write(reader: Any) -> None:
    """Raise CannotWrite for whom moderators have blocked, and for whom has just written much."""
    standing = Standing.objects.filter(reader=reader).first()
    if standing and standing.blocked_at:
        raise CannotWrite(Why.BLOCKED)
    now = timezone.now()
    for number, seconds in LIMITS:
        since = now - timedelta(seconds=seconds)
        moments = [
            moment
            for model in (Comment, Review)
            for moment in model.objects.filter(reader=reader, written_at__gt=since)
            .order_by("-written_at")
            .values_list("written_at", flat=True)[:number]
        ]
        if len(moments) >= number:
            oldest = sorted(moments, reverse=True)[number - 1]
            raise CannotWrite(Why.OFTEN, seconds=max(1, round((oldest - since).total_seconds())))


def count_published(words: Words, step: int) -> None:
    """Add to how much of a reader was let pass. In a transaction of the caller."""
    if words.reader_id:
        Standing.objects.get_or_create(reader_id=words.reader_id)
        Standing.objects.filter(reader_id=words.reader_id).update(published=F("published") + step)


def forget_former_words(words: Words) -> None:
    """Forget what somebody said before it was changed, by them or by the desk. In a transaction of the caller."""
    words.versions.all().delete()  # type: ignore[attr-defined]
    for ruling in Ruling.objects.filter(**{name_of(words): words}, before__has_key="source"):
        del ruling.before["source"]
        ruling.save(update_fields=["before"])
