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
from octavo.conversation.actions.reports import TooManyReports, answer_appeal, appeal, report
from octavo.conversation.actions.rulings import CannotRule, rule, undo

__all__ = [
    "CannotRule",
    "CannotWrite",
    "TooManyReports",
    "answer_appeal",
    "appeal",
    "delete_comment",
    "drop_old_drafts",
    "edit_comment",
    "keep_draft",
    "like_comment",
    "post_comment",
    "report",
    "rule",
    "set_state_of_comment",
    "undo",
]
