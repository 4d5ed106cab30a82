"""A reader who leaves takes their words along, or leaves them without a name."""

from django.db.models import F

from octavo.conversation.actions.comments import forget_former_words, locked_comment, set_state_of_comment
from octavo.conversation.actions.teaching import NOTHING, teach
from octavo.conversation.models import Appeal, Comment, CommentLike, Report, Review
from octavo.conversation.models.words import State
from octavo.readers.models import Reader


def forget_reader(reader: Reader, keep_words: bool) -> None:
    """Forget a reader in the conversation. In a transaction of the caller, who deletes the account after it."""
    liked = CommentLike.objects.filter(reader=reader)
    Comment.objects.filter(pk__in=liked.values("comment")).update(likes=F("likes") - 1)
    Report.objects.filter(reporter=reader).update(text="", reporter=None)
    Appeal.objects.filter(ruling__comment__reader=reader).update(text="", answer="")
    for comment in Comment.objects.filter(reader=reader).select_related("column"):
        forget_former_words(comment)
        if not keep_words:
            _take_away(comment)
    mine = {"reader": reader}
    Comment.objects.filter(**mine).update(reader=None, name="", email="")
    if keep_words:
        Review.objects.filter(**mine).update(reader=None, name="")
    else:
        Review.objects.filter(**mine).delete()


def _take_away(comment: Comment) -> None:
    comment = locked_comment(comment)
    teach(comment, NOTHING)
    set_state_of_comment(comment, State.DELETED)
    comment.change(source="", html="", fired=[], spam_score=None, likeness="")
