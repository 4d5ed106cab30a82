"""Signs of life, and leases."""

import os
import socket
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from octavo.site.models import Heartbeat, Lease

BEAT_EVERY = timedelta(seconds=10)
DEAD_AFTER = timedelta(seconds=45)
FORGOTTEN_AFTER = timedelta(days=1)


def process_name() -> str:
    """Return a name no other process has, on any machine."""
    return f"{socket.gethostname()[:30]}:{os.getpid()}:{os.urandom(3).hex()}"


def beat(part: str, *, name: str) -> None:
    """Note that a process doing its part is alive."""
    Heartbeat.objects.update_or_create(part=part, name=name, defaults={"beat_at": timezone.now()})


def is_alive(part: str) -> bool:
    """Tell whether a part has given a sign of life lately, on any machine."""
    return Heartbeat.objects.filter(part=part, beat_at__gt=timezone.now() - DEAD_AFTER).exists()


def living(part: str) -> set[str]:
    return set(Heartbeat.objects.filter(part=part, beat_at__gt=timezone.now() - DEAD_AFTER).values_list("name", flat=True))


def say_goodbye(part: str, *, name: str) -> None:
    """Take the sign of life back, and every lease with it: the next need not wait for them to run out."""
    Heartbeat.objects.filter(part=part, name=name).delete()
    Lease.objects.filter(holder=name).delete()


def forget_the_dead() -> None:
    Heartbeat.objects.filter(beat_at__lt=timezone.now() - FORGOTTEN_AFTER).delete()


def take_lease(name: str, *, holder: str, lasts: timedelta, now: datetime | None = None) -> bool:
    """Take or keep the right to do `name` alone. Returns whether it is ours now."""
    now = now or timezone.now()
    # Renewed at half time only: each write waits for the disk.
    if Lease.objects.filter(name=name, holder=holder, until__gt=now + lasts / 2).exists():
        return True
    with transaction.atomic():
        Lease.objects.get_or_create(name=name, defaults={"holder": holder, "until": now})
        ours_or_over = Lease.objects.filter(Q(holder=holder) | Q(until__lte=now), name=name)
        return bool(ours_or_over.update(holder=holder, until=now + lasts))
