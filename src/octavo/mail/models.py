"""Holds, the letters of the queue, and who wants none."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Hold(models.Model):
    """Since when, until when and why nothing goes out, or nothing of one stream. At most one of each is on."""

    reason = models.CharField(max_length=300)
    stream = models.CharField(max_length=20, blank=True)
    since = models.DateTimeField(default=timezone.now)
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["stream"], condition=models.Q(lifted_at=None), name="one_hold_of_a_stream_at_a_time")
        ]

    def __str__(self) -> str:
        return self.reason


class Letter(models.Model):
    """A letter to one address. `handed` with an old `handed_at`: a process died while sending it."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Waits")
        HANDED = "handed", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")
        DROPPED = "dropped", _("Dropped")

    key = models.CharField(max_length=200, null=True, unique=True)  # noqa: DJ001 - NULLs are never equal, blanks are
    kind = models.CharField(max_length=60)
    stream = models.CharField(max_length=20)
    order = models.SmallIntegerField()
    language = models.CharField(max_length=20)
    address = models.CharField(max_length=320)
    address_sha256 = models.CharField(max_length=64)
    reply_to = models.CharField(max_length=320, blank=True)
    subject = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    source = models.BinaryField(null=True, blank=True)
    message_id = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    reason = models.CharField(max_length=500, blank=True)
    queued_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    first_tried_at = models.DateTimeField(null=True, blank=True)
    handed_at = models.DateTimeField(null=True, blank=True)
    holder = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        indexes: ClassVar = [
            models.Index(fields=["order", "due_at", "id"], condition=models.Q(state="queued"), name="letters_that_wait"),
            models.Index(fields=["handed_at"], condition=models.Q(state="handed"), name="letters_being_sent"),
            models.Index(fields=["address_sha256"], name="letters_of_an_address"),
            models.Index(fields=["ended_at"], name="letters_by_their_end"),
        ]

    def __str__(self) -> str:
        return self.subject


class Suppression(models.Model):
    """An address that gets no letter at all, known by its hash."""

    class Reason(models.TextChoices):
        HARD_BOUNCE = "hard_bounce", _("No such mailbox")
        COMPLAINT = "complaint", _("Complained")
        ERASED = "erased", _("Account deleted")
        ASKED = "asked", _("Asked for no letters")

    address_sha256 = models.CharField(max_length=64, unique=True)
    reason = models.CharField(max_length=20, choices=Reason.choices)
    since = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.address_sha256[:12]}: {self.reason}"


class Leaving(models.Model):
    """Somebody, known by a hash of the address, who gets no more letters of one kind."""

    address_sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=60)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["address_sha256", "kind"], name="a_kind_is_left_once")]

    def __str__(self) -> str:
        return f"{self.address_sha256[:12]} left {self.kind}"
