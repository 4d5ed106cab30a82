"""Making the first account."""

import hashlib
import secrets
from datetime import timedelta

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from octavo.readers.models import OwnerInvitation, Reader

INVITATION_LIFETIME = timedelta(days=3)
OWNER = "Owner"


class InvitationExpired(Exception):
    """The link was used, is too old, or never was one."""


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


def is_open_invitation(token: str) -> bool:
    return OwnerInvitation.objects.filter(token_sha256=_hash(token), used_at=None, expires_at__gt=timezone.now()).exists()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
