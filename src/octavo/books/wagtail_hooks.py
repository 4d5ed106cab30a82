"""What the catalogue adds to the desk.

Other domains add to its menu: `@hooks.register("register_books_menu_item")`
with a function that returns a MenuItem (orders 1-9 are taken by ours).
"""

from typing import Any

from django.http import Http404, HttpRequest
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.urls.resolvers import URLResolver
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import SummaryItem
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet

from octavo.books.desk import deleting
from octavo.books.desk.bulk_prices import ChangePricesOfBooks
from octavo.books.desk.home import BooksCount
from octavo.books.desk.log import register
from octavo.books.desk.menu import BooksGroup
from octavo.books.desk.rules import may_edit_books, may_sell
from octavo.books.queries.books import is_sample_under_embargo

register_snippet(BooksGroup)
hooks.register("before_delete_snippet", deleting.refuse_what_is_in_use)
hooks.register("after_delete_snippet", deleting.shelve_what_it_was_part_of)
hooks.register("register_bulk_action", ChangePricesOfBooks)


class SellersMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_sell(request.user)


@hooks.register("register_books_menu_item")
def prices_in_menu() -> MenuItem:
    return SellersMenuItem(_("Prices"), reverse("books_desk:prices"), name="prices", icon_name="tag", order=2)


@hooks.register("register_books_menu_item")
def merges_in_menu() -> MenuItem:
    return SellersMenuItem(_("Merges"), reverse("books_desk:merges"), name="merges", icon_name="resubmit", order=8)


@hooks.register("construct_homepage_summary_items")
def number_of_books(request: HttpRequest, items: list[SummaryItem]) -> None:
    items.append(BooksCount(request))


@hooks.register("register_log_actions")
def history_of_what_is_sold(actions: LogActionRegistry) -> None:
    register(actions)


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLResolver]:
    return [path("", include("octavo.books.desk.urls"))]


@hooks.register("before_serve_document")
def no_sample_before_its_day(document: Any, request: HttpRequest) -> None:
    """The reader of samples says nothing of it before its day; nor does the file's own address, but to who edits books."""
    # Who asks is looked at last: an answer for everybody does not vary by cookie.
    if is_sample_under_embargo(document.pk) and not may_edit_books(request.user):
        raise Http404


@hooks.register("insert_global_admin_css")
def desk_css() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("octavo_books/desk/books.css"))
