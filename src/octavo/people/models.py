"""Person: somebody or a team."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import PreviewableMixin, RevisionMixin, TranslatableMixin
from wagtail.search import index

from octavo.base.names import initials_of
from octavo.base.previews import PREVIEW_SIZES
from octavo.base.shown import is_shown
from octavo.people.querysets import PersonQuerySet


@is_shown(but=("latest_revision",), lists=("translation_key",), whole=True)
class Person(PreviewableMixin, TranslatableMixin, RevisionMixin, index.Indexed, ClusterableModel):
    """Somebody or a team, in one language; translations share a `translation_key`."""

    class Kind(models.TextChoices):
        PERSON = "person", _("a person")
        TEAM = "team", _("a team")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.PERSON)
    name = models.CharField(_("name"), max_length=160)
    name_original = models.CharField(
        _("name in the original script"), max_length=160, blank=True, help_text=_("For example 张爱玲.")
    )
    sort_name = models.CharField(
        _("name for sorting"), max_length=160, blank=True, help_text=_("For example “Chang, Eileen”. Blank: the name.")
    )
    slug = models.SlugField(_("slug"), max_length=120, allow_unicode=True, help_text=_("The end of /people/…/"))
    picture = models.ForeignKey(
        "octavo_base.Picture", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    short_bio = models.TextField(_("in a sentence"), blank=True, help_text=_("Shown under every column."))
    bio = RichTextField(_("about"), blank=True, features=["bold", "italic", "link", "ol", "ul"])
    members = ParentalManyToManyField(
        "self", symmetrical=False, blank=True, related_name="teams", verbose_name=_("members"), help_text=_("For a team.")
    )
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="persons",
        verbose_name=_("account"),
        help_text=_("Whose columns these are, when they sign in to write."),
    )

    objects: ClassVar = PersonQuerySet.as_manager()

    preview_sizes: ClassVar = PREVIEW_SIZES
    panels: ClassVar = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("slug")]),
                FieldRowPanel([FieldPanel("name"), FieldPanel("name_original"), FieldPanel("sort_name")]),
            ],
            heading=_("Name"),
        ),
        FieldPanel("picture"),
        FieldPanel("short_bio"),
        FieldPanel("bio"),
        FieldPanel("members"),
        FieldPanel("reader"),
    ]
    search_fields: ClassVar = [
        index.SearchField("name", boost=4),
        index.SearchField("name_original", boost=4),
        index.AutocompleteField("name"),
        index.AutocompleteField("name_original"),
        index.SearchField("short_bio"),
        index.FilterField("locale_id"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("person or team")
        verbose_name_plural = _("people")
        ordering: ClassVar = ["sort_name", "name"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["locale", "slug"], name="person_slug_unique_in_a_language")]
        # A feed of books asks for each name whether somebody is called so.
        indexes: ClassVar = [
            models.Index(fields=["name"], name="person_by_name"),
            models.Index(fields=["name_original"], name="person_by_original_name"),
            models.Index(fields=["sort_name"], name="person_by_sort_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.name_original}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_name = self.sort_name or self.name
        super().save(*args, **kwargs)

    @property
    def is_team(self) -> bool:
        return self.kind == self.Kind.TEAM

    @property
    def initials(self) -> str:
        return initials_of(self.name)

    @property
    def url(self) -> str:
        return self.get_absolute_url()

    def get_absolute_url(self) -> str:
        with translation.override(self.locale.language_code):
            return reverse("people:person", args=[self.slug])

    def get_preview_template(self, request: object, mode_name: str) -> str:
        return "people/person.html"

    def get_preview_context(self, request: object, mode_name: str) -> dict[str, object]:
        return {"request": request, "person": self}
