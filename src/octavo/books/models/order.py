"""How books are put in order: subjects as a tree, and series."""

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from octavo.base.shown import is_shown


class NamedInLanguages(models.Model):
    """A name in the default language and, where somebody gave one, in others."""

    name = models.CharField(_("name"), max_length=255)
    # {"zh-hans": "电影"}: a word each is no reason for a second row of everything.
    names = models.JSONField(_("names in other languages"), default=dict, blank=True)
    slug = models.SlugField(_("slug"), max_length=120, allow_unicode=True, unique=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def shown_name(self) -> str:
        """The name in the reader's language."""
        return self.names.get(get_language() or "") or self.name


@is_shown(whole=True)
class Subject(index.Indexed, NamedInLanguages):
    """What a book is about. `path` holds the primary keys from the root, so that a shelf knows all that stands under it."""

    class Scheme(models.TextChoices):
        THEMA = "thema", "Thema"
        BISAC = "bisac", "BISAC"
        OWN = "own", _("our own")

    scheme = models.CharField(_("scheme"), max_length=10, choices=Scheme.choices, default=Scheme.OWN)
    code = models.CharField(_("code"), max_length=100, blank=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("under")
    )
    path = models.CharField(max_length=255, editable=False, db_index=True)

    search_fields: ClassVar = [index.SearchField("name"), index.AutocompleteField("name"), index.SearchField("code")]

    class Meta:
        verbose_name = _("subject")
        verbose_name_plural = _("subjects")
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scheme", "code"], condition=~models.Q(code=""), name="subject_code_known_once")
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        path = f"{self.parent.path if self.parent else '/'}{self.pk}/"
        if path != self.path:
            self.path = path
            type(self).objects.filter(pk=self.pk).update(path=path)
            for child in self.children.all():
                child.parent = self
                child.save()

    def get_absolute_url(self) -> str:
        return reverse("books:subject", args=[self.slug])

    @property
    def ancestor_pks(self) -> list[int]:
        """Primary keys from the root down to this subject itself."""
        return [int(pk) for pk in self.path.strip("/").split("/")]

    @property
    def url(self) -> str:
        return self.get_absolute_url()


@is_shown()
class Series(index.Indexed, NamedInLanguages):
    """Books that belong together, in the order of their numbers."""

    description = models.TextField(_("description"), blank=True)

    search_fields: ClassVar = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")
        ordering: ClassVar = ["name"]

    def get_absolute_url(self) -> str:
        return reverse("books:series", args=[self.slug])

    @property
    def url(self) -> str:
        return self.get_absolute_url()
