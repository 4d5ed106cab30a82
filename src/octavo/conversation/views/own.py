"""What a reader has written, on a page of their account."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from octavo.conversation.actions.bringing import claim_comments, claimable_by
from octavo.conversation.queries.reviews import reviews_by
from octavo.conversation.queries.threads import comments_of
from octavo.readers.signing_in.freshness import own_reader

AT_ONCE = 25


@never_cache
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """GET lists them with their states; POST claims what was written elsewhere under the reader's address."""
    if request.method == "POST":
        count = claim_comments(own_reader(request))
        said = ngettext("%(count)d comment is yours now.", "%(count)d comments are yours now.", count) % {"count": count}
        messages.success(request, said)
        return redirect("conversation:mine")
    page = Paginator(comments_of(own_reader(request)), AT_ONCE).get_page(request.GET.get("page"))
    context = {"comments": page, "claimable": claimable_by(own_reader(request)).count(), "page": None}
    return render(request, "conversation/mine.html", context)


@never_cache
@login_required
@require_safe
def my_reviews(request: HttpRequest) -> HttpResponse:
    page = Paginator(reviews_by(own_reader(request)), AT_ONCE).get_page(request.GET.get("page"))
    return render(request, "conversation/my_reviews.html", {"reviews": page, "page": None})
