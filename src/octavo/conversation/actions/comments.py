"""Comments: written, changed, taken back. The row of the column's thread is locked while its numbers change."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from octavo.columns.models import ColumnPage
from octavo.conversation.actions.judging import judge
from octavo.conversation.actions.teaching import NOTHING, teach
from octavo.conversation.actions.telling import tell
from octavo.conversation.actions.writing import (
    CannotWrite,
    Why,
    checked,
    count_published,
    forget_former_words,
    refuse_who_may_not_write,
)
from octavo.conversation.markdown import to_html
from octavo.conversation.models import ColumnThread, Comment, CommentVersion
from octavo.conversation.models.words import State
from octavo.conversation.queries.threads import are_open

EDITABLE_FOR = timedelta(minutes=15)


def post_comment(column: ColumnPage, reader: Any, source: str, *, key: UUID, parent: Comment | None = None) -> Comment:
    """Add a comment, or an answer to one; sent twice with one key, it is one. Raises CannotWrite."""
    source = checked(source)
    with transaction.atomic():
        thread = locked_thread(column)
        if known := Comment.objects.filter(key=key, reader=reader).first():
            return known
        if not are_open(column, thread):
            raise CannotWrite(Why.CLOSED)
        refuse_who_may_not_write(reader)
        _refuse_in_slow_mode(thread, reader)
        if parent is not None and (parent.column_id != column.pk or not parent.is_published):
            raise CannotWrite(Why.GONE)
        comment = Comment(column=column, reader=reader, source=source, html=to_html(source), key=key, parent=parent)
        comment.root = parent.first if parent else None
        judge(comment)
        wanted, comment.state = comment.state, State.HELD
        comment.save()
        set_state_of_comment(comment, wanted)
        tell(comment)
        return comment


def edit_comment(comment: Comment, reader: Any, source: str) -> Comment:
    """Change a comment of one's own, soon after it was written; what it said is kept. Raises CannotWrite."""
    source = checked(source)
    with transaction.atomic():
        comment = locked_comment(comment)
        if comment.reader_id != reader.pk:
            raise CannotWrite(Why.FOREIGN)
        if comment.state not in {State.PUBLISHED, State.HELD}:
            raise CannotWrite(Why.GONE)
        if timezone.now() - comment.written_at > EDITABLE_FOR:
            raise CannotWrite(Why.LATE)
        if source == comment.source:
            return comment
        rewrite_comment(comment, source, by=reader)
        former = comment.state
        judge(comment)
        wanted, comment.state = comment.state, former
        comment.save(update_fields=["fired", "spam_score", "likeness"])
        # What a moderator has let pass, or holds, does not change sides because a comma was moved to a better place.
        if wanted != State.PUBLISHED or former == State.PUBLISHED:
            set_state_of_comment(comment, wanted)
            tell(comment)
        return comment


def rewrite_comment(comment: Comment, source: str, *, by: Any) -> None:
    """Give a comment another text and keep the one it had. In a transaction of the caller."""
    said_at = comment.edited_at or comment.written_at
    CommentVersion.objects.create(comment=comment, source=comment.source, written_at=said_at, changed_by=by)
    counted_as = comment.learned_as
    teach(comment, NOTHING)
    comment.source, comment.html, comment.edited_at = source, to_html(source), timezone.now()
    comment.save(update_fields=["source", "html", "edited_at"])
    teach(comment, counted_as)


def delete_comment(comment: Comment, reader: Any) -> None:
    """Take back a comment of one's own: its words go, its place stays where others have answered. Raises CannotWrite."""
    if comment.reader_id != reader.pk:
        raise CannotWrite(Why.FOREIGN)
    with transaction.atomic():
        comment = locked_comment(comment)
        set_state_of_comment(comment, State.DELETED)
        forget_former_words(comment)
        Comment.objects.filter(pk=comment.pk).update(source="", html="", fired=[], spam_score=None)


def locked_thread(column: ColumnPage) -> ColumnThread:
    """Return the row of a column's thread, made if it is not there, and ours until the transaction ends."""
    ColumnThread.objects.get_or_create(column=column)
    return ColumnThread.objects.select_for_update(of=("self",)).get(column=column)


def locked_comment(comment: Comment) -> Comment:
    """Return a comment as it is now, its thread and it ours until the transaction ends."""
    locked_thread(comment.column)
    rows = Comment.objects.select_for_update(of=("self",))
    return rows.select_related("column__locale", "reader", "root", "parent__reader").get(pk=comment.pk)


def set_state_of_comment(comment: Comment, state: str) -> None:
    """Show or hide a comment and keep the numbers right. In a transaction of the caller, who holds the thread's row."""
    was, comment.state = comment.state, state
    Comment.objects.filter(pk=comment.pk).update(state=state)
    step = (state == State.PUBLISHED) - (was == State.PUBLISHED)
    if not step or comment.kind != Comment.Kind.COMMENT:
        return
    ColumnThread.objects.filter(column_id=comment.column_id).update(comments=F("comments") + step)
    if comment.root_id:
        Comment.objects.filter(pk=comment.root_id).update(answers_shown=F("answers_shown") + step)
    count_published(comment, step)


def _refuse_in_slow_mode(thread: ColumnThread, reader: Any) -> None:
    since = timezone.now() - timedelta(minutes=thread.slow_minutes)
    theirs = Comment.objects.filter(column=thread.column_id, reader=reader, written_at__gt=since)
    if thread.slow_minutes and not reader.is_staff and (last := theirs.order_by("-written_at").first()):
        raise CannotWrite(Why.SLOW, seconds=max(1, round((last.written_at - since).total_seconds())))
