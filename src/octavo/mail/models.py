"""The hold on letters, and the letters it keeps."""

from typing import ClassVar

from django.db import models
from django.utils import timezone


class Hold(models.Model):
    """Since when, until when and why nothing goes out. At most one is on."""

    reason = models.CharField(max_length=300)
    since = models.DateTimeField(default=timezone.now)
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(models.Value(1), condition=models.Q(lifted_at=None), name="one_hold_at_a_time")
        ]

    def __str__(self) -> str:
        return self.reason


class KeptLetter(models.Model):
    """A whole letter, waiting. `handed_at` without `sent_at`: a process died while sending it."""

    sender = models.EmailField()
    recipients = models.JSONField()
    subject = models.CharField(max_length=300)
    source = models.BinaryField()
    kept_at = models.DateTimeField(default=timezone.now)
    handed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["kept_at"], condition=models.Q(sent_at=None), name="letters_that_wait")]

    def __str__(self) -> str:
        return f"{self.subject} → {', '.join(self.recipients)}"
