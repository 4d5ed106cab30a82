"""Comments on columns: threads, their former versions, likes, and what somebody had begun to write."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from octavo.base.shown import is_shown
from octavo.conversation.models.words import BEHIND, Version, Words


@is_shown(but=(*BEHIND, "email"), lists=("column",), whole=True, seen_when=("state", "published"))
class Comment(Words):
    """A comment, or an answer to one. `root` is the comment its thread begins with; None for that one itself."""

    class Kind(models.TextChoices):
        COMMENT = "comment", _("comment")
        PINGBACK = "pingback", _("pingback")

    column = models.ForeignKey("octavo_columns.ColumnPage", on_delete=models.CASCADE, related_name="comments")
    root = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="answers")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.COMMENT)
    # Of an imported one: where its author can be reached who may claim it, never shown; and the address they gave.
    email = models.EmailField(blank=True, editable=False)
    url = models.URLField(max_length=500, blank=True, editable=False)
    likes = models.PositiveIntegerField(default=0, editable=False)
    # Of a thread's first comment: how many answers readers see. Kept, not counted.
    answers_shown = models.PositiveIntegerField(default=0, editable=False)

    # Set where a thread is read, see queries/threads.py.
    shown_answers: list["Comment"]
    more_answers: int
    is_pinned: bool
    by_author: bool

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(root=None, parent=None) | Q(root__isnull=False, parent__isnull=False), name="an_answer_has_a_thread"
            ),
        ]
        indexes: ClassVar = [
            # A thread of a column in its orders, without what nobody may read.
            models.Index(fields=["column", "written_at", "id"], condition=Q(root=None), name="comment_threads_by_time"),
            models.Index(fields=["column", "-likes", "-id"], condition=Q(root=None), name="comment_threads_by_likes"),
            models.Index(fields=["root", "written_at", "id"], name="comment_answers"),
            models.Index(fields=["reader", "-written_at"], name="comments_of_a_reader"),
            models.Index(fields=["state", "written_at"], name="comments_by_state"),
            models.Index(fields=["email"], condition=~Q(email=""), name="comments_to_be_claimed"),
        ]

    def __str__(self) -> str:
        return f"{self.author_name}: {self.source[:60]}"

    @property
    def anchor(self) -> str:
        return f"comment-{self.pk}"

    @property
    def about(self) -> str:
        return str(self.column.title)

    @property
    def language(self) -> str:
        return str(self.column.locale.language_code)

    @property
    def first(self) -> "Comment":
        """The comment its thread begins with."""
        return self.root or self


class CommentVersion(Version):
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="versions")

    def __str__(self) -> str:
        return self.source[:60]


class CommentLike(models.Model):
    wagtail_reference_index_ignore = True

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="liked_by")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="comment_likes")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["comment", "reader"], name="liked_once")]

    def __str__(self) -> str:
        return f"{self.reader} likes {self.comment_id}"


class Draft(models.Model):
    """What somebody had written when it could not be posted: they had to sign in first. Kept for some days."""

    wagtail_reference_index_ignore = True

    key = models.UUIDField(unique=True, default=uuid.uuid4)
    what = models.CharField(max_length=10)
    fields = models.JSONField(default=dict)
    made_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return f"{self.what} of {self.made_at:%Y-%m-%d %H:%M}"
