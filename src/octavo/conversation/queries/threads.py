"""The conversation under a column, read in parts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Window, prefetch_related_objects
from django.db.models.functions import Coalesce, RowNumber
from django.utils import timezone

from octavo.base.furniture import kept
from octavo.base.shown import right_until, shows_rows
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
# The same for what is in memory.
_KEYS: dict[str, Callable[[Comment], Any]] = {
    "oldest": lambda comment: (comment.written_at, comment.pk),
    "newest": lambda comment: (comment.written_at, comment.pk),
    "best": lambda comment: (comment.likes, comment.pk),
}
_FROM_THE_LAST = ("newest", "best")


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
    closes_at = None if days is None else column.published_at + timedelta(days=days)
    right_until(closes_at)
    return is_open and (closes_at is None or timezone.now() < closes_at)


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
    shows_rows(Comment, column=column.pk)
    shows_rows(ColumnThread, column=column.pk)
    row, everywhere = ColumnThread.objects.filter(column=column).first(), settings_of()
    order = order if order in ORDERS else everywhere.order
    is_open = are_open(column, row, everywhere)
    if row is None or not row.comments:
        return Thread(column, [], 0, order, page, has_more=False, is_open=is_open)
    threads = Comment.objects.filter(column=column, root=None, kind=Comment.Kind.COMMENT)
    shown = threads.filter(Q(state=State.PUBLISHED) | Q(answers_shown__gt=0)).exclude(pk=row.pinned_id or 0)
    start = (page - 1) * THREADS_AT_ONCE
    found = _with_answers(shown.order_by(*ORDERS[order])[start : start + THREADS_AT_ONCE + 1])
    found.sort(key=_KEYS[order], reverse=order in _FROM_THE_LAST)
    comments = found[:THREADS_AT_ONCE]
    if page == 1 and row.pinned_id:
        comments = [*_with_answers(threads.filter(pk=row.pinned_id, state=State.PUBLISHED)), *comments]
    mark_authors(column, comments)
    for comment in comments:
        comment.is_pinned = comment.pk == row.pinned_id
    return Thread(column, comments, row.comments, order, page, len(found) > THREADS_AT_ONCE, is_open)


def _with_answers(roots: QuerySet[Comment]) -> list[Comment]:
    """Return these comments, in no order, each with its first answers: one query for all."""
    chosen = roots.values("pk")
    either = Q(pk__in=chosen) | Q(root__in=chosen, state=State.PUBLISHED)
    # What begins a thread is alone in its part, and so the first of it.
    thread = Coalesce(F("root"), -F("pk"))
    place = Window(RowNumber(), partition_by=thread, order_by=[F("written_at").asc(), F("id").asc()])
    rows: list[Any] = list(readable_comments().filter(either).annotate(place=place).filter(place__lte=ANSWERS_AT_ONCE))
    comments = [comment for comment in rows if comment.root_id is None]
    _hang_answers(comments, sorted((row for row in rows if row.root_id), key=_KEYS["oldest"]))
    return comments


def add_answers(comments: list[Comment]) -> None:
    """Give each all its answers as `.shown_answers`, by one query."""
    answers = readable_comments().filter(root__in=[comment.pk for comment in comments], state=State.PUBLISHED)
    _hang_answers(comments, answers.order_by("written_at", "id") if comments else ())


def _hang_answers(comments: list[Comment], answers: Iterable[Comment]) -> None:
    by_root: dict[int, list[Comment]] = {}
    for answer in answers:
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
    shows_rows(Comment, **({"column": column.pk} if column else {}))
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
