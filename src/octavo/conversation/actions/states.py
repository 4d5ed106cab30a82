"""Show or hide what somebody has written, whichever of the two it is."""

from collections.abc import Callable
from typing import Any, NamedTuple

from octavo.conversation.actions.comments import locked_comment, rewrite_comment, set_state_of_comment
from octavo.conversation.actions.reviews import locked_review, rewrite_review, set_state_of_review
from octavo.conversation.models import Comment, Review
from octavo.conversation.models.words import Words


class _Verbs(NamedTuple):
    locked: Callable[[Any], Any]
    set_state: Callable[[Any, str], None]
    rewrite: Callable[..., None]


_OF: dict[type[Words], _Verbs] = {
    Comment: _Verbs(locked_comment, set_state_of_comment, rewrite_comment),
    Review: _Verbs(locked_review, set_state_of_review, rewrite_review),
}


def locked(words: Words) -> Any:
    """Return it as it is now, and nobody else's until the transaction ends."""
    return _OF[type(words)].locked(words)


def set_state(words: Words, state: str) -> None:
    """Keep every number right. In a transaction of the caller, who holds the lock."""
    _OF[type(words)].set_state(words, state)


def rewrite(words: Words, source: str, *, by: Any) -> None:
    """Give it another text and keep the one it had. In a transaction of the caller, who holds the lock."""
    _OF[type(words)].rewrite(words, source, by=by)
