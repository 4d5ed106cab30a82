"""The sample reader: a page of the magazine, and in a locked frame the stranger's text."""

import logging
from typing import Any

from csp.constants import NONE, SELF
from csp.decorators import csp
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from octavo.base.models import Attachment
from octavo.books.epub import Chapter, EpubRefused
from octavo.books.epub.addresses import with_addresses
from octavo.books.models import Book, Edition
from octavo.books.samples import edition_to_read, picture_in, sample_in

logger = logging.getLogger("octavo.books")

# Nothing runs, nothing is asked of anybody else, nothing can be sent, and only our own pages may frame it.
FRAME_POLICY: dict[str, Any] = {
    "default-src": [NONE],
    "img-src": [SELF],
    "style-src": [SELF],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [SELF],
    "sandbox": True,
}
PICTURE_POLICY: dict[str, Any] = {"default-src": [NONE], "sandbox": True}
PICTURE_SECONDS = 3600


@require_safe
def book_sample(request: HttpRequest, slug: str, number: int = 1) -> HttpResponse:
    """A chapter of a book's sample, with the way to the others. Embargoed and unpublished: not found."""
    book, edition = _book_and_edition(slug)
    sample = sample_in(_file(edition))
    if not sample.chapters:
        logger.warning("the sample of edition %s cannot be shown: %s", edition.pk, sample.reason or "it has no text")
        return render(request, "books/sample.html", {"book": book, "edition": edition, "page": None}, status=404)
    chapters = [
        {"number": place, "title": chapter.title, "language": chapter.language, "direction": chapter.direction}
        for place, chapter in enumerate(sample.chapters, 1)
    ]
    if not 1 <= number <= len(chapters):
        raise Http404
    shown = {
        "book": book,
        "edition": edition,
        "chapters": chapters,
        "chapter": chapters[number - 1],
        "previous": chapters[number - 2] if number > 1 else None,
        "next": chapters[number] if number < len(chapters) else None,
        "page": None,
    }
    return render(request, "books/sample.html", shown)


@require_safe
@csp(FRAME_POLICY)  # type: ignore[arg-type] # typed for views without arguments
def sample_chapter(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The text of a chapter by itself, as it stands in the frame."""
    _, edition = _book_and_edition(slug)
    chapters = sample_in(_file(edition)).chapters
    if not 1 <= number <= len(chapters):
        raise Http404
    chapter = chapters[number - 1]
    # Cleaned by octavo.books.epub, whose list of tags and attributes is the only way out of it.
    text = mark_safe(_with_real_addresses(chapter, chapters, slug))  # noqa: S308
    response = render(request, "books/sample_chapter.html", {"chapter": chapter, "text": text})
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@csp(PICTURE_POLICY)  # type: ignore[arg-type]
def sample_picture(request: HttpRequest, slug: str, path: str) -> HttpResponse:
    """A picture that the sample shows; no other file of the book."""
    _, edition = _book_and_edition(slug)
    try:
        picture = picture_in(_file(edition), path)
    except (EpubRefused, OSError) as error:
        raise Http404(str(error)) from error
    if picture is None:
        raise Http404
    return HttpResponse(
        picture.content,
        content_type=picture.media_type,
        headers={"X-Content-Type-Options": "nosniff", "Cache-Control": f"max-age={PICTURE_SECONDS}", "X-Robots-Tag": "noindex"},
    )


def _book_and_edition(slug: str) -> tuple[Book, Edition]:
    books = Book.objects.published().in_language(get_language() or "").for_cards()
    book = get_object_or_404(books, slug=slug)
    edition = edition_to_read(book)
    if edition is None:
        raise Http404
    return book, edition


def _file(edition: Edition) -> Attachment:
    assert edition.sample is not None  # noqa: S101 - edition_to_read gives no other
    return edition.sample


def _with_real_addresses(chapter: Chapter, chapters: tuple[Chapter, ...], slug: str) -> str:
    numbers = {other.path: number for number, other in enumerate(chapters, 1)}
    return with_addresses(
        chapter.html,
        of_picture=lambda path: reverse("books:sample_picture", args=[slug, path]),
        of_text=lambda path: reverse("books:sample_chapter", args=[slug, numbers[path]]) if path in numbers else None,
    )
