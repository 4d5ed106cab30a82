"""The form for a review: a page of its own, and a part that a script puts where it is asked for."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from octavo.books.models import Book
from octavo.conversation.access import shown_book
from octavo.conversation.actions import CannotWrite, Why, delete_review, edit_review, find_helpful, keep_draft, post_review
from octavo.conversation.forms import ReviewForm
from octavo.conversation.markdown import to_html
from octavo.conversation.models import Review
from octavo.conversation.models.words import State
from octavo.conversation.queries.drafts import drafted
from octavo.conversation.queries.reviews import editions_read, review_of
from octavo.conversation.queries.threads import settings_of
from octavo.conversation.views.parts import as_refusal, in_words, is_part, to_sign_in


@never_cache
def write(request: HttpRequest, book_pk: int) -> HttpResponse:
    """GET shows the form with what the reader has said already; POST posts, shows a preview, or keeps it over a sign-in."""
    book = shown_book(book_pk)
    own = review_of(request.user, book)
    form = ReviewForm(request.POST or None, initial=_initial(request, own), editions=editions_read(book))
    is_open = bool(own) or settings_of().reviews_are_open
    context: dict[str, Any] = {"form": form, "book": book, "review": own, "action": request.path, "is_open": is_open}
    if request.method != "POST":
        return _shown(request, context)
    if not form.is_valid():
        return _shown(request, context, status=422)
    if "preview" in request.POST:
        return _shown(request, {**context, "preview": to_html(form.cleaned_data["text"])})
    try:
        if not request.user.is_authenticated:
            return _kept(request, form)
        return _written(request, _take(request, form, book, own))
    except CannotWrite as error:
        return as_refusal(_shown(request, {**context, "refusal": _in_words(error)}), error)


@never_cache
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """GET asks; POST takes one's own review back. Nobody else is told that there is one."""
    if not request.user.is_authenticated:
        raise Http404
    review = get_object_or_404(Review.objects.exclude(state=State.DELETED), pk=pk, reader=request.user)
    book = shown_book(review.book_id)
    if request.method != "POST":
        return render(request, "conversation/delete_review.html", {"review": review, "book": book, "page": None})
    delete_review(review, request.user)
    return HttpResponseRedirect(f"{book.address_here}#reviews")


@never_cache
@require_POST
def helpful(request: HttpRequest, pk: int) -> HttpResponse:
    """Find a review helpful, or take it back: the button says which."""
    review = get_object_or_404(Review, pk=pk, state=State.PUBLISHED)
    shown_book(review.book_id)
    back = reverse("conversation:review", args=[pk])
    if not request.user.is_authenticated:
        return to_sign_in(back, is_part=is_part(request))
    helps = request.POST.get("helps") != "no"
    try:
        review.helpful = find_helpful(review, request.user, helps=helps)
    except CannotWrite:
        helps = False
    if is_part(request):
        return render(request, "_parts/review_helpful.html", {"review": review, "is_helpful": helps})
    return HttpResponseRedirect(back)


def _initial(request: HttpRequest, own: Review | None) -> dict[str, Any]:
    kept = drafted(request.GET.get("draft", ""), "review")
    if kept or own is None:
        return kept
    return {
        "stars": own.stars,
        "title": own.title,
        "text": own.source,
        "has_spoilers": own.has_spoilers,
        "edition": own.edition_id,
    }


def _kept(request: HttpRequest, form: ReviewForm) -> HttpResponse:
    words = form.cleaned_data
    edition = words["edition"].pk if words.get("edition") else None
    draft = keep_draft("review", {**words, "edition": edition, "key": str(words["key"])})
    return to_sign_in(f"{request.path}?{urlencode({'draft': draft})}", is_part=is_part(request))


def _take(request: HttpRequest, form: ReviewForm, book: Book, own: Review | None) -> Review:
    if own is not None and own.key != form.cleaned_data["key"]:
        return edit_review(own, request.user, form.said)
    return post_review(book, request.user, form.said, key=form.cleaned_data["key"])


def _shown(request: HttpRequest, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    template = "_parts/review_form.html" if is_part(request) else "conversation/write_review.html"
    return render(request, template, {"is_part": is_part(request), "page": None, **context}, status=status)


def _written(request: HttpRequest, review: Review) -> HttpResponse:
    """Show the review; one that is held, to its author alone, with a word about it."""
    if is_part(request):
        response = render(request, "_parts/review_written.html", {"review": review})
        response["X-Octavo-Written"] = review.anchor
        return response
    return HttpResponseRedirect(reverse("conversation:review", args=[review.pk]))


def _in_words(error: CannotWrite) -> str:
    return _("Reviews are closed for now.") if error.why == Why.CLOSED else in_words(error)
