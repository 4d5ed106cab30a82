"""The conversation under one column: whether it is open, how many have spoken, what is pinned."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from octavo.base.shown import is_shown


@is_shown(lists=("column",))
class ColumnThread(models.Model):
    """Made with the first comment, or when an editor says something of the column's own. Its row is locked while it changes."""

    wagtail_reference_index_ignore = True

    class Opening(models.TextChoices):
        USUAL = "usual", _("as everywhere")
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")

    column = models.OneToOneField("octavo_columns.ColumnPage", on_delete=models.CASCADE, related_name="thread")
    opening = models.CharField(_("comments"), max_length=10, choices=Opening.choices, default=Opening.USUAL)
    closes_after_days = models.PositiveIntegerField(_("close after days"), null=True, blank=True)
    slow_minutes = models.PositiveIntegerField(
        _("slow mode"), default=0, help_text=_("Minutes between two comments of one reader; 0 for none.")
    )
    pinned = models.ForeignKey(
        "octavo_conversation.Comment",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("pinned"),
    )
    # Of those that readers see; kept, not counted.
    comments = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("conversation of a column")
        verbose_name_plural = _("conversations of columns")
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(comments__gte=0), name="comments_not_below_none")]

    def __str__(self) -> str:
        return f"{self.column_id}: {self.comments}"
