"""Making accounts, and changing the address of one."""

import hashlib
import secrets
from contextlib import suppress
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.utils import formats, timezone
from django.utils.translation import get_language

from octavo.mail.actions import queue_letter
from octavo.mail.addresses import BadAddress
from octavo.readers.models import OwnerInvitation, Reader
from octavo.readers.queries import reader_with_address

INVITATION_LIFETIME = timedelta(days=3)
OWNER = "Owner"


class InvitationExpired(Exception):
    """The link was used, is too old, or never was one."""


class AddressTaken(Exception):
    """Somebody else has an account with this address."""


def invite_owner() -> str:
    """Return the token of a link that makes an owner's account, within three days. The first that is used ends all others."""
    token = secrets.token_urlsafe(24)
    OwnerInvitation.objects.create(token_sha256=_hash(token), expires_at=timezone.now() + INVITATION_LIFETIME)
    return token


@transaction.atomic
def accept_owner_invitation(token: str, *, email: str, display_name: str, password: str) -> Reader:
    """Make the owner's account and use the link up. Raises InvitationExpired."""
    used = OwnerInvitation.objects.filter(token_sha256=_hash(token), used_at=None, expires_at__gt=timezone.now())
    # One statement claims it: of two that come at once, one finds no row left.
    if not used.update(used_at=timezone.now()):
        raise InvitationExpired
    OwnerInvitation.objects.filter(used_at=None).delete()
    owner = Reader.objects.create_superuser(email, password, display_name=display_name)
    owner.groups.add(Group.objects.get(name=OWNER))
    return owner


def reader_for_proved_address(email: str) -> tuple[Reader, bool]:
    """Return the reader of an address whose owner was just proved, made where there was none, and whether it was made."""
    if reader := reader_with_address(email):
        return reader, False
    try:
        with transaction.atomic():
            return Reader.objects.create_user(email), True
    except IntegrityError:
        # Of two that come at once, the other was first.
        return Reader.objects.get(email__iexact=email), False


def change_address(reader: Reader, email: str) -> None:
    """Give an account another address, which must have been proved, and tell the old one. Raises AddressTaken."""
    old = reader.email
    try:
        with transaction.atomic():
            reader.email = email
            reader.save(update_fields=["email"])
            EmailAddress.objects.filter(user=reader).delete()
            _tell_old_address(old, email)
    except IntegrityError:
        reader.email = old
        raise AddressTaken from None


def _tell_old_address(old: str, new: str) -> None:
    local, _at, domain = new.rpartition("@")
    moment = formats.date_format(timezone.localtime(), "DATETIME_FORMAT")
    # Whoever reads the old mail now need not learn the new one whole.
    context = {"new_address": f"{local[:1]}…@{domain}", "at": moment}
    with suppress(BadAddress):
        queue_letter("address_changed", old, context, language=get_language() or "")


def is_open_invitation(token: str) -> bool:
    return OwnerInvitation.objects.filter(token_sha256=_hash(token), used_at=None, expires_at__gt=timezone.now()).exists()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
