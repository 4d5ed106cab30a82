"""What an import must remember: where each thing came from, and the comments still to be taken up."""

from typing import ClassVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportedThing(models.Model):
    """One thing of another site and what it became here. Written in the transaction that made it."""

    # To have come from somewhere is no use that anybody makes of a thing.
    wagtail_reference_index_ignore = True

    source_site = models.CharField(_("source site"), max_length=255)
    kind = models.CharField(_("kind"), max_length=20)
    source_id = models.CharField(_("number there"), max_length=255)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    became = GenericForeignKey("content_type", "object_id")
    fingerprint = models.CharField(
        max_length=64, help_text=_("Of what the source said when it was last taken over: equal means nothing to do.")
    )
    state = models.CharField(
        max_length=64, blank=True, help_text=_("Of our side just after: different means somebody has edited it since.")
    )

    class Meta:
        verbose_name = _("imported thing")
        verbose_name_plural = _("imported things")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source_site", "kind", "source_id"], name="imported_thing_known_once")
        ]
        indexes: ClassVar = [models.Index(fields=["content_type", "object_id"], name="imported_thing_became")]

    def __str__(self) -> str:
        return f"{self.kind} {self.source_id} of {self.source_site}"


class StagedComment(models.Model):
    """A comment of an imported text, as its source had it, until it becomes one here."""

    source_site = models.CharField(_("source site"), max_length=255)
    source_id = models.CharField(_("number there"), max_length=255)
    parent_source_id = models.CharField(_("answers"), max_length=255, blank=True)
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("page"))
    kind = models.CharField(_("kind"), max_length=40, help_text=_("comment, pingback, trackback…"))
    status = models.CharField(_("status there"), max_length=40, blank=True, help_text=_("1 approved, 0 waiting, spam, trash."))
    author_name = models.TextField(_("name"), blank=True)
    author_email = models.TextField(_("e-mail address"), blank=True)
    author_url = models.TextField(_("web address"), blank=True)
    author_ip = models.CharField(_("IP address"), max_length=100, blank=True)
    author_user_id = models.CharField(_("account there"), max_length=40, blank=True)
    written_at = models.DateTimeField(_("written"), null=True, blank=True)
    html = models.TextField(_("text"), blank=True, help_text=_("As it was; cleaned when it becomes a comment."))
    # What it became. One that was taken up and is gone was taken away here: it does not come again.
    comment = models.OneToOneField(
        "octavo_conversation.Comment",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("comment"),
    )
    is_taken_up = models.BooleanField(_("taken up"), default=False)

    class Meta:
        verbose_name = _("staged comment")
        verbose_name_plural = _("staged comments")
        constraints: ClassVar = [models.UniqueConstraint(fields=["source_site", "source_id"], name="staged_comment_known_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.source_id} of {self.source_site}"


class FeedRun(models.Model):
    """One file of books that came in, by whichever door, and what became of it."""

    class Door(models.TextChoices):
        COMMAND = "command", _("the command line")
        FOLDER = "folder", _("the watched folder")
        DESK = "desk", _("the desk")

    class State(models.TextChoices):
        ASKING = "asking", _("columns to be checked")
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("coming in")
        LOOKED = "looked", _("looked through")
        DONE = "done", _("done")
        REFUSED = "refused", _("refused")

    door = models.CharField(_("by"), max_length=10, choices=Door.choices)
    kind = models.CharField(_("kind"), max_length=10, help_text=_("onix, epub or sheet."))
    file_name = models.CharField(_("file"), max_length=255)
    # Where the file of a run that was asked for at the desk waits; below the site's data folder.
    stored_as = models.CharField(max_length=500, blank=True, editable=False)
    options = models.JSONField(default=dict, blank=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    reason = models.TextField(_("why not"), blank=True)
    entries_done = models.PositiveIntegerField(default=0)
    entries_total = models.PositiveIntegerField(default=0)
    # Of octavo.importers.report.Report: counts, what was left out and why.
    report = models.JSONField(default=dict, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("asked by")
    )
    created_at = models.DateTimeField(_("when"), auto_now_add=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("feed")
        verbose_name_plural = _("feeds")
        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.file_name}: {self.get_state_display()}"


class SheetMapping(models.Model):
    """How a spreadsheet with these headings was meant the last time, so that nobody says it twice."""

    wagtail_reference_index_ignore = True

    headings = models.CharField(max_length=64, unique=True, help_text=_("A fingerprint of them."))
    reading = models.JSONField(default=dict)
    used_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("spreadsheet's columns")
        verbose_name_plural = _("spreadsheets' columns")

    def __str__(self) -> str:
        return self.headings[:8]
