"""Books at the desk: the list and the editor."""

from typing import Any

from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn, BulkActionsCheckboxColumn
from wagtail.admin.widgets.button import Button, ButtonWithDropdown
from wagtail.models import Locale
from wagtail.snippets.views.snippets import CreateView, EditView, IndexView, SnippetViewSet

from octavo.books.actions import has_made_address, keep_up_with_draft
from octavo.books.desk.chooser import BookChooserViewSet
from octavo.books.desk.columns import BookTitleColumn, CoverColumn, EditionsColumn, LanguagesColumn, StateColumn
from octavo.books.desk.filters import BookFilterSet
from octavo.books.desk.following import taken_from_a_feed
from octavo.books.desk.frame import edit_url
from octavo.books.desk.panels import book_panels
from octavo.books.desk.rules import may_sell
from octavo.books.models import Book
from octavo.books.queries.books import editions_of
from octavo.books.queries.desk import books_at_the_desk, books_called, for_rows, languages_of, rows_of
from octavo.books.querysets import BookQuerySet


class BooksView(IndexView):
    page_title = _("Books")
    add_item_label = _("Add a book")
    filterset_class = BookFilterSet
    default_ordering = "-pk"

    def get_base_queryset(self) -> BookQuerySet:
        return rows_of(books_at_the_desk())

    def search_queryset(self, queryset: BookQuerySet) -> BookQuerySet:
        return books_called(self.search_query, queryset) if self.is_searching else queryset

    def paginate_queryset(self, queryset: QuerySet[Book], page_size: int) -> tuple[Any, ...]:
        paginator, page, _rows, has_others = super().paginate_queryset(queryset, page_size)
        page.object_list = for_rows(page.object_list)
        rows_in_languages = languages_of(page.object_list)
        for book in page.object_list:
            book.language_rows = rows_in_languages[book.translation_key]
        return paginator, page, page.object_list, has_others

    @cached_property
    def columns(self) -> list[BaseColumn]:
        title_column = self._get_title_column_class(BookTitleColumn)
        return [
            BulkActionsCheckboxColumn("bulk_actions", obj_type="snippet"),
            CoverColumn(),
            title_column(
                "title",
                label=_("Title"),
                sort_key="title",
                get_url=self.get_edit_url,
                get_title_id=lambda book: f"snippet_{quote(book.pk)}_title",
            ),
            EditionsColumn(),
            LanguagesColumn(),
            StateColumn(),
        ]

    @cached_property
    def locales(self) -> int:
        return Locale.objects.count()

    def get_list_buttons(self, instance: Book) -> list[ButtonWithDropdown]:
        """Wagtail's hooks for such buttons ask the database for every row; these three need nothing more."""
        buttons = [Button(_("Edit"), url=self.get_edit_url(instance), icon_name="edit", priority=10)]
        if instance.live:
            buttons.append(Button(_("Show on the site"), url=instance.url, icon_name="view", priority=20))
        if self.may_translate and len(instance.language_rows) < self.locales:
            buttons.append(Button(_("Translate"), url=translate_url(instance), icon_name="globe", priority=30))
        label = _("More options for “%(title)s”") % {"title": instance}
        return [ButtonWithDropdown(buttons=buttons, icon_name="dots-horizontal", attrs={"aria-label": label})]

    @cached_property
    def may_translate(self) -> bool:
        return self.request.user.has_perm("simple_translation.submit_translation")


class _ThenEditions:
    """Who has published a book of which nothing is sold yet goes on to its editions."""

    def get_success_url(self: Any) -> str:
        if self.action == "publish" and may_sell(self.request.user) and not editions_of(self.object):
            return edit_url(self.object, "editions")
        return super().get_success_url()  # type: ignore[misc]  # of the view it is mixed into


class NewBookView(_ThenEditions, CreateView):
    page_title = _("New book")

    def save_instance(self) -> Book:
        book = super().save_instance()
        keep_up_with_draft(book, had_made_address=False)
        return book


class EditBookView(_ThenEditions, EditView):
    def get_object(self, queryset: QuerySet[Book] | None = None) -> Book:
        book = super().get_object(queryset)
        # Before the form has written new titles into it.
        self.had_made_address = has_made_address(self.live_object)
        return book

    def save_instance(self) -> Book:
        book = super().save_instance()
        keep_up_with_draft(book, had_made_address=self.had_made_address)
        return book

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.live_object.merged_into_id:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        book = self.live_object
        buttons = list(super().header_more_buttons)
        if book.live:
            buttons.append(Button(_("Show on the site"), url=book.url, icon_name="view", priority=5))
        buttons.append(Button(_("Address…"), url=reverse("books_desk:address", args=[book.pk]), icon_name="link", priority=11))
        if taken_from_a_feed(book):
            follow = reverse("books_desk:follow", args=[book.pk])
            buttons.append(Button(_("Follow the feed again…"), url=follow, icon_name="rotate", priority=14))
        if may_sell(self.request.user):
            merge = reverse("books_desk:merge", args=[book.pk])
            buttons.append(Button(_("Merge with a duplicate…"), url=merge, icon_name="resubmit", priority=12))
        if self.request.user.has_perm("simple_translation.submit_translation") and self._lacks_a_language():
            buttons.append(Button(_("Translate"), url=translate_url(book), icon_name="globe", priority=13))
        return buttons

    def _lacks_a_language(self) -> bool:
        return Locale.objects.exclude(pk__in=self.live_object.get_translations(inclusive=True).values("locale")).exists()


class BookViewSet(SnippetViewSet):
    model = Book
    icon = "openquote"
    menu_label = _("Books")
    menu_name = "books"
    base_url_path = "books"
    copy_view_enabled = False
    index_view_class = BooksView
    add_view_class = NewBookView
    edit_view_class = EditBookView
    edit_handler = book_panels()
    chooser_viewset_class = BookChooserViewSet
    chooser_per_page = 15


def translate_url(book: Book) -> str:
    return reverse("simple_translation:submit_snippet_translation", args=["octavo_books", "book", quote(book.pk)])
