"""Who moderates."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet

from octavo.readers.models import Reader

_PERMISSION = {"content_type__app_label": "octavo_conversation", "codename": "change_comment"}


def may_moderate(reader: Any) -> bool:
    return bool(reader.is_active and reader.has_perm("octavo_conversation.change_comment"))


def moderators() -> QuerySet[Reader]:
    """Return who is told of what waits: those whose role is to moderate; where there are none, the owners."""
    allowed = Permission.objects.filter(**_PERMISSION)
    active = Reader.objects.filter(is_active=True)
    named = active.filter(groups__name="Moderator", groups__permissions__in=allowed).distinct()
    owners = active.filter(Q(groups__name="Owner") | Q(is_superuser=True)).distinct()
    return named if named.exists() else owners
