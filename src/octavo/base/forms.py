"""Forms for what staff upload."""

from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.forms import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.images.forms import BaseImageForm

from octavo.base.svg import UnsafeSvg, clean_svg


class PictureForm(BaseImageForm):
    """Wagtail's, with the scripts taken out of an SVG and the alternative text asked for by its name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "description" in self.fields:
            self.fields["description"].label = _("Alternative text")
            self.fields["description"].help_text = _(
                "What it shows, in a sentence, for who cannot see it. A figure can say it otherwise."
            )

    def clean_file(self) -> UploadedFile | None:
        file = self.cleaned_data.get("file")
        if not file or "file" not in self.changed_data or not file.name.lower().endswith(".svg"):
            return file
        try:
            cleaned = clean_svg(file.read())
        except UnsafeSvg as error:
            raise ValidationError(_("This SVG cannot be used: %(reason)s"), params={"reason": error}) from error
        # Willow has already measured the upload; the measure stays right, the bytes change.
        safe: Any = ContentFile(cleaned, name=file.name)
        safe.image = getattr(file, "image", None)
        safe.content_type = getattr(file, "content_type", "image/svg+xml")
        return safe
