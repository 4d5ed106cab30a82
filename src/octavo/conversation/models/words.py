"""What comments and reviews have in common: what somebody has written, and whether it may be read."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _

MAX_CHARACTERS = 10_000
# What readers never see of it.
BEHIND = ("key", "fired", "spam_score", "likeness", "learned_as", "reports_open")


class State(models.TextChoices):
    """Whether readers see it. What is deleted keeps its place, without its words, where others have answered."""

    PUBLISHED = "published", _("published")
    HELD = "held", _("held")
    REJECTED = "rejected", _("rejected")
    SPAM = "spam", _("spam")
    DELETED = "deleted", _("deleted by its author")


class Words(models.Model):
    """Something a reader has written under a page of ours."""

    wagtail_reference_index_ignore = True

    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("reader"),
    )
    # Of somebody without an account, who wrote elsewhere or has left us.
    name = models.CharField(_("name"), max_length=120, blank=True)
    source = models.TextField(_("text"), max_length=MAX_CHARACTERS, help_text=_("As it was written, with its small marks."))
    # Made from the source when it is written: nobody who reads waits for it.
    html = models.TextField(blank=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.HELD)
    written_at = models.DateTimeField(_("written"), default=timezone.now)
    edited_at = models.DateTimeField(_("edited"), null=True, blank=True)
    # The form's own number: sent twice, it is one.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # Which rules fired when it was written, for the desk: [{"kind", "weight", …}].
    fired = models.JSONField(default=list, blank=True, editable=False)
    spam_score = models.FloatField(_("spam score"), null=True, blank=True, editable=False)
    # What texts share that differ in dress alone; and as what the filter has counted this one.
    likeness = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    learned_as = models.CharField(max_length=6, blank=True, editable=False)
    edited_by_desk = models.BooleanField(default=False, editable=False)
    reports_open = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    @property
    def author_name(self) -> str:
        """Whom readers see it to be from."""
        return (str(self.reader) if self.reader_id else self.name) or _gettext("somebody who has left")

    @property
    def said(self) -> str:
        """All that was written, for whoever judges it."""
        return self.source

    @property
    def is_published(self) -> bool:
        return self.state == State.PUBLISHED

    @property
    def about(self) -> str:
        """The title of what it was written under."""
        raise NotImplementedError

    @property
    def language(self) -> str:
        """The language of what it was written under."""
        raise NotImplementedError

    def change(self, **fields: Any) -> None:
        """Write these fields, and only these."""
        for name, value in fields.items():
            setattr(self, name, value)
        type(self)._default_manager.filter(pk=self.pk).update(**fields)


class Version(models.Model):
    """What something said before it was changed."""

    wagtail_reference_index_ignore = True

    source = models.TextField()
    title = models.CharField(max_length=200, blank=True)
    written_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        abstract = True
        ordering: ClassVar = ["pk"]
