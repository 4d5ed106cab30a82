"""Files that are brought to the desk."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# Feeds of the largest wholesalers are half of this.
MAX_BYTES = 1 << 30
MAX_FILES = 50


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files in one field. Cleans to a list of them."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        files: list[UploadedFile] = [super(FilesField, self).clean(file, initial) for file in data or [None]]
        if len(files) > MAX_FILES:
            raise forms.ValidationError(_("At most %(number)d files at once.") % {"number": MAX_FILES})
        for file in files:
            if (file.size or 0) > MAX_BYTES:
                words = {"name": file.name, "size": filesizeformat(file.size or 0), "most": filesizeformat(MAX_BYTES)}
                raise forms.ValidationError(
                    _("“%(name)s” has %(size)s; the most is %(most)s. Put it into the watched folder instead.") % words
                )
        return files


class UploadForm(forms.Form):
    uploads = FilesField(
        label=gettext_lazy("Files"),
        help_text=gettext_lazy(
            "ONIX 2.1, 3.0 or 3.1, EPUB, or a spreadsheet (CSV, XLSX). You see what would happen before anything does."
        ),
    )
