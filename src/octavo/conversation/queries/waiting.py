"""What waits for a moderator, in one list by urgency."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, CharField, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from octavo.conversation.models import Account, Appeal, Comment, Report, Review
from octavo.conversation.models.words import State, Words
from octavo.conversation.queries.filtering import evidence_for
from octavo.conversation.queries.reasons import Reason, reasons_for
from octavo.conversation.spam import Evidence

AT_ONCE = 25
# The law first, then whoever was wronged by us, then whoever complains, then what is held, then who is merely new.
ILLEGAL, APPEAL, REPORTED, HELD, NEW = range(5)
# So long an account is new that nobody has looked at.
NEW_FOR = timedelta(days=14)
_RELATED: dict[str, tuple[str, ...]] = {
    "account": ("standing",),
    "comment": ("reader__standing", "column__locale", "parent__reader"),
    "review": ("reader__standing", "book__locale"),
}


@dataclass
class Waiting:
    """A comment, a review or a new account that waits, with all that a moderator needs to decide."""

    words: Words | Account
    what: str
    urgency: int
    since: datetime
    reasons: list[Reason]
    evidence: list[Evidence] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    appeal: Appeal | None = None

    @property
    def key(self) -> str:
        return f"{self.what}-{self.words.pk}"


def number_listed() -> int:
    """Return how many the list has, new accounts too."""
    return number_waiting() + _new_accounts().count()


def number_waiting() -> int:
    """Return how many want to be decided: that somebody has joined does not."""
    return sum(_waiting(model).count() for model, _what in _KINDS) + Appeal.objects.filter(answered_at=None).count()


def waiting(page: int = 1) -> list[Waiting]:
    """Return a part of what waits, the most urgent first, the oldest first among equals."""
    parts = [_as_rows(_waiting(model), what) for model, what in _KINDS]
    rows = parts[0].union(*parts[1:], _appeals_as_rows(), _accounts_as_rows(), all=True)
    return _items(rows.order_by("urgency", "since", "what", "pk"), page)


def number_in(state: str) -> int:
    return sum(model.objects.filter(state=state).count() for model, _what in _KINDS)


def listed(state: str, page: int = 1) -> list[Waiting]:
    """Return a part of what is in a state, the newest first: what was taken for spam is one key away from being read."""
    parts = [_as_rows(model.objects.filter(state=state), what) for model, what in _KINDS]
    return _items(parts[0].union(*parts[1:], all=True).order_by("-since", "what", "-pk"), page)


def _items(ordered: QuerySet[Any], page: int) -> list[Waiting]:
    start = (page - 1) * AT_ONCE
    rows = list(ordered[start : start + AT_ONCE])
    appeals = {appeal.pk: appeal for appeal in _appeals([row["pk"] for row in rows if row["what"] == "appeal"])}
    kinds = (*_KINDS, (Account, "account"))
    wanted = {what: {row["pk"] for row in rows if row["what"] == what} for _model, what in kinds}
    for appeal in appeals.values():
        what, pk = _ruled_on(appeal)
        wanted[what].add(pk)
    found = {what: _with_related(model, what, wanted[what]) for model, what in kinds}
    reports = _open_reports(wanted)
    items = [_item(row, found, appeals, reports) for row in rows]
    for item, evidence in zip(items, evidence_for([item.words for item in items]), strict=True):
        item.evidence = evidence
    return items


_KINDS: tuple[tuple[Any, str], ...] = ((Comment, "comment"), (Review, "review"))


def _waiting(model: Any) -> QuerySet[Any]:
    return model.objects.filter(Q(state=State.HELD) | Q(reports_open__gt=0)).exclude(state=State.DELETED)


def _appeals_as_rows() -> QuerySet[Any]:
    rows = Appeal.objects.filter(answered_at=None).order_by()
    rows = rows.annotate(urgency=Value(APPEAL, IntegerField()), what=Value("appeal", CharField()), since=F("made_at"))
    return rows.values("urgency", "since", "what", "pk")


def _ruled_on(appeal: Appeal) -> tuple[str, int]:
    ruling = appeal.ruling
    kept = {"comment": ruling.comment_id, "review": ruling.review_id, "account": ruling.account_id}
    return next((what, pk) for what, pk in kept.items() if pk)


def _new_accounts() -> QuerySet[Any]:
    """Return who has joined of late and has neither been looked at nor been let pass."""
    joined = Account.objects.filter(is_active=True, is_staff=False, date_joined__gt=timezone.now() - NEW_FOR)
    known = Q(standing__seen_at__isnull=False) | Q(standing__blocked_at__isnull=False)
    known |= Q(standing__is_trusted=True) | Q(standing__published__gt=0)
    return joined.exclude(known | Q(groups__isnull=False))


def _accounts_as_rows() -> QuerySet[Any]:
    rows = _new_accounts().order_by()
    rows = rows.annotate(urgency=Value(NEW, IntegerField()), what=Value("account", CharField()), since=F("date_joined"))
    return rows.values("urgency", "since", "what", "pk")


def _as_rows(words: QuerySet[Any], what: str) -> QuerySet[Any]:
    illegal = Report.objects.filter(**{what: OuterRef("pk")}, ruling=None, why=Report.Why.ILLEGAL)
    urgency = Case(
        When(Exists(illegal), then=Value(ILLEGAL)),
        When(reports_open__gt=0, then=Value(REPORTED)),
        default=Value(HELD),
        output_field=IntegerField(),
    )
    rows = words.order_by().annotate(urgency=urgency, what=Value(what, CharField()), since=F("written_at"))
    return rows.values("urgency", "since", "what", "pk")


def _appeals(pks: list[int]) -> QuerySet[Appeal]:
    return Appeal.objects.filter(pk__in=pks).select_related("ruling__moderator")


def _with_related(model: Any, what: str, pks: set[int]) -> dict[int, Words | Account]:
    return {words.pk: words for words in model.objects.filter(pk__in=pks).select_related(*_RELATED[what])}


def _open_reports(wanted: dict[str, set[int]]) -> dict[tuple[str, int], list[Report]]:
    about = Q(comment__in=wanted["comment"]) | Q(review__in=wanted["review"])
    found: dict[tuple[str, int], list[Report]] = {}
    for report in Report.objects.filter(about, ruling=None).select_related("reporter").order_by("made_at"):
        what, pk = ("comment", report.comment_id) if report.comment_id else ("review", report.review_id)
        found.setdefault((what, pk or 0), []).append(report)
    return found


def _item(row: Any, found: dict[str, dict[int, Words | Account]], appeals: dict[int, Appeal], reports: Any) -> Waiting:
    what, pk, appeal = row["what"], row["pk"], None
    if what == "appeal":
        appeal = appeals[pk]
        what, pk = _ruled_on(appeal)
    words = found[what][pk]
    return Waiting(
        words, what, row["urgency"], row["since"], reasons_for(words), reports=reports.get((what, pk), []), appeal=appeal
    )
