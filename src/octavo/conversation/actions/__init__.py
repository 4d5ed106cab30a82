"""What may be done in conversation: verbs, a transaction each."""

from octavo.conversation.actions.comments import (
    CannotWrite,
    delete_comment,
    edit_comment,
    like_comment,
    post_comment,
    set_state_of_comment,
)
from octavo.conversation.actions.drafts import drop_old_drafts, keep_draft

__all__ = [
    "CannotWrite",
    "delete_comment",
    "drop_old_drafts",
    "edit_comment",
    "keep_draft",
    "like_comment",
    "post_comment",
    "set_state_of_comment",
]
