"""How a book is chosen: by a title in any script, pinyin, an ISBN or a contributor, with its cover in sight."""

from typing import Any

from django import forms
from django.contrib.admin.utils import quote
from django.core.paginator import Page
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import BaseColumn
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet

from octavo.books.actions import add_book
from octavo.books.desk.columns import BookTitleColumn, CoverColumn, EditionsColumn, StateColumn
from octavo.books.models import Book
from octavo.books.queries.desk import books_at_the_desk, books_called, for_rows, rows_of
from octavo.books.querysets import BookQuerySet


class BookFilterForm(BaseFilterForm):
    q = forms.CharField(
        label=_("Search"),
        widget=forms.TextInput(attrs={"placeholder": _("Title, 书名, pinyin, ISBN or name")}),
        required=False,
    )

    def filter(self, objects: BookQuerySet) -> BookQuerySet:
        words = self.cleaned_data["q"]
        if words:
            self.is_searching, self.search_query = True, words
            objects = books_called(words, objects)
        return super().filter(objects)


class NewBookForm(forms.ModelForm):
    """A book that a column needs now; the bookseller fills in the rest. It begins as a draft."""

    class Meta:
        model = Book
        fields = ("title", "title_original", "title_romanised")

    def save(self, commit: bool = True) -> Book:
        self.instance.live = False
        return add_book(self.instance)


class _ChooseBook:
    filter_form_class = BookFilterForm
    results_template_name = "octavo_books/desk/chooser_results.html"

    def get_object_list(self) -> BookQuerySet:
        return rows_of(books_at_the_desk())

    def get_results_page(self, request: HttpRequest) -> Page:
        page = super().get_results_page(request)  # type: ignore[misc]  # of the view it is mixed into
        page.object_list = for_rows(page.object_list)
        return page

    @property
    def title_column(self: Any) -> BookTitleColumn:
        if self.is_multiple_choice:
            return BookTitleColumn("title", label=_("Title"), label_prefix="chooser-modal-select")
        return BookTitleColumn(
            "title", label=_("Title"), get_url=self._address_of, link_attrs={"data-chooser-modal-choice": True}
        )

    @property
    def columns(self: Any) -> list[BaseColumn]:
        return [CoverColumn(), self.title_column, EditionsColumn(), StateColumn()]

    def _address_of(self: Any, book: Book) -> str:
        return self.append_preserved_url_parameters(reverse(self.chosen_url_name, args=[quote(book.pk)]))


class ChooseBookView(_ChooseBook, ChooseView):
    pass


class ChooseBookResultsView(_ChooseBook, ChooseResultsView):
    pass


class BookChooserViewSet(SnippetChooserViewSet):
    choose_view_class = ChooseBookView
    choose_results_view_class = ChooseBookResultsView
    creation_form_class = NewBookForm
    creation_tab_label = _("New book")
    create_action_label = _("Add a draft and choose it")
