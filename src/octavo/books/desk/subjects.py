"""Subjects at the desk: a tree, in which each can be hung elsewhere."""

from typing import Any

from django import forms
from django.db.models import Count, Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import CreateView, EditView, IndexView, SnippetViewSet

from octavo.books.actions import add_subject, lead_from_former_slug, shelve_books_of
from octavo.books.desk.columns import CELLS
from octavo.books.desk.named import OTHER_LANGUAGES, NamedForm, form_with_names, name_panels
from octavo.books.models import Subject
from octavo.books.queries.desk import as_tree


class _SubjectForm(NamedForm):
    def clean_parent(self) -> Subject | None:
        parent = self.cleaned_data["parent"]
        if parent and self.instance.pk and self.instance.pk in parent.ancestor_pks:
            words = {"subject": self.instance, "parent": parent}
            raise forms.ValidationError(_("“%(subject)s” cannot stand under “%(parent)s”, which stands under it.") % words)
        return parent


SubjectForm = form_with_names("SubjectForm", _SubjectForm)


class SubjectFilterForm(BaseFilterForm):
    q = forms.CharField(
        label=gettext_lazy("Search"), required=False, widget=forms.TextInput(attrs={"placeholder": "Thema, 电影…"})
    )

    def filter(self, objects: QuerySet[Subject]) -> QuerySet[Subject]:
        if words := self.cleaned_data["q"]:
            self.is_searching, self.search_query = True, words
            objects = objects.filter(_called(words))
        return super().filter(objects)


class NewSubjectForm(forms.ModelForm):
    class Meta:
        model = Subject
        fields = ("name",)

    def save(self, commit: bool = True) -> Subject:
        return add_subject(self.cleaned_data["name"])


class _ChooseSubject:
    filter_form_class = SubjectFilterForm
    ordering = ("path",)

    @property
    def columns(self: Any) -> list[BaseColumn]:
        return [self.title_column, Column("code", label=_("Code"), accessor=_code)]


class ChooseSubjectView(_ChooseSubject, ChooseView):
    pass


class ChooseSubjectResultsView(_ChooseSubject, ChooseResultsView):
    pass


class SubjectChooserViewSet(SnippetChooserViewSet):
    choose_view_class = ChooseSubjectView
    choose_results_view_class = ChooseSubjectResultsView
    creation_form_class = NewSubjectForm
    creation_tab_label = gettext_lazy("New subject")
    create_action_label = gettext_lazy("Add and choose")


class IndentedColumn(TitleColumn):
    cell_template_name = CELLS + "indented.html"


class SubjectsView(IndexView):
    page_title = gettext_lazy("Subjects")
    add_item_label = gettext_lazy("Add a subject")
    default_ordering = "name"

    def get_base_queryset(self) -> QuerySet[Subject]:
        return Subject.objects.annotate(number=Count("book_subjects"))

    def search_queryset(self, queryset: QuerySet[Subject]) -> QuerySet[Subject]:
        return queryset.filter(_called(self.search_query)) if self.is_searching else queryset

    def paginate_queryset(self, queryset: Any, page_size: int) -> tuple[Any, ...]:
        # What was searched for is a list; everything else stands where it hangs.
        rows = queryset if self.is_searching else as_tree(queryset)
        return super().paginate_queryset(rows, page_size)

    @cached_property
    def columns(self) -> list[BaseColumn]:
        title = self._get_title_column_class(IndentedColumn)("name", label=_("Name"), get_url=self.get_edit_url)
        return [
            title,
            Column("names", label=_("In other languages"), accessor=lambda subject: " · ".join(subject.names.values())),
            Column("code", label=_("Code"), accessor=_code),
            Column("number", label=_("Books")),
        ]


class NewSubjectView(CreateView):
    def save_instance(self) -> Subject:
        subject = super().save_instance()
        shelve_books_of(subject)
        return subject


class EditSubjectView(EditView):
    def save_instance(self) -> Subject:
        before = Subject.objects.get(pk=self.object.pk)
        subject = super().save_instance()
        if before.slug != subject.slug:
            lead_from_former_slug(subject, before.slug)
        if before.parent_id != subject.parent_id:
            shelve_books_of(subject)
        return subject


class SubjectViewSet(SnippetViewSet):
    model = Subject
    icon = "list-ul"
    menu_label = gettext_lazy("Subjects")
    menu_name = "subjects"
    base_url_path = "subjects"
    copy_view_enabled = False
    list_per_page = 200
    index_view_class = SubjectsView
    add_view_class = NewSubjectView
    edit_view_class = EditSubjectView
    chooser_viewset_class = SubjectChooserViewSet
    chooser_per_page = 30
    edit_handler = ObjectList(
        [
            name_panels(),
            FieldPanel("parent"),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("scheme"), FieldPanel("code")])],
                heading=gettext_lazy("As the trade calls it"),
                help_text=gettext_lazy("A feed finds the subject by its scheme and code."),
            ),
        ],
        base_form_class=SubjectForm,
    )


def _called(words: str) -> Q:
    called = Q(name__icontains=words) | Q(code__istartswith=words)
    for code, _name in OTHER_LANGUAGES:
        # By its key: in the whole of a JSON text, SQLite has Chinese as escapes.
        called |= Q(**{f"names__{code}__icontains": words})
    return called


def _code(subject: Subject) -> str:
    return f"{subject.get_scheme_display()} {subject.code}" if subject.code else ""
