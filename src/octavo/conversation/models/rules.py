"""What holds for everybody, what is known of one reader, and what the filter has learned."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from octavo.base.furniture import is_furniture


@is_furniture
@register_setting(icon="comment")
class ConversationSettings(BaseSiteSetting):
    """Comments and reviews everywhere."""

    class Order(models.TextChoices):
        OLDEST = "oldest", _("oldest first")
        NEWEST = "newest", _("newest first")
        BEST = "best", _("best first")

    comments_are_open = models.BooleanField(_("comments are open"), default=True)
    closes_after_days = models.PositiveIntegerField(
        _("close after days"), null=True, blank=True, help_text=_("Counted from a column's first day. Blank: never.")
    )
    order = models.CharField(_("order"), max_length=10, choices=Order.choices, default=Order.OLDEST)
    reviews_are_open = models.BooleanField(_("reviews are open"), default=True)

    panels: ClassVar = [
        MultiFieldPanel(
            [FieldPanel("comments_are_open"), FieldPanel("closes_after_days"), FieldPanel("order")], heading=_("Comments")
        ),
        FieldPanel("reviews_are_open", heading=_("Reviews of books")),
    ]

    class Meta:
        verbose_name = _("conversation")
        verbose_name_plural = _("conversation")

    def __str__(self) -> str:
        return str(_("conversation"))


class HouseRule(models.Model):
    """A rule by which something is held, where the desk has changed it. `value` is its number, or its words, one a line."""

    wagtail_reference_index_ignore = True

    kind = models.CharField(_("rule"), max_length=20, unique=True)
    value = models.TextField(_("value"), blank=True)
    weight = models.FloatField(_("weight"), default=1.0)
    is_on = models.BooleanField(_("on"), default=True)

    class Meta:
        verbose_name = _("house rule")
        verbose_name_plural = _("house rules")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.value}".strip()


class Standing(models.Model):
    """What moderators think of a reader."""

    wagtail_reference_index_ignore = True

    reader = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="standing")
    is_trusted = models.BooleanField(_("trusted"), default=False)
    blocked_at = models.DateTimeField(_("blocked"), null=True, blank=True)
    # When a moderator has looked at a new account.
    seen_at = models.DateTimeField(null=True, blank=True, editable=False)
    # What was approved, or never held: the first of somebody is held.
    published = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("standing")
        verbose_name_plural = _("standings")

    def __str__(self) -> str:
        return f"{self.reader}"


class SpamToken(models.Model):
    """In how many spam and how many honest texts a token was; the empty token counts the texts themselves."""

    wagtail_reference_index_ignore = True

    token = models.CharField(max_length=80, unique=True)
    spam = models.PositiveIntegerField(default=0)
    honest = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.token
