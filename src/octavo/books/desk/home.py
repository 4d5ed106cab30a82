"""What the home of the desk says of the catalogue."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext
from wagtail.admin.site_summary import SummaryItem

from octavo.books.desk.rules import may_edit_books
from octavo.books.queries.desk import books_at_the_desk


class BooksCount(SummaryItem):
    order = 105
    template_name = "octavo_books/desk/count.html"

    def is_shown(self) -> bool:
        return may_edit_books(self.request.user)

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        number = books_at_the_desk().filter(live=True).count()
        words = ngettext("%(number)d book", "%(number)d books", number) % {"number": number}
        return {"url": reverse("wagtailsnippets_octavo_books_book:list"), "words": words}
