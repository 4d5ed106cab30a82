"""How people are listed, found, chosen and edited at the desk."""

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm, LocaleFilterMixin
from wagtail.admin.ui.tables import UpdatedAtColumn
from wagtail.models import Locale
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from octavo.people.actions import add_person, leave_redirect
from octavo.people.models import Person

# Contained in, not begun with: a name in Chinese is looked for by any part of it, and search indexes split no such words.
NAME_FIELDS = ("name", "name_original", "sort_name")


class PersonFilterForm(LocaleFilterMixin, BaseFilterForm):
    q = forms.CharField(label=_("Search"), widget=forms.TextInput(attrs={"placeholder": _("Search")}), required=False)

    def filter(self, objects: QuerySet[Person]) -> QuerySet[Person]:
        objects = super().filter(objects)
        words = self.cleaned_data.get("q")
        if words:
            self.is_searching, self.search_query = True, words
            objects = objects.filter(_named(words))
        return objects


class NewPersonForm(forms.ModelForm):
    """A person made while a byline is chosen: the rest can wait."""

    class Meta:
        model = Person
        fields = ("kind", "name", "name_original")

    def save(self, commit: bool = True) -> Person:
        person = add_person(self.cleaned_data["name"], locale=Locale.get_default())
        person.kind, person.name_original = self.cleaned_data["kind"], self.cleaned_data["name_original"]
        person.save()
        return person


class _ChoosePerson:
    filter_form_class = PersonFilterForm


class ChoosePersonView(_ChoosePerson, ChooseView):
    pass


class ChoosePersonResultsView(_ChoosePerson, ChooseResultsView):
    pass


class PersonChooserViewSet(SnippetChooserViewSet):
    choose_view_class = ChoosePersonView
    choose_results_view_class = ChoosePersonResultsView
    creation_form_class = NewPersonForm
    creation_tab_label = _("New person or team")
    create_action_label = _("Add and choose")


class EditPersonView(EditView):
    def save_instance(self) -> Person:
        old_path = Person.objects.select_related("locale").get(pk=self.object.pk).url
        person = super().save_instance()
        leave_redirect(person, old_path=old_path)
        return person


class PersonViewSet(SnippetViewSet):
    model = Person
    icon = "group"
    menu_label = _("People")
    menu_name = "people"
    menu_order = 200
    add_to_admin_menu = True
    list_display = ("name", "name_original", "kind", UpdatedAtColumn())
    list_filter = ("kind",)
    ordering = ("sort_name",)
    search_backend_name = None
    search_fields = NAME_FIELDS
    edit_view_class = EditPersonView
    chooser_viewset_class = PersonChooserViewSet


def _named(words: str) -> Q:
    named = Q()
    for field in NAME_FIELDS:
        named |= Q(**{f"{field}__icontains": words})
    return named
