"""What the desk decides of the conversation under one column."""

from typing import Any

from django.db import transaction

from octavo.columns.models import ColumnPage
from octavo.conversation.actions.comments import locked_thread
from octavo.conversation.models import ColumnThread, Comment


@transaction.atomic
def set_thread(column: ColumnPage, **fields: Any) -> ColumnThread:
    """Open or close comments on a column, or slow them down. `fields` are those of ColumnThread that the desk sets."""
    thread = locked_thread(column)
    for name, value in fields.items():
        setattr(thread, name, value)
    thread.save(update_fields=list(fields))
    return thread


@transaction.atomic
def pin(comment: Comment) -> None:
    """Show a comment before all others of its column, in place of the one that was; an answer, by the one it began with."""
    thread = locked_thread(comment.column)
    thread.pinned = comment.first
    thread.save(update_fields=["pinned"])


@transaction.atomic
def unpin(column: ColumnPage) -> None:
    thread = locked_thread(column)
    thread.pinned = None
    thread.save(update_fields=["pinned"])
