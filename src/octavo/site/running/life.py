"""Signs of life, and leases."""

import os
import socket
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from octavo.site.models import Heartbeat, Lease

DEAD_AFTER = timedelta(seconds=30)


def node_name() -> str:
    return f"{socket.gethostname()}:{os.environ.get('OCTAVO_SITE', '')}"[-120:]


def beat(part: str) -> None:
    """Note that a part is alive here and now."""
    Heartbeat.objects.update_or_create(part=part, node=node_name(), defaults={"beat_at": timezone.now()})


def is_alive(part: str) -> bool:
    """Tell whether a part has given a sign of life lately, on any machine."""
    return Heartbeat.objects.filter(part=part, beat_at__gt=timezone.now() - DEAD_AFTER).exists()


def take_lease(name: str, *, holder: str, lasts: timedelta, now: datetime | None = None) -> bool:
    """Take or renew the right to do `name` alone. Returns whether it is ours until `now` + `lasts`."""
    now = now or timezone.now()
    with transaction.atomic():
        Lease.objects.get_or_create(name=name, defaults={"holder": holder, "until": now})
        ours_or_over = Lease.objects.filter(Q(holder=holder) | Q(until__lte=now), name=name)
        return bool(ours_or_over.update(holder=holder, until=now + lasts))
