"""What was found when the links to other sites were last followed."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class LinkCheck(models.Model):
    """An address elsewhere that a page leads to. Which pages is never stored: it is read from them."""

    class Status(models.TextChoices):
        ALIVE = "alive", _("answers")
        GONE = "gone", _("gone")
        SILENT = "silent", _("no answer")

    url = models.CharField(max_length=2000)
    # Index and uniqueness on a hash: an address may be longer than an index entry.
    url_sha256 = models.CharField(max_length=64, unique=True)
    status = models.CharField(max_length=10, choices=Status.choices)
    reason = models.CharField(max_length=200, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    checked_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["checked_at"], name="link_check_oldest_first")]

    def __str__(self) -> str:
        return f"{self.url}: {self.get_status_display()}"

    @property
    def is_broken(self) -> bool:
        """Gone for sure, or silent twice in a row: one silence is often only a bad moment."""
        return self.status == self.Status.GONE or (self.status == self.Status.SILENT and self.failures > 1)
