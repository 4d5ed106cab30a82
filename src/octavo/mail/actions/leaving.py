"""Who wants no letters: of a kind, or at all. It holds at once, for letters that wait as well."""

from django.db import transaction

from octavo.mail.actions.ending import end_all
from octavo.mail.addresses import hash_of
from octavo.mail.kinds import NEVER_HELD_ALONE, kind_called
from octavo.mail.models import Leaving, Letter, Suppression
from octavo.mail.queries import SUPPRESSES_ALL


def leave(kind: str, address: str) -> None:
    """Send an address no more letters of a kind. Raises LookupError for an unknown kind, ValueError for one that stays."""
    leave_by_hash(kind, hash_of(address))


def leave_by_hash(kind: str, address_sha256: str) -> None:
    """As `leave`, for an address known by its hash."""
    if not kind_called(kind).may_be_left:
        raise ValueError(f"letters of the kind '{kind}' are not left")
    with transaction.atomic():
        Leaving.objects.get_or_create(kind=kind, address_sha256=address_sha256)
        waiting = Letter.objects.filter(state=Letter.State.QUEUED, kind=kind, address_sha256=address_sha256)
        end_all(waiting, Letter.State.DROPPED, "left")


def come_back(kind: str, address_sha256: str) -> None:
    """Undo a leaving."""
    Leaving.objects.filter(kind=kind, address_sha256=address_sha256).delete()


def suppress(address: str, reason: str) -> None:
    """Send an address nothing any more, but for the letters of its account where there may be one.

    `reason` is one of Suppression.Reason; the first one stays, unless the later one stops more.
    """
    address_sha256, known = hash_of(address), Suppression.Reason(reason)
    with transaction.atomic():
        Suppression.objects.get_or_create(address_sha256=address_sha256, defaults={"reason": known})
        waiting = Letter.objects.filter(state=Letter.State.QUEUED, address_sha256=address_sha256)
        if known in SUPPRESSES_ALL:
            Suppression.objects.filter(address_sha256=address_sha256).exclude(reason__in=SUPPRESSES_ALL).update(reason=known)
        else:
            waiting = waiting.exclude(stream=NEVER_HELD_ALONE)
        end_all(waiting, Letter.State.DROPPED, known)


def unsuppress(address: str) -> bool:
    """Let letters to an address go again. Returns whether they did not."""
    return bool(Suppression.objects.filter(address_sha256=hash_of(address)).delete()[0])
