from django.urls import path

from octavo.books.views import pages

app_name = "books"

urlpatterns = [
    path("books/<str:slug>/", pages.book, name="book"),
    path("books/subjects/<str:slug>/", pages.subject, name="subject"),
    path("books/series/<str:slug>/", pages.series, name="series"),
]
