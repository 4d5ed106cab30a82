"""Who complained of what, what was ruled, and who objected."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from octavo.conversation.models.account import Account
from octavo.conversation.models.words import Words

_ONE_THING = Q(comment__isnull=False, review=None) | Q(comment=None, review__isnull=False)

_ONE_THING_OR_ACCOUNT = (_ONE_THING & Q(account=None)) | Q(account__isnull=False, comment=None, review=None)


class AboutWords(models.Model):
    """Something about a comment or a review, never about both."""

    wagtail_reference_index_ignore = True

    comment = models.ForeignKey("octavo_conversation.Comment", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    review = models.ForeignKey("octavo_conversation.Review", on_delete=models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True

    @property
    def words(self) -> Words:
        """The comment or review itself."""
        # One of them is there: the database sees to it.
        return self.comment or self.review  # type: ignore[return-value]


class Report(AboutWords):
    """Anybody's notice that something should not stand there (EU 2022/2065, article 16)."""

    class Why(models.TextChoices):
        ILLEGAL = "illegal", _("It is against the law")
        INSULT = "insult", _("It insults or threatens somebody")
        SPAM = "spam", _("It is advertising")
        PRIVATE = "private", _("It tells what is private")
        OTHER = "other", _("Something else")

    why = models.CharField(_("why"), max_length=10, choices=Why.choices)
    text = models.TextField(_("what is wrong"), max_length=2_000, blank=True)
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    email = models.EmailField(_("e-mail address"), blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    ruling = models.ForeignKey(
        "octavo_conversation.Ruling", on_delete=models.SET_NULL, null=True, blank=True, related_name="reports"
    )
    key = models.UUIDField(unique=True, editable=False)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints: ClassVar = [models.CheckConstraint(condition=_ONE_THING, name="report_of_one_thing")]
        indexes: ClassVar = [models.Index(fields=["made_at"], condition=Q(ruling=None), name="reports_that_wait")]

    def __str__(self) -> str:
        return f"{self.get_why_display()} ({self.comment_id or self.review_id})"

    @property
    def number(self) -> str:
        """By which it is spoken of in letters."""
        return f"R-{self.pk}"


class Ruling(AboutWords):
    """What was done with it, by whom and why: the log that is never changed. An undone one stays, with the one that undid it."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+")

    class Act(models.TextChoices):
        APPROVE = "approve", _("approved")
        REJECT = "reject", _("rejected")
        SPAM = "spam", _("spam")
        EDIT = "edit", _("edited")
        TRUST = "trust", _("author trusted")
        BLOCK = "block", _("author blocked")
        DISMISS = "dismiss", _("report dismissed")
        UNDO = "undo", _("undone")

    act = models.CharField(_("act"), max_length=10, choices=Act.choices)
    reason = models.TextField(_("reason"), blank=True, help_text=_("Told to the author, with the way to object."))
    moderator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    # What it was before, so that it can be undone: {"state": …, "trusted": …}.
    before = models.JSONField(default=dict)
    undoes = models.OneToOneField("self", on_delete=models.CASCADE, null=True, blank=True, related_name="undone_by")

    class Meta:
        verbose_name = _("ruling")
        verbose_name_plural = _("rulings")
        constraints: ClassVar = [models.CheckConstraint(condition=_ONE_THING_OR_ACCOUNT, name="ruling_on_one_thing")]
        indexes: ClassVar = [models.Index(fields=["-made_at", "-id"], name="rulings_newest")]

    def __str__(self) -> str:
        return f"{self.get_act_display()} ({self.comment_id or self.review_id or self.account_id})"

    @property
    def words(self) -> Any:
        """The comment, the review or the account."""
        return Account.objects.select_related("standing").get(pk=self.account_id) if self.account_id else super().words


class Appeal(models.Model):
    """An author's objection to a ruling (EU 2022/2065, article 20); somebody looks again."""

    wagtail_reference_index_ignore = True

    ruling = models.OneToOneField(Ruling, on_delete=models.CASCADE, related_name="appeal")
    text = models.TextField(_("why it was wrong"), max_length=2_000)
    made_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    is_upheld = models.BooleanField(null=True, blank=True)
    answer = models.TextField(_("answer"), max_length=2_000, blank=True)

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")

    def __str__(self) -> str:
        return f"{self.ruling}: {self.text[:60]}"
