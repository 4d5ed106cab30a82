from django.urls import path

from octavo.books.opds.urls import urlpatterns as opds_patterns
from octavo.books.views import catalogue, pages, sample

app_name = "books"

urlpatterns = [
    *opds_patterns,
    path("books/", catalogue.catalogue, name="catalogue"),
    path("books/new/", catalogue.kind, {"kind": "new"}, name="new"),
    path("books/forthcoming/", catalogue.kind, {"kind": "forthcoming"}, name="forthcoming"),
    path("books/picks/", catalogue.kind, {"kind": "picks"}, name="picks"),
    path("books/subjects/", catalogue.subjects, name="subjects"),
    path("books/subjects/<str:slug>/", catalogue.subject, name="subject"),
    path("books/<str:slug>/sample/", sample.book_sample, name="book_sample"),
    path("books/<str:slug>/sample/<int:number>/", sample.book_sample, name="book_sample"),
    path("books/<str:slug>/sample/<int:number>/text/", sample.sample_chapter, name="sample_chapter"),
    path("books/<str:slug>/sample/pictures/<path:path>", sample.sample_picture, name="sample_picture"),
    path("isbn/<path:text>", pages.isbn, name="isbn"),
    path("books/<str:slug>/cover.svg", pages.cover, name="cover"),
    path("books/<str:slug>/", pages.book, name="book"),
    path("books/series/<str:slug>/", pages.series, name="series"),
]
