"""How a letter ends: what is secret in it ends with it."""

from django.db.models import QuerySet
from django.utils import timezone

from octavo.mail.kinds import all_kinds
from octavo.mail.models import Letter


def end_all(letters: QuerySet[Letter], state: Letter.State, reason: str = "") -> int:
    """End letters of a queryset, as they are found in it now. Returns how many."""
    secret = [kind.name for kind in all_kinds() if kind.is_secret]
    ended = {"state": state, "reason": reason[:500], "ended_at": timezone.now(), "holder": ""}
    if state == Letter.State.FAILED:
        # It may be tried again.
        return letters.update(**ended)
    pks = list(letters.order_by().values_list("pk", flat=True))
    now_secret = letters.filter(pk__in=pks, kind__in=secret).update(**ended, text="", html="", source=None)
    return now_secret + letters.filter(pk__in=pks).update(**ended)
