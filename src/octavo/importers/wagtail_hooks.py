"""What importers add to the desk: ways by which books come in."""

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.urls.resolvers import URLResolver
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from octavo.importers.desk.rules import may_add_by_isbn, may_see_feeds


class FeedsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_feeds(request.user)


class ByIsbnMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_add_by_isbn(request.user)


@hooks.register("register_books_menu_item")
def by_isbn_in_menu() -> MenuItem:
    return ByIsbnMenuItem(_("Add by ISBN"), reverse("feeds_desk:by_isbn"), name="by-isbn", icon_name="plus", order=11)


@hooks.register("register_books_menu_item")
def feeds_in_menu() -> MenuItem:
    return FeedsMenuItem(_("Feeds"), reverse("feeds_desk:feeds"), name="feeds", icon_name="download", order=12)


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLResolver]:
    return [path("", include("octavo.importers.desk.urls"))]
