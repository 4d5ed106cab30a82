"""What stands round every page: the magazine's name and its menus."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Orderable, Page, TranslatableMixin

from octavo.base.furniture import is_furniture
from octavo.columns.querysets import MenuItemQuerySet


@is_furniture
@register_setting(icon="cogs")
class MagazineSettings(ClusterableModel, BaseSiteSetting):
    """What the magazine says of itself. Blank texts fall back on the name in octavo.toml."""

    tagline = models.CharField(_("tagline"), max_length=200, blank=True, help_text=_("Under the name, on the front page."))
    description = models.TextField(
        _("description"), blank=True, help_text=_("For search engines and feeds; about 150 characters.")
    )
    about_line = models.TextField(_("line in the footer"), blank=True)
    publisher_name = models.CharField(
        _("publisher"), max_length=200, blank=True, help_text=_("The company or society that answers for it.")
    )
    logo = models.ForeignKey(
        "octavo_base.Picture", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("logo")
    )

    panels: ClassVar = [
        MultiFieldPanel([FieldPanel("tagline"), FieldPanel("description"), FieldPanel("about_line")], heading=_("Texts")),
        MultiFieldPanel([FieldPanel("publisher_name"), FieldPanel("logo")], heading=_("Publisher")),
        InlinePanel("social_links", heading=_("Elsewhere"), label=_("link")),
    ]

    class Meta:
        verbose_name = _("magazine")
        verbose_name_plural = _("magazine")

    def __str__(self) -> str:
        return str(_("magazine"))

    select_related: ClassVar = ["site"]

    @cached_property
    def links(self) -> list["SocialLink"]:
        """Where else the magazine is found, fetched once a request."""
        return list(self.social_links.all())

    @property
    def name(self) -> str:
        """The name set in octavo.toml, as the masthead shows it; in another language, the title of that home."""
        return self._name or self.site.site_name

    _name = ""

    def speak_as(self, home: Page) -> None:
        """Take the name and description from the home of another language, and leave out what is only said in the first."""
        self._name = home.title
        self.tagline, self.about_line, self.description = "", home.search_description, home.search_description


@is_furniture
class SocialLink(Orderable):
    settings = ParentalKey(MagazineSettings, on_delete=models.CASCADE, related_name="social_links")
    label = models.CharField(_("label"), max_length=60)
    url = models.URLField(_("address"))

    panels: ClassVar = [FieldRowPanel([FieldPanel("label"), FieldPanel("url")])]

    def __str__(self) -> str:
        return self.label


@is_furniture
class Menu(TranslatableMixin, ClusterableModel):
    """The links of the masthead or the footer, in one language."""

    class Place(models.TextChoices):
        MASTHEAD = "masthead", _("masthead")
        FOOTER = "footer", _("footer")

    place = models.CharField(_("place"), max_length=10, choices=Place.choices)

    panels: ClassVar = [FieldPanel("place"), InlinePanel("items", heading=_("Entries"), label=_("entry"))]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("menu")
        verbose_name_plural = _("menus")
        constraints: ClassVar = [models.UniqueConstraint(fields=["locale", "place"], name="one_menu_for_a_place_in_a_language")]

    def __str__(self) -> str:
        return f"{self.get_place_display()} ({self.locale.language_code})"


@is_furniture
class MenuItem(Orderable):
    """A page, or an address with a label. Shown when what it leads to exists."""

    menu = ParentalKey(Menu, on_delete=models.CASCADE, related_name="items")
    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("page")
    )
    url = models.CharField(_("or address"), max_length=500, blank=True)
    label = models.CharField(_("label"), max_length=80, blank=True, help_text=_("Blank: the title of the page."))

    objects: ClassVar = MenuItemQuerySet.as_manager()

    panels: ClassVar = [PageChooserPanel("page"), FieldRowPanel([FieldPanel("url"), FieldPanel("label")])]

    class Meta(Orderable.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(page__isnull=False) | (~models.Q(url="") & ~models.Q(label="")),
                name="menu_item_leads_somewhere",
            )
        ]

    def __str__(self) -> str:
        return self.label or (self.page.title if self.page else self.url)

    def clean(self) -> None:
        if not self.page and not (self.url and self.label):
            raise ValidationError(_("Choose a page, or give an address and its label."))
        if self.url and not self.url.startswith(("/", "https://", "http://", "mailto:")):
            raise ValidationError({"url": _("An address begins with / for this site or https:// for another.")})
