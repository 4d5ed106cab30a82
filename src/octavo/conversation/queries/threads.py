"""The conversation under a column, read in parts."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Window, prefetch_related_objects
from django.db.models.functions import RowNumber
from django.utils import timezone

from octavo.base.furniture import kept
from octavo.columns.models import ColumnPage
from octavo.conversation.models import ColumnThread, Comment, ConversationSettings
from octavo.conversation.models.words import State
from octavo.readers.models import Reader

THREADS_AT_ONCE = 20
ANSWERS_AT_ONCE = 2
EDITORIAL_ROLES = ("Editor", "Owner", "Moderator")
ORDERS = {
    "oldest": ("written_at", "id"),
    "newest": ("-written_at", "-id"),
    "best": ("-likes", "-id"),
}


@dataclass
class Thread:
    """A part of a column's conversation. `comments` are those that begin a thread, each with `.shown_answers`."""

    column: ColumnPage
    comments: list[Comment]
    total: int
    order: str
    page: int
    has_more: bool
    is_open: bool


def settings_of() -> ConversationSettings:
    """Return what holds everywhere; what a new site begins with, while nobody has changed it."""
    rows = ConversationSettings.objects.filter(site__is_default_site=True)
    return kept("conversation", lambda: rows.first() or ConversationSettings())


def are_open(column: ColumnPage, thread: ColumnThread | None, everywhere: ConversationSettings | None = None) -> bool:
    """Say whether somebody may write under a column now."""
    everywhere = everywhere or settings_of()
    opening = thread.opening if thread else ColumnThread.Opening.USUAL
    is_usual = opening == ColumnThread.Opening.USUAL
    is_open = everywhere.comments_are_open if is_usual else opening == ColumnThread.Opening.OPEN
    days = thread.closes_after_days if thread and thread.closes_after_days is not None else everywhere.closes_after_days
    return is_open and (days is None or timezone.now() < column.published_at + timedelta(days=days))


def by_editor() -> Exists:
    """Whether one of the magazine's own has written something, to annotate comments or reviews with."""
    return Exists(Reader.groups.through.objects.filter(reader_id=OuterRef("reader_id"), group__name__in=EDITORIAL_ROLES))


def readable_comments() -> QuerySet[Comment]:
    """Return comments with what a reader is shown of who wrote them."""
    return (
        Comment.objects.filter(kind=Comment.Kind.COMMENT)
        .select_related("reader", "parent", "parent__reader")
        .annotate(by_editor=by_editor())
    )


def thread_of(column: ColumnPage, *, order: str = "", page: int = 1) -> Thread:
    """Return a part of a column's conversation: comments that readers see, and those that others have answered."""
    row, everywhere = ColumnThread.objects.filter(column=column).first(), settings_of()
    order = order if order in ORDERS else everywhere.order
    is_open = are_open(column, row, everywhere)
    if row is None or not row.comments:
        return Thread(column, [], 0, order, page, has_more=False, is_open=is_open)
    threads = readable_comments().filter(column=column, root=None)
    shown = threads.filter(Q(state=State.PUBLISHED) | Q(answers_shown__gt=0)).exclude(pk=row.pinned_id or 0)
    start = (page - 1) * THREADS_AT_ONCE
    found = list(shown.order_by(*ORDERS[order])[start : start + THREADS_AT_ONCE + 1])
    comments = found[:THREADS_AT_ONCE]
    if page == 1 and row.pinned_id:
        comments = [*threads.filter(pk=row.pinned_id, state=State.PUBLISHED), *comments]
    add_answers(comments, at_most=ANSWERS_AT_ONCE)
    mark_authors(column, comments)
    for comment in comments:
        comment.is_pinned = comment.pk == row.pinned_id
    return Thread(column, comments, row.comments, order, page, len(found) > THREADS_AT_ONCE, is_open)


def add_answers(comments: list[Comment], *, at_most: int | None = None) -> None:
    """Give each its first answers as `.shown_answers`, by one query."""
    answers = readable_comments().filter(root__in=[comment.pk for comment in comments], state=State.PUBLISHED)
    if at_most is not None:
        place = Window(RowNumber(), partition_by=F("root"), order_by=[F("written_at").asc(), F("id").asc()])
        answers = answers.annotate(place=place).filter(place__lte=at_most)
    by_root: dict[int, list[Comment]] = {}
    for answer in answers.order_by("written_at", "id") if comments else ():
        by_root.setdefault(answer.root_id or 0, []).append(answer)
    for comment in comments:
        comment.shown_answers = by_root.get(comment.pk, [])
        comment.more_answers = comment.answers_shown - len(comment.shown_answers)


def mark_authors(column: ColumnPage, comments: list[Comment]) -> None:
    """Say of each comment and answer whether one of the column's authors has written it, as `.by_author`."""
    prefetch_related_objects([column], ColumnPage.objects.all().bylines_prefetch())
    authors = {person.reader_id for person in column.people if person.reader_id}
    answers = [answer for comment in comments for answer in comment.shown_answers]
    for comment in [*comments, *answers]:
        comment.by_author = comment.reader_id in authors


def whole_thread(pk: int) -> Comment | None:
    """Return the comment a thread begins with, and all its answers as `.shown_answers`; None where nothing of it is shown."""
    first = readable_comments().select_related("column").filter(pk=pk, root=None).first()
    if first is None or not (first.is_published or first.answers_shown):
        return None
    add_answers([first])
    mark_authors(first.column.specific, [first])
    return first


def page_of(comment: Comment, order: str) -> int:
    """Return the part of the conversation that shows a comment's thread."""
    first = comment.first
    shown = Comment.objects.filter(column_id=comment.column_id, root=None, kind=Comment.Kind.COMMENT)
    shown = shown.filter(Q(state=State.PUBLISHED) | Q(answers_shown__gt=0))
    before = {
        "oldest": Q(written_at__lt=first.written_at) | Q(written_at=first.written_at, pk__lt=first.pk),
        "newest": Q(written_at__gt=first.written_at) | Q(written_at=first.written_at, pk__gt=first.pk),
        "best": Q(likes__gt=first.likes) | Q(likes=first.likes, pk__gt=first.pk),
    }
    return shown.filter(before[order]).count() // THREADS_AT_ONCE + 1


def latest_comments(column: ColumnPage | None = None) -> QuerySet[Comment]:
    """Return the newest comments that readers see, of one column or of all, for a feed."""
    found = readable_comments().filter(state=State.PUBLISHED, column__live=True).select_related("column", "column__locale")
    return (found.filter(column=column) if column else found).order_by("-written_at", "-id")


def likes_of(reader: Any, pks: list[int]) -> set[int]:
    """Return which of these comments a reader likes."""
    return set(reader.comment_likes.filter(comment__in=pks).values_list("comment_id", flat=True))


def liked_on(column: ColumnPage, reader: Any) -> QuerySet[Comment]:
    """Return the comments on a column that a reader likes."""
    return Comment.objects.filter(column=column, state=State.PUBLISHED, liked_by__reader=reader)


def held_by(reader: Any, column: ColumnPage) -> QuerySet[Comment]:
    """Return what a reader has written under a column and nobody has let pass yet."""
    return Comment.objects.filter(column=column, reader=reader, state=State.HELD).order_by("written_at")


def comments_of(reader: Any) -> QuerySet[Comment]:
    """Return what a reader has written and not taken back, the newest first."""
    theirs = Comment.objects.filter(reader=reader).exclude(state=State.DELETED).select_related("column__locale")
    return theirs.order_by("-written_at", "-pk")
