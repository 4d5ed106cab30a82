"""Two books that were one."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from octavo.base.shown import is_shown


@is_shown(lists=("kept__translation_key",))
class Merge(models.Model):
    """What was done when two books became one, so that it can be undone."""

    wagtail_reference_index_ignore = True

    kept = models.ForeignKey("octavo_books.Book", on_delete=models.PROTECT, related_name="merges", verbose_name=_("kept"))
    merged = models.ForeignKey(
        "octavo_books.Book", on_delete=models.PROTECT, related_name="merges_away", verbose_name=_("merged into it")
    )
    edition_pks = models.JSONField(default=list)
    made_at = models.DateTimeField(_("when"), auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering: ClassVar = ["-made_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["merged"], condition=Q(undone_at=None), name="book_is_merged_away_once")
        ]

    def __str__(self) -> str:
        return f"{self.merged} → {self.kept}"
