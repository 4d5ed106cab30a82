"""Columns of the desk's tables of books."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn, Column, StatusTagColumn, TitleColumn

from octavo.books.models import Book

CELLS = "octavo_books/desk/cells/"


class CoverColumn(BaseColumn):
    cell_template_name = CELLS + "cover.html"

    def __init__(self) -> None:
        super().__init__("cover", label=_("Cover"), classname="desk-cover-cell", width="1%")


class BookTitleColumn(TitleColumn):
    """The title as a link, its other forms and its authors under it."""

    cell_template_name = CELLS + "title.html"

    def get_value(self, instance: Book) -> str:
        # A draft that was never out has its newest words in its revision alone.
        revision = None if instance.live else instance.latest_revision
        return revision.object_str if revision else instance.title


class EditionsColumn(Column):
    """Forms, availability and prices, an edition a line."""

    cell_template_name = CELLS + "editions.html"

    def __init__(self) -> None:
        super().__init__("editions", label=_("Editions"), accessor="editions_shown", classname="desk-editions-cell")


class StateColumn(StatusTagColumn):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__("state", label=_("Status"), primary=lambda book: book.live, classname="desk-state-cell", **kwargs)


class LanguagesColumn(Column):
    """The languages the book is told in, each leading to its own editor."""

    cell_template_name = CELLS + "languages.html"

    def __init__(self) -> None:
        super().__init__("languages", label=_("Languages"), accessor="language_rows", classname="desk-languages-cell")
