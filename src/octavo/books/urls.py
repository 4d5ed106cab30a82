from django.urls import path

from octavo.books.views import pages, sample

app_name = "books"

urlpatterns = [
    path("books/<str:slug>/sample/", sample.book_sample, name="book_sample"),
    path("books/<str:slug>/sample/<int:number>/", sample.book_sample, name="book_sample"),
    path("books/<str:slug>/sample/<int:number>/text/", sample.sample_chapter, name="sample_chapter"),
    path("books/<str:slug>/sample/pictures/<path:path>", sample.sample_picture, name="sample_picture"),
    path("books/<str:slug>/", pages.book, name="book"),
    path("books/subjects/<str:slug>/", pages.subject, name="subject"),
    path("books/series/<str:slug>/", pages.series, name="series"),
]
