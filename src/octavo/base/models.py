"""Pictures and documents: Wagtail's, with what a publisher must know of each."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition

from octavo.base.shown import is_shown


@is_shown(but=("file_size", "file_hash", "collection", "created_at", "uploaded_by_user"))
class Picture(AbstractImage):
    """An image with its caption, credit and licence; `description` is the alt text."""

    caption = models.CharField(_("caption"), max_length=500, blank=True)
    credit = models.CharField(_("credit"), max_length=255, blank=True, help_text=_("Who made it: shown beside the picture."))
    licence = models.CharField(
        _("licence"), max_length=255, blank=True, help_text=_("What you may do with it, and by whose leave.")
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "caption",
        "credit",
        "licence",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")


@is_shown(part_of=("image",), lists=("image",), ignores_new=True)
class PictureRendition(AbstractRendition):
    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_for_each_filter")
        ]


@is_shown(but=("file_hash", "collection", "created_at", "uploaded_by_user"))
class Attachment(AbstractDocument):
    """A sound, a film, captions or a paper to download."""

    admin_form_fields = WagtailDocument.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")


@is_shown(whole=True)
class Generation(models.Model):
    """Which state of what stands round every page is in force: one row, with another number after each change."""

    wagtail_reference_index_ignore = True

    number = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.number)
