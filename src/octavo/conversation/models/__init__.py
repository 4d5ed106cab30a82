"""The tables of `conversation`, a file for each kind of thing."""

from octavo.conversation.models.account import Account
from octavo.conversation.models.comment import Comment, CommentLike, CommentVersion, Draft
from octavo.conversation.models.moderation import Appeal, Report, Ruling
from octavo.conversation.models.review import BookReviews, Review, ReviewVersion, ReviewVote
from octavo.conversation.models.rules import ConversationSettings, HouseRule, SpamToken, Standing
from octavo.conversation.models.thread import ColumnThread

__all__ = [
    "Account",
    "Appeal",
    "BookReviews",
    "ColumnThread",
    "Comment",
    "CommentLike",
    "CommentVersion",
    "ConversationSettings",
    "Draft",
    "HouseRule",
    "Report",
    "Review",
    "ReviewVersion",
    "ReviewVote",
    "Ruling",
    "SpamToken",
    "Standing",
]
