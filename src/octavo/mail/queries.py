"""What waits, what holds it, and who wants none."""

from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from octavo.mail.addresses import hash_of
from octavo.mail.kinds import NEVER_HELD_ALONE, kind_called
from octavo.mail.models import Hold, Leaving, Letter, Suppression

# Who complained of a newsletter, or asked for no letters, asks for a code to sign in and must get it.
SUPPRESSES_ALL = frozenset({Suppression.Reason.HARD_BOUNCE, Suppression.Reason.ERASED})


def current_hold(stream: str = "") -> Hold | None:
    """Return the hold on all letters, or the one on a stream."""
    return Hold.objects.filter(lifted_at=None, stream=stream).first()


def held_streams() -> set[str]:
    return set(Hold.objects.filter(lifted_at=None).exclude(stream__in=("", NEVER_HELD_ALONE)).values_list("stream", flat=True))


def reason_to_keep() -> str:
    """Say why no letter at all goes out just now; "" when they do."""
    if hold := current_hold():
        return hold.reason
    return "" if settings.EMAIL_HOST else "octavo.toml names no smtp_host"


def waiting_letters() -> QuerySet[Letter]:
    """Letters that are to go out: those of a process that died while sending them, too."""
    return Letter.objects.filter(state__in=(Letter.State.QUEUED, Letter.State.HANDED)).order_by("order", "due_at", "pk")


def letters_due(now: datetime) -> QuerySet[Letter]:
    """Letters that no hold keeps and that may go out now, the first first."""
    due = Letter.objects.filter(state=Letter.State.QUEUED, due_at__lte=now).order_by("order", "due_at", "pk")
    held = set(Hold.objects.filter(lifted_at=None).values_list("stream", flat=True)) - {NEVER_HELD_ALONE}
    if "" in held:
        return due.none()
    return due.exclude(stream__in=held) if held else due


def has_work() -> bool:
    """Tell whether a sender would find anything to do."""
    if reason_to_keep():
        return False
    return letters_due(timezone.now()).exists() or Letter.objects.filter(state=Letter.State.HANDED).exists()


def reason_for_none(kind: str, address_sha256: str) -> str:
    """Say why an address gets no letters of a kind: a reason of suppression, "left", or "" when it gets them."""
    suppression = Suppression.objects.filter(address_sha256=address_sha256).first()
    if suppression and (suppression.reason in SUPPRESSES_ALL or not _is_of_an_account(kind)):
        return suppression.reason
    return "left" if has_left(kind, address_sha256) else ""


def kinds_left_by(address: str) -> set[str]:
    """Return the names of the kinds that an address has left."""
    return set(Leaving.objects.filter(address_sha256=hash_of(address)).values_list("kind", flat=True))


def letters_to(address: str) -> QuerySet[Letter]:
    """Return every letter to an address that is still kept, the newest first."""
    return Letter.objects.filter(address_sha256=hash_of(address)).order_by("-queued_at", "-pk")


def failed_letters() -> QuerySet[Letter]:
    return Letter.objects.filter(state=Letter.State.FAILED).order_by("-ended_at", "-pk")


def has_left(kind: str, address_sha256: str) -> bool:
    return Leaving.objects.filter(kind=kind, address_sha256=address_sha256).exists()


def _is_of_an_account(kind: str) -> bool:
    try:
        return kind_called(kind).stream == NEVER_HELD_ALONE
    except LookupError:
        # Queued by a version, or an app of the owner's, that knew it.
        return False
