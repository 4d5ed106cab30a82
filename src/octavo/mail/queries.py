from datetime import timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from octavo.mail.models import Hold, KeptLetter

TRIED_AGAIN_AFTER = timedelta(minutes=15)
# What waited longer is stale, like a link for a new password: it goes when somebody says so.
TRIED_AGAIN_FOR = timedelta(days=3)


def current_hold() -> Hold | None:
    return Hold.objects.filter(lifted_at=None).first()


def waiting_letters() -> QuerySet[KeptLetter]:
    return KeptLetter.objects.filter(sent_at=None).order_by("kept_at", "pk")


def letters_to_try_again() -> QuerySet[KeptLetter]:
    """Letters that wait, are fresh, and were not handed over just now."""
    now = timezone.now()
    rested = Q(handed_at=None) | Q(handed_at__lt=now - TRIED_AGAIN_AFTER)
    return waiting_letters().filter(rested, kept_at__gt=now - TRIED_AGAIN_FOR)


def reason_to_keep() -> str:
    """Say why letters are kept rather than sent just now; "" when they go out."""
    if hold := current_hold():
        return hold.reason
    return "" if settings.EMAIL_HOST else "octavo.toml names no smtp_host"
