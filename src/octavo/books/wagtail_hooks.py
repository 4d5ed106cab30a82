"""What the catalogue adds to the desk.

Other domains add to its menu: `@hooks.register("register_books_menu_item")`
with a function that returns a MenuItem (orders 1-9 are taken by ours).
"""

from django.templatetags.static import static
from django.urls import include, path
from django.urls.resolvers import URLResolver
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from octavo.books.desk.menu import BooksGroup

register_snippet(BooksGroup)


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLResolver]:
    return [path("", include("octavo.books.desk.urls"))]


@hooks.register("insert_global_admin_css")
def desk_css() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("octavo_books/desk/books.css"))
