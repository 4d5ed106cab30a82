"""What anybody may do about something that stands there, and what an author may do about a ruling."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from octavo.conversation.access import shown_book, shown_column
from octavo.conversation.actions import TooManyReports, appeal, report
from octavo.conversation.forms import AppealForm, ReportForm
from octavo.conversation.models import Appeal, Comment, Review
from octavo.conversation.models.words import State, Words
from octavo.conversation.signing import read_appeal

LATER_SECONDS = 3600


@never_cache
def report_comment(request: HttpRequest, pk: int) -> HttpResponse:
    comment = get_object_or_404(
        Comment.objects.select_related("column__locale", "reader"), pk=pk, state=State.PUBLISHED, kind=Comment.Kind.COMMENT
    )
    shown_column(comment.column_id)
    return _report(request, comment, back=reverse("conversation:permalink", args=[pk]))


@never_cache
def report_review(request: HttpRequest, pk: int) -> HttpResponse:
    review = get_object_or_404(Review.objects.select_related("book__locale", "reader"), pk=pk, state=State.PUBLISHED)
    shown_book(review.book_id)
    return _report(request, review, back=reverse("conversation:review", args=[pk]))


@never_cache
def appeal_against(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks; POST takes the objection of whoever has the link of their letter."""
    ruling = read_appeal(token)
    if ruling is None:
        raise Http404
    made = Appeal.objects.filter(ruling=ruling).first()
    form = AppealForm(request.POST or None)
    if request.method == "POST" and not made and form.is_valid():
        made = appeal(ruling, form.cleaned_data["text"])
    context = {"ruling": ruling, "words": ruling.words, "form": form, "appeal": made, "page": None}
    return render(request, "conversation/appeal.html", context)


def _report(request: HttpRequest, words: Words, *, back: str) -> HttpResponse:
    form = ReportForm(request.POST or None)
    context: dict[str, Any] = {"form": form, "words": words, "back": back, "page": None}
    if request.method != "POST" or not form.is_valid():
        return render(request, "conversation/report.html", context, status=422 if form.is_bound else 200)
    said = form.cleaned_data
    reporter = request.user if request.user.is_authenticated else None
    try:
        made = report(words, why=said["why"], text=said["text"], key=said["key"], reporter=reporter, email=said["email"])
    except TooManyReports:
        context["refusal"] = _("Moderators have been told already, and look at it as soon as they can.")
        answer = render(request, "conversation/report.html", context, status=429)
        answer["Retry-After"] = str(LATER_SECONDS)
        return answer
    return render(request, "conversation/reported.html", {**context, "report": made})
