"""What somebody had begun to write, kept over a sign-in."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from octavo.conversation.actions.writing import CannotWrite, Why
from octavo.conversation.models import Draft

KEPT_FOR = timedelta(days=3)
# Of everybody together: more than any magazine's strangers write, and no more than a database bears.
MOST_AN_HOUR = 600


def keep_draft(what: str, fields: dict[str, Any]) -> str:
    """Keep the fields of a form; return the key by which whoever has it gets them back. Raises CannotWrite in a flood."""
    since = timezone.now() - timedelta(hours=1)
    if Draft.objects.filter(made_at__gt=since).count() >= MOST_AN_HOUR:
        raise CannotWrite(Why.OFTEN, seconds=600)
    return str(Draft.objects.create(what=what, fields=fields).key)


def drop_old_drafts() -> int:
    """Forget what nobody came back for. Returns how many."""
    return Draft.objects.filter(made_at__lt=timezone.now() - KEPT_FOR).delete()[0]
