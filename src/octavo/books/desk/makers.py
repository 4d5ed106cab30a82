"""Series and publishers at the desk."""

from typing import Any

from django import forms
from django.db.models import Count, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BaseColumn, Column
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet

from octavo.books.actions import (
    get_or_add_publisher,
    get_or_add_series,
    lead_from_former_slug,
    remember_hand,
    shelve_books_of,
)
from octavo.books.desk.named import form_with_names, name_panels
from octavo.books.hands import DESK
from octavo.books.models import Publisher, Series

SeriesForm = form_with_names("SeriesForm")


class NameFilterForm(BaseFilterForm):
    """Contained in, not begun with: search indexes split no Chinese name."""

    q = forms.CharField(label=gettext_lazy("Search"), required=False)

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        if words := self.cleaned_data["q"]:
            self.is_searching, self.search_query = True, words
            objects = objects.filter(name__icontains=words)
        return super().filter(objects)


class _ChooseByName:
    filter_form_class = NameFilterForm


class ChooseByNameView(_ChooseByName, ChooseView):
    pass


class ChooseByNameResultsView(_ChooseByName, ChooseResultsView):
    pass


class NewSeriesForm(forms.ModelForm):
    class Meta:
        model = Series
        fields = ("name",)

    def save(self, commit: bool = True) -> Series:
        return get_or_add_series(self.cleaned_data["name"])


class NewPublisherForm(forms.Form):
    """No model form: a name that is there already is chosen, not refused."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=255)

    def save(self, commit: bool = True) -> Publisher:
        return get_or_add_publisher(self.cleaned_data["name"])


class _ByName(SnippetChooserViewSet):
    choose_view_class = ChooseByNameView
    choose_results_view_class = ChooseByNameResultsView
    create_action_label = gettext_lazy("Add and choose")


class SeriesChooserViewSet(_ByName):
    creation_form_class = NewSeriesForm
    creation_tab_label = gettext_lazy("New series")


class PublisherChooserViewSet(_ByName):
    creation_form_class = NewPublisherForm
    creation_tab_label = gettext_lazy("New publisher")


class SeriesListView(IndexView):
    page_title = gettext_lazy("Series")
    add_item_label = gettext_lazy("Add a series")
    default_ordering = "name"

    def get_base_queryset(self) -> QuerySet[Series]:
        return Series.objects.annotate(number=Count("books"))

    @cached_property
    def columns(self) -> list[BaseColumn]:
        names = Column("names", label=_("In other languages"), accessor=lambda series: " · ".join(series.names.values()))
        return [self._get_title_column("name"), names, Column("number", label=_("Books"))]


class EditSeriesView(EditView):
    def save_instance(self) -> Series:
        before = Series.objects.get(pk=self.object.pk)
        series = super().save_instance()
        if before.slug != series.slug:
            lead_from_former_slug(series, before.slug)
        # Books are found by the name of their series.
        if before.name != series.name:
            shelve_books_of(series)
        return series


class SeriesViewSet(SnippetViewSet):
    model = Series
    icon = "list-ol"
    menu_label = gettext_lazy("Series")
    menu_name = "series"
    base_url_path = "series"
    copy_view_enabled = False
    index_view_class = SeriesListView
    edit_view_class = EditSeriesView
    search_backend_name = None
    search_fields = ["name"]
    chooser_viewset_class = SeriesChooserViewSet
    edit_handler = ObjectList([name_panels(), FieldPanel("description")], base_form_class=SeriesForm)


class PublisherForm(WagtailAdminModelForm):
    def _post_clean(self) -> None:
        super()._post_clean()
        remember_hand(self.instance, self.changed_data, DESK)


class PublishersView(IndexView):
    page_title = gettext_lazy("Publishers")
    add_item_label = gettext_lazy("Add a publisher")
    default_ordering = "name"

    def get_base_queryset(self) -> QuerySet[Publisher]:
        return Publisher.objects.annotate(number=Count("editions"))

    @cached_property
    def columns(self) -> list[BaseColumn]:
        return [
            self._get_title_column("name"),
            Column("safety", label=_("Safety contact"), accessor=_safety),
            Column("number", label=_("Editions")),
        ]


class PublisherViewSet(SnippetViewSet):
    model = Publisher
    icon = "home"
    menu_label = gettext_lazy("Publishers")
    menu_name = "publishers"
    base_url_path = "publishers"
    copy_view_enabled = False
    index_view_class = PublishersView
    search_backend_name = None
    search_fields = ["name"]
    chooser_viewset_class = PublisherChooserViewSet
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            MultiFieldPanel(
                [
                    FieldPanel("postal_address"),
                    FieldRowPanel([FieldPanel("email"), FieldPanel("website")]),
                    FieldPanel("eu_contact"),
                ],
                heading=gettext_lazy("Whom to ask about the safety of its books"),
                help_text=gettext_lazy("Shown beside every edition, as EU rules on product safety (2023/988) ask for."),
            ),
        ],
        base_form_class=PublisherForm,
    )


def _safety(publisher: Publisher) -> str:
    has_address = publisher.postal_address and publisher.email
    return _("complete") if has_address else _("missing")
