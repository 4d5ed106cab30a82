"""Holding letters back, all or one stream of them."""

from django.db import transaction
from django.utils import timezone

from octavo.mail.actions.ending import end_all
from octavo.mail.kinds import NEVER_HELD_ALONE, STREAMS
from octavo.mail.models import Hold, Letter
from octavo.mail.queries import waiting_letters


def hold_letters(reason: str, stream: str = "") -> None:
    """Keep every letter, or every letter of a stream, from now on. A hold that is on already keeps its own reason.

    Raises ValueError for a stream that is none, and for the one that is never held alone.
    """
    if stream and (stream not in STREAMS or stream == NEVER_HELD_ALONE):
        raise ValueError(f"the stream '{stream}' cannot be held by itself")
    with transaction.atomic():
        if not Hold.objects.filter(lifted_at=None, stream=stream).exists():
            Hold.objects.create(reason=reason[:300], stream=stream)


def lift_hold(stream: str = "") -> None:
    """Let letters, or those of a stream, go again; another hold stays. Sends nothing: see send_waiting_letters."""
    Hold.objects.filter(lifted_at=None, stream=stream).update(lifted_at=timezone.now())


def drop_waiting_letters() -> int:
    """Throw away what waits. Returns how many letters."""
    return end_all(waiting_letters().filter(state=Letter.State.QUEUED), Letter.State.DROPPED, "thrown away")
