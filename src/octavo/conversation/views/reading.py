"""Parts of a conversation for whoever reads: the same for everybody."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from octavo.columns.models import ColumnPage
from octavo.conversation.access import shown_column
from octavo.conversation.models import Comment
from octavo.conversation.queries.threads import page_of, settings_of, thread_of, whole_thread
from octavo.conversation.views.parts import is_part, page_number


@require_safe
def comments(request: HttpRequest, column_pk: int) -> HttpResponse:
    """A part of a column's comments, in one of their orders."""
    thread = thread_of(
        shown_column(column_pk), order=request.GET.get("order", ""), page=page_number(request.GET.get("page", "1"))
    )
    template = "_parts/comment_list.html" if is_part(request) else "conversation/comments.html"
    return _answer(request, template, {"thread": thread, "column": thread.column, "page": None})


@require_safe
def answers(request: HttpRequest, pk: int) -> HttpResponse:
    """One comment with all its answers."""
    first = whole_thread(pk)
    if first is None or not ColumnPage.objects.live().public().filter(pk=first.column_id).exists():
        raise Http404
    template = "_parts/comment_answers.html" if is_part(request) else "conversation/answers.html"
    return _answer(request, template, {"comment": first, "column": first.column, "page": None})


@require_safe
def permalink(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to where a comment stands: under its column, or on a later part of it."""
    comment = get_object_or_404(Comment.objects.select_related("root", "column"), pk=pk, kind=Comment.Kind.COMMENT)
    column = shown_column(comment.column_id)
    if not (comment.is_published or comment.answers_shown):
        if request.user.is_authenticated and comment.reader_id == request.user.pk:
            return HttpResponseRedirect(reverse("conversation:held", args=[pk]))
        raise Http404
    order = settings_of().order
    page = page_of(comment, order)
    if comment.root_id and comment.is_published:
        return HttpResponseRedirect(reverse("conversation:answers", args=[comment.root_id]) + f"#{comment.anchor}")
    if page == 1:
        return HttpResponseRedirect(f"{column.url}#{comment.anchor}")
    return HttpResponseRedirect(
        f"{reverse('conversation:comments', args=[column.pk])}?order={order}&page={page}#{comment.anchor}"
    )


def _answer(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    response = render(request, template, context)
    response["Vary"] = "HX-Request"
    return response
