"""What an editor's home shows: what waits for this person, and what goes out next."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Comment, CommentReply, Page, Revision, TaskState, WorkflowState
from wagtail.permissions import policy_registry

from octavo.books.models import Book
from octavo.readers.models import Reader

MOST_OF_A_KIND = 20


class _Listed:
    """What a row says of a page, or of a book: whatever has drafts."""

    page: Any
    name: str

    @property
    def title(self) -> str:
        return self.page.get_admin_display_title() if isinstance(self.page, Page) else self.name or str(self.page)

    @property
    def edit_url(self) -> str:
        return AdminURLFinder().get_edit_url(self.page) or ""


@dataclass(frozen=True)
class Waiting(_Listed):
    """`kind` is review, changes, comment or draft; `by` and `words` say who wants what; `name` is a book's newest title."""

    kind: str
    page: Any
    since: datetime
    by: str = ""
    words: str = ""
    name: str = ""


@dataclass(frozen=True)
class Going(_Listed):
    """`kind` is out or down; `name` is the title that a book will have."""

    kind: str
    page: Any
    at: datetime
    name: str = ""


def waiting_for(reader: Reader) -> list[Waiting]:
    """Return what this person can move on: others' columns to read, then what others want changed, then their drafts."""
    return [*_reviews(reader), *_changes(reader), *_comments(reader), *_drafts(reader)]


def going_next(reader: Reader) -> list[Going]:
    """Return what is scheduled to go out or down, soonest first: in the sections this person may see, and books."""
    now = timezone.now()
    visible = _explorable(reader)
    scheduled = Revision.page_revisions.filter(approved_go_live_at__gt=now).values_list("object_id", "approved_go_live_at")
    times = {int(pk): at for pk, at in scheduled}
    out = visible.filter(pk__in=times)
    down = visible.filter(live=True, expire_at__gt=now)
    going = [Going("out", page, times[page.pk]) for page in out] + [Going("down", page, page.expire_at) for page in down]
    return sorted([*going, *_books_going(reader, now)], key=lambda item: item.at)[:MOST_OF_A_KIND]


def _books_going(reader: Reader, now: datetime) -> list[Going]:
    if not reader.has_perm("octavo_books.change_book"):
        return []
    kind = ContentType.objects.get_for_model(Book)
    scheduled = Revision.objects.filter(base_content_type=kind, approved_go_live_at__gt=now).order_by("approved_go_live_at")
    revisions = {int(revision.object_id): revision for revision in scheduled.defer("content")[:MOST_OF_A_KIND]}
    books = Book.objects.filter(merged_into=None)
    out = [
        Going("out", book, revisions[book.pk].approved_go_live_at, name=revisions[book.pk].object_str)
        for book in books.filter(pk__in=revisions)
    ]
    down = books.filter(live=True, expire_at__gt=now).order_by("expire_at")[:MOST_OF_A_KIND]
    return out + [Going("down", book, book.expire_at) for book in down]


def _reviews(reader: Reader) -> list[Waiting]:
    states = (
        TaskState.objects.reviewable_by(reader)
        .select_related("revision", "workflow_state__requested_by")
        .prefetch_related("revision__content_object")
    )
    rows = [(state, state.revision.content_object) for state in states.order_by("started_at")[:MOST_OF_A_KIND]]
    return [
        Waiting(
            "review",
            page,
            state.started_at,
            by=str(state.workflow_state.requested_by or ""),
            name=state.revision.object_str,
        )
        for state, page in rows
        if page is not None
    ]


def _changes(reader: Reader) -> list[Waiting]:
    states = (
        WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES, requested_by=reader)
        .select_related("current_task_state__finished_by")
        .prefetch_related("content_object")
        .order_by("-created_at")[:MOST_OF_A_KIND]
    )
    return [
        Waiting(
            "changes",
            state.content_object,
            task.finished_at or state.created_at,
            by=str(task.finished_by or ""),
            words=task.comment,
        )
        for state in states
        if state.content_object is not None and (task := state.current_task_state)
    ]


def _comments(reader: Reader) -> list[Waiting]:
    """Open comments on this person's pages or naming them, where the last word is another's."""
    last_reply = CommentReply.objects.filter(comment=OuterRef("pk")).order_by("-created_at", "-pk")
    mine = Q(page__owner=reader) | Q(user=reader)
    for name in filter(None, (reader.handle, reader.display_name)):
        mine |= Q(text__icontains=f"@{name}") | Q(replies__text__icontains=f"@{name}")
    comments = (
        Comment.objects.filter(mine, resolved_at__isnull=True)
        .exclude(~Exists(last_reply) & Q(user=reader))
        .select_related("page", "user")
        .prefetch_related("replies__user")
        .order_by("-updated_at")
        .distinct()[: MOST_OF_A_KIND * 2]
    )
    last_words = [(comment, _last_word(comment)) for comment in comments]
    return [
        Waiting("comment", comment.page, word.created_at, by=str(word.user), words=word.text)
        for comment, word in last_words
        if word.user_id != reader.pk
    ][:MOST_OF_A_KIND]


def _last_word(comment: Comment) -> Any:
    replies = sorted(comment.replies.all(), key=lambda reply: (reply.created_at, reply.pk))
    return replies[-1] if replies else comment


def _drafts(reader: Reader) -> list[Waiting]:
    in_review = WorkflowState.objects.active().filter(base_content_type__app_label="wagtailcore", base_content_type__model="page")
    busy = [int(pk) for pk in in_review.values_list("object_id", flat=True)]
    drafts = (
        Page.objects.filter(owner=reader, has_unpublished_changes=True)
        .exclude(pk__in=busy)
        .exclude(pk__in=_scheduled_pks())
        .order_by("-latest_revision_created_at")[:MOST_OF_A_KIND]
    )
    return [Waiting("draft", page, page.latest_revision_created_at) for page in drafts if page.latest_revision_created_at]


def _scheduled_pks() -> list[int]:
    scheduled = Revision.page_revisions.filter(approved_go_live_at__gt=timezone.now())
    return [int(pk) for pk in scheduled.values_list("object_id", flat=True)]


def _explorable(reader: Reader) -> QuerySet[Page]:
    policy = policy_registry.get_by_type(Page)
    return policy.instances_user_has_any_permission_for(reader, {"add", "change", "publish"})
