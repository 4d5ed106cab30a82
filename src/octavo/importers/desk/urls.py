"""Addresses of what comes in, under /desk/."""

from django.urls import path

from octavo.importers.desk import by_isbn, feeds, sheets

app_name = "feeds_desk"

urlpatterns = [
    path("by-isbn/", by_isbn.by_isbn, name="by_isbn"),
    path("feeds/", feeds.feeds, name="feeds"),
    path("feeds/<int:pk>/", feeds.feed, name="feed"),
    path("feeds/<int:pk>/columns/", sheets.columns, name="columns"),
    path("feeds/<int:pk>/left-out/", sheets.rows_left_out, name="left_out"),
    path("feeds/<int:pk>/report/", feeds.whole_report, name="report"),
    path("feeds/<int:pk>/bring-in/", feeds.bring_in, name="bring_in"),
    path("feeds/<int:pk>/throw-away/", feeds.throw, name="throw_away"),
]
