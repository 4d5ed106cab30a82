"""What of the conversation on a page concerns whoever reads it: what they like, and what of theirs still waits."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from octavo.books.queries.books import shown_books
from octavo.columns.models import ColumnPage
from octavo.conversation.queries.reviews import helpful_to, review_of
from octavo.conversation.queries.threads import held_by, liked_on


def comments_part(request: HttpRequest, page: str) -> SafeString | str:
    kind, _colon, pk = page.partition(":")
    if kind != "column" or not pk.isdecimal():
        return ""
    column = ColumnPage.objects.live().public().filter(pk=int(pk)).first()
    if column is None:
        return ""
    context = {"reader": request.user, "liked": liked_on(column, request.user), "held": held_by(request.user, column)}
    return render_to_string("_parts/me_comments.html", context, request)


def reviews_part(request: HttpRequest, page: str) -> SafeString | str:
    kind, _colon, pk = page.partition(":")
    if kind != "book" or not pk.isdecimal():
        return ""
    book = shown_books([int(pk)], get_language() or "").get(int(pk))
    if book is None:
        return ""
    context = {"book": book, "review": review_of(request.user, book), "helpful": helpful_to(request.user, book)}
    return render_to_string("_parts/me_reviews.html", context, request)
