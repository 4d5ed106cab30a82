"""Show or hide what somebody has written, whichever of the two it is."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.utils import timezone

from octavo.conversation.actions.comments import locked_comment, rewrite_comment, set_state_of_comment
from octavo.conversation.actions.reviews import locked_review, rewrite_review, set_state_of_review
from octavo.conversation.models import Account, Comment, Review, Standing
from octavo.conversation.models.words import State, Words


class _Verbs(NamedTuple):
    locked: Callable[[Any], Any]
    set_state: Callable[[Any, str], None]
    rewrite: Callable[..., None]


def _locked_account(account: Account) -> Any:
    Standing.objects.get_or_create(reader=account)
    Standing.objects.select_for_update().get(reader=account)
    return Account.objects.select_related("standing").get(pk=account.pk)


def _set_state_of_account(account: Account, state: str) -> None:
    Standing.objects.filter(reader=account).update(seen_at=None if state == State.HELD else timezone.now())


def _rewrite_nothing(account: Account, source: str, *, by: Any) -> None:
    raise TypeError("An account is not rewritten.")


_OF: dict[Any, _Verbs] = {
    Account: _Verbs(_locked_account, _set_state_of_account, _rewrite_nothing),
    Comment: _Verbs(locked_comment, set_state_of_comment, rewrite_comment),
    Review: _Verbs(locked_review, set_state_of_review, rewrite_review),
}


def locked(words: Words | Account) -> Any:
    """Return it as it is now, and nobody else's until the transaction ends."""
    return _OF[type(words)].locked(words)


def set_state(words: Words | Account, state: str) -> None:
    """Keep every number right. In a transaction of the caller, who holds the lock."""
    _OF[type(words)].set_state(words, state)


def rewrite(words: Words, source: str, *, by: Any) -> None:
    """Give it another text and keep the one it had. In a transaction of the caller, who holds the lock."""
    _OF[type(words)].rewrite(words, source, by=by)
