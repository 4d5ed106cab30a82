"""The part of the desk's menu that is about books."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from octavo.books.desk.books import BookViewSet
from octavo.books.desk.makers import PublisherViewSet, SeriesViewSet
from octavo.books.desk.subjects import SubjectViewSet


class BooksGroup(SnippetViewSetGroup):
    """Whoever brings books in from elsewhere adds to it with the hook `register_books_menu_item`."""

    items = (BookViewSet, PublisherViewSet, SubjectViewSet, SeriesViewSet)
    menu_label = _("Books")
    menu_name = "books-group"
    menu_icon = "openquote"
    menu_order = 150
    submenu_hook = "register_books_menu_item"
