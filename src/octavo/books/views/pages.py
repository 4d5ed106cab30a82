"""The pages of a book, a subject and a series."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from octavo.books.models import Book, Series, Subject


def book(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of a book, in the language of the address where it was translated."""
    books = Book.objects.published().in_language(get_language() or "").select_related("locale")
    return render(request, "books/book.html", {"book": get_object_or_404(books, slug=slug)})


def subject(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "books/subject.html", {"subject": get_object_or_404(Subject, slug=slug)})


def series(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "books/series.html", {"series": get_object_or_404(Series, slug=slug)})
