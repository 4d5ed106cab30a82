"""What readers have saved for later."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone


class SavedColumn(models.Model):
    """A column on a reader's list."""

    wagtail_reference_index_ignore = True

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_columns")
    column = models.ForeignKey("octavo_columns.ColumnPage", on_delete=models.CASCADE, related_name="saves")
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["reader", "column"], name="saved_once")]

    def __str__(self) -> str:
        return f"{self.column_id} for {self.reader}"
