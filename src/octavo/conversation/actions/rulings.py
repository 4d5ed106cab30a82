"""What moderators do: each act is written down, teaches the filter, is told to whom it concerns, and can be undone."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from octavo.conversation.actions.explaining import tell_author, tell_reporters
from octavo.conversation.actions.states import locked, rewrite, set_state
from octavo.conversation.actions.teaching import HONEST, NOTHING, SPAM, teach
from octavo.conversation.actions.telling import tell
from octavo.conversation.models import Account, Report, Ruling, Standing
from octavo.conversation.models.words import State, Words
from octavo.conversation.queries.rulings import last_ruling_on
from octavo.conversation.signing import name_of

Act = Ruling.Act
_STATE_AFTER = {
    Act.APPROVE: State.PUBLISHED,
    Act.TRUST: State.PUBLISHED,
    Act.REJECT: State.REJECTED,
    Act.BLOCK: State.REJECTED,
    Act.SPAM: State.SPAM,
}
_COUNTED_AS = {Act.APPROVE: HONEST, Act.TRUST: HONEST, Act.SPAM: SPAM, Act.REJECT: NOTHING, Act.BLOCK: NOTHING}
NEEDS_REASON = frozenset({Act.REJECT, Act.BLOCK})
NEEDS_READER = frozenset({Act.TRUST, Act.BLOCK})
# An account is looked at, trusted or blocked; there is nothing of it to reject or to edit.
ON_ACCOUNTS = frozenset({Act.APPROVE, Act.TRUST, Act.BLOCK})


class CannotRule(Exception):
    """The act is not to be had: says why, for the moderator."""


@transaction.atomic
def rule(words: Words | Account, act: str, moderator: Any, *, reason: str = "", source: str = "") -> Ruling:
    """Do what a moderator decides. `source`: the new text, for an edit. The same act again is the same ruling.

    Raises CannotRule("gone") of what its author took back, ("reason") without one, ("nobody") of whom has no account,
    ("account") of what cannot be done with one.
    """
    words, act = locked(words), Act(act)
    _refuse(words, act, reason)
    last = last_ruling_on(words)
    if last and last.act == act and not words.reports_open and act != Act.EDIT:
        return last
    ruling = Ruling.objects.create(
        **{name_of(words): words}, act=act, reason=reason.strip(), moderator=moderator, before=_as_it_is(words)
    )
    if act == Act.EDIT:
        ruling.before["source"] = words.source
        ruling.save(update_fields=["before"])
    _carry_out(words, act, moderator, source)
    if not isinstance(words, Account):
        _close_reports(words, ruling)
    if act in NEEDS_REASON:
        tell_author(words, ruling)
    return ruling


@transaction.atomic
def undo(ruling: Ruling, moderator: Any) -> Ruling:
    """Put everything back as it was before a ruling; both stay in the log. Raises CannotRule where another came after it."""
    words = locked(ruling.words)
    if words.state == State.DELETED or (ruling.act == Act.EDIT and "source" not in ruling.before):
        raise CannotRule("gone")
    if last_ruling_on(words) != ruling:
        raise CannotRule("late")
    undoing = Ruling.objects.create(
        **{name_of(words): words}, act=Act.UNDO, moderator=moderator, before=_as_it_is(words), undoes=ruling
    )
    before = ruling.before
    if ruling.act == Act.EDIT:
        rewrite(words, before["source"], by=moderator)
    if not isinstance(words, Account):
        teach(words, before["learned_as"])
    set_state(words, before["state"])
    if ruling.act in NEEDS_READER and words.reader_id:
        _set_standing(words, is_trusted=before["is_trusted"], blocked_at=_moment(before["blocked_at"]))
    _open_reports_again(words, ruling)
    if ruling.act in NEEDS_REASON:
        tell_author(words, undoing)
    return undoing


def _refuse(words: Words | Account, act: str, reason: str) -> None:
    if words.state == State.DELETED:
        raise CannotRule("gone")
    if act in NEEDS_REASON and not reason.strip():
        raise CannotRule("reason")
    if isinstance(words, Account) and act not in ON_ACCOUNTS:
        raise CannotRule("account")
    if act in NEEDS_READER and not words.reader_id:
        raise CannotRule("nobody")


def _carry_out(words: Words | Account, act: str, moderator: Any, source: str) -> None:
    if act == Act.TRUST:
        _set_standing(words, is_trusted=True, blocked_at=None)
    if act == Act.BLOCK:
        _set_standing(words, is_trusted=False, blocked_at=timezone.now())
    if act in _STATE_AFTER:
        set_state(words, _STATE_AFTER[Act(act)])
    if isinstance(words, Account):
        return
    if act == Act.EDIT:
        rewrite(words, source, by=moderator)
        words.change(edited_by_desk=True)
    if act in _STATE_AFTER:
        teach(words, _COUNTED_AS[Act(act)])
        tell(words)


def _as_it_is(words: Words | Account) -> dict[str, Any]:
    standing = Standing.objects.filter(reader=words.reader_id).first() if words.reader_id else None
    blocked_at = standing.blocked_at.isoformat() if standing and standing.blocked_at else None
    return {
        "state": words.state,
        "learned_as": words.learned_as,
        "is_trusted": bool(standing and standing.is_trusted),
        "blocked_at": blocked_at,
    }


def _set_standing(words: Words | Account, *, is_trusted: bool, blocked_at: datetime | None) -> None:
    Standing.objects.update_or_create(reader=words.reader, defaults={"is_trusted": is_trusted, "blocked_at": blocked_at})


def _close_reports(words: Words, ruling: Ruling) -> None:
    if not words.reports_open:
        return
    waiting = Report.objects.filter(**{name_of(words): words}, ruling=None)
    reports = list(waiting)
    waiting.update(ruling=ruling)
    words.change(reports_open=0)
    tell_reporters(words, ruling, reports)


def _open_reports_again(words: Words, ruling: Ruling) -> None:
    if count := Report.objects.filter(ruling=ruling).update(ruling=None):
        words.change(reports_open=count)


def _moment(text: str | None) -> datetime | None:
    return parse_datetime(text) if text else None
