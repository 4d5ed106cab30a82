"""What conversation knows of a reader, and how it forgets them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from octavo.conversation.actions.forgetting import forget_reader
from octavo.conversation.models import Comment, CommentLike, Report, Review, ReviewVote
from octavo.readers.account.parts import AccountPart, register_eraser, register_exporter, register_part
from octavo.readers.models import Reader


def register_all() -> None:
    register_part(AccountPart("conversation:mine", _("Your comments"), 10))
    register_part(AccountPart("conversation:my_reviews", _("Your reviews"), 11))
    register_exporter("conversation", _("Comments and reviews"), words_of)
    register_eraser("conversation", forget_reader)


def words_of(reader: Reader) -> dict[str, Any]:
    comments = Comment.objects.filter(reader=reader).select_related("column").order_by("pk")
    reviews = Review.objects.filter(reader=reader).select_related("book").order_by("pk")
    likes = CommentLike.objects.filter(reader=reader).select_related("comment__column").order_by("pk")
    votes = ReviewVote.objects.filter(reader=reader).select_related("review__book").order_by("pk")
    reports = Report.objects.filter(reporter=reader).order_by("pk")
    return {
        "comments": [_said(comment) for comment in comments],
        "reviews": [
            {**_said(review), "stars": review.stars, "title": review.title, "verified buyer": review.is_verified}
            for review in reviews
        ],
        "comments you like": [{"under": like.comment.about, "text": like.comment.source} for like in likes],
        "reviews that helped you": [{"of": vote.review.about, "text": vote.review.said} for vote in votes],
        "reports": [{"why": report.why, "text": report.text, "made": report.made_at.isoformat()} for report in reports],
    }


def _said(words: Comment | Review) -> dict[str, Any]:
    return {
        "under": words.about,
        "text": words.source,
        "state": words.state,
        "written": words.written_at.isoformat(),
        "edited": words.edited_at.isoformat() if words.edited_at else None,
    }
