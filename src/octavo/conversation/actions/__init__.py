"""What may be done in conversation: verbs, a transaction each."""

from octavo.conversation.actions.comments import (
    delete_comment,
    edit_comment,
    post_comment,
    set_state_of_comment,
)
from octavo.conversation.actions.drafts import drop_old_drafts, keep_draft
from octavo.conversation.actions.reports import TooManyReports, answer_appeal, appeal, report
from octavo.conversation.actions.reviews import (
    Said,
    delete_review,
    edit_review,
    post_review,
    recheck_buyer,
    set_state_of_review,
)
from octavo.conversation.actions.rulings import CannotRule, rule, undo
from octavo.conversation.actions.votes import find_helpful, like_comment
from octavo.conversation.actions.writing import CannotWrite, Why

__all__ = [
    "CannotRule",
    "CannotWrite",
    "Said",
    "TooManyReports",
    "Why",
    "answer_appeal",
    "appeal",
    "delete_comment",
    "delete_review",
    "drop_old_drafts",
    "edit_comment",
    "edit_review",
    "find_helpful",
    "keep_draft",
    "like_comment",
    "post_comment",
    "post_review",
    "recheck_buyer",
    "report",
    "rule",
    "set_state_of_comment",
    "set_state_of_review",
    "undo",
]
