"""The form of what has a name in each language and an address: subjects and series."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from octavo.books.actions import free_slug_of

OTHER_LANGUAGES = [(code, name) for code, name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


class NamedForm(WagtailAdminModelForm):
    """Has a field `name_…` for each further language of the site; the base of the forms below."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].required = False
        self.fields["slug"].help_text = _("The end of its address. Blank: made from the name. The former one leads to it.")
        for code, _name in OTHER_LANGUAGES:
            self.initial[_field(code)] = self.instance.names.get(code, "")

    def _post_clean(self) -> None:
        given = {code: self.cleaned_data.get(_field(code), "").strip() for code, _name in OTHER_LANGUAGES}
        # Names in languages that the site no longer has are kept for the day it has them again.
        names = {**self.instance.names, **given}
        self.instance.names = {code: name for code, name in names.items() if name}
        super()._post_clean()
        self.instance.slug = free_slug_of(self.instance, self.cleaned_data.get("slug", ""))


def _field(code: str) -> str:
    return f"name_{code.replace('-', '_')}"


def form_with_names(name: str, base: type[NamedForm] = NamedForm) -> type[NamedForm]:
    """Return a form class with a field for the name in each further language."""
    fields = {
        _field(code): forms.CharField(
            label=gettext_lazy("name in %(language)s") % {"language": language}, max_length=255, required=False
        )
        for code, language in OTHER_LANGUAGES
    }
    return type(name, (base,), fields)


def name_panels() -> MultiFieldPanel:
    names = [FieldPanel("name"), *(FieldPanel(_field(code)) for code, _name in OTHER_LANGUAGES)]
    return MultiFieldPanel([FieldRowPanel(names), FieldPanel("slug")], heading=gettext_lazy("Name"))
