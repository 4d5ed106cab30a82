"""Readers say that they like a comment, or that a review has helped them: once each, and never of their own."""

from typing import Any

from django.db import transaction
from django.db.models import F

from octavo.conversation.actions.writing import CannotWrite, Why
from octavo.conversation.models import Comment, CommentLike, Review, ReviewVote


def like_comment(comment: Comment, reader: Any, *, likes: bool) -> int:
    """Like a comment of somebody else, or no longer; return how many do. Raises CannotWrite."""
    return _vote(CommentLike, {"comment": comment}, "likes", reader, wanted=likes)


def find_helpful(review: Review, reader: Any, *, helps: bool) -> int:
    """Say that a review of somebody else helps, or take it back; return how many say so. Raises CannotWrite."""
    return _vote(ReviewVote, {"review": review}, "helpful", reader, wanted=helps)


def forget_votes_of(reader: Any) -> None:
    """Take back what a reader has said of others. In a transaction of the caller."""
    Comment.objects.filter(liked_by__reader=reader).update(likes=F("likes") - 1)
    Review.objects.filter(votes__reader=reader).update(helpful=F("helpful") - 1)
    CommentLike.objects.filter(reader=reader).delete()
    ReviewVote.objects.filter(reader=reader).delete()


@transaction.atomic
def _vote(votes: Any, on: dict[str, Any], counter: str, reader: Any, *, wanted: bool) -> int:
    (words,) = on.values()
    rows = type(words).objects
    words = rows.select_for_update(of=("self",)).get(pk=words.pk)
    if words.reader_id == reader.pk or not words.is_published:
        raise CannotWrite(Why.FOREIGN if words.reader_id == reader.pk else Why.GONE)
    if wanted:
        changed = votes.objects.get_or_create(**on, reader=reader)[1]
    else:
        changed = bool(votes.objects.filter(**on, reader=reader).delete()[0])
    if changed:
        rows.filter(pk=words.pk).update(**{counter: F(counter) + (1 if wanted else -1)})
        words.refresh_from_db(fields=[counter])
    return int(getattr(words, counter))
