"""How a letter ends: what is secret in it ends with it."""

from typing import Any

from django.db.models import Case, F, QuerySet, TextField, Value, When
from django.utils import timezone

from octavo.mail.kinds import all_kinds
from octavo.mail.models import Letter


def end_all(letters: QuerySet[Letter], state: Letter.State, reason: str = "") -> int:
    """End letters of a queryset, as they are found in it now, in one statement. Returns how many."""
    ended = {"state": state, "reason": reason[:500], "ended_at": timezone.now(), "holder": ""}
    # What failed may be tried again.
    words = {} if state == Letter.State.FAILED else {"text": _unless_secret("text"), "html": _unless_secret("html")}
    source = {} if state == Letter.State.FAILED else {"source": None}
    return letters.order_by().update(**ended, **words, **source)


def _unless_secret(field: str) -> Any:
    secret = [kind.name for kind in all_kinds() if kind.is_secret]
    return Case(When(kind__in=secret, then=Value("")), default=F(field), output_field=TextField())
