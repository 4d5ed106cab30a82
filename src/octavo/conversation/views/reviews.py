"""What readers say of a book, for whoever reads: the same for everybody, but for what one can do with a review."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from octavo.conversation.access import shown_book
from octavo.conversation.models.review import MAX_STARS
from octavo.conversation.models.words import State
from octavo.conversation.queries.buyers import are_buyers_known
from octavo.conversation.queries.reviews import helpful_to, readable_reviews, reviews_of
from octavo.conversation.views.parts import is_part, page_number


@require_safe
def reviews(request: HttpRequest, book_pk: int) -> HttpResponse:
    """A part of a book's reviews, in one of their orders."""
    page, stars = page_number(request.GET.get("page", "1")), _stars(request.GET.get("stars", "0"))
    part = reviews_of(shown_book(book_pk), order=request.GET.get("order", ""), stars=stars, page=page)
    template = "_parts/review_list.html" if is_part(request) else "conversation/reviews.html"
    response = render(request, template, {"part": part, "book": part.book, "page": None})
    response["Vary"] = "HX-Request"
    return response


@never_cache
@require_safe
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """One review, and what somebody can do with it: their own, or another's. One that is not shown, its author alone may see."""
    found = get_object_or_404(readable_reviews().exclude(state=State.DELETED), pk=pk)
    is_own = request.user.is_authenticated and found.reader_id == request.user.pk
    if not (found.is_published or is_own):
        raise Http404
    book = shown_book(found.book_id)
    helped = request.user.is_authenticated and helpful_to(request.user, book).filter(pk=pk).exists()
    context = {"review": found, "book": book, "is_own": is_own, "is_helpful": helped, "are_buyers_known": are_buyers_known()}
    return render(request, "conversation/review.html", {**context, "page": None})


def _stars(text: str) -> int:
    if text not in map(str, range(MAX_STARS + 1)):
        raise Http404
    return int(text)
