"""Who is told of what was written."""

from octavo.conversation.models import Comment


def tell_of_comment(comment: Comment) -> None:
    return None
