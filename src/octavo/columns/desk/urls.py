"""Addresses under /desk/ that are ours; asked before Wagtail's."""

from django.urls import path

from octavo.columns.desk import books, views
from octavo.readers.desk import own_account

app_name = "desk"

urlpatterns = [
    path("account/", own_account, name="own_account"),
    path("columns/<int:pk>/share/", views.share_draft, name="share_draft"),
    path("columns/<int:pk>/checks/", views.content_checks, name="content_checks"),
    path("columns/<int:pk>/books/", books.named_books, name="named_books"),
    path("reports/broken-links/", views.broken_links, name="broken_links"),
    path("reports/broken-links/check/", views.check_links_now, name="check_links_now"),
]
