from django.conf import settings
from django.db.models import QuerySet

from octavo.mail.models import Hold, KeptLetter


def current_hold() -> Hold | None:
    return Hold.objects.filter(lifted_at=None).first()


def waiting_letters() -> QuerySet[KeptLetter]:
    return KeptLetter.objects.filter(sent_at=None).order_by("kept_at", "pk")


def reason_to_keep() -> str:
    """Say why letters are kept rather than sent just now; "" when they go out."""
    if hold := current_hold():
        return hold.reason
    return "" if settings.EMAIL_HOST else "octavo.toml names no smtp_host"
