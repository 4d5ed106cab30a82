"""Forms for comments. Each is a page of its own, and a part that a script puts where it is asked for."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from octavo.columns.models import ColumnPage
from octavo.conversation.access import shown_column
from octavo.conversation.actions import CannotWrite, delete_comment, edit_comment, keep_draft, like_comment, post_comment
from octavo.conversation.actions.comments import EDITABLE_FOR
from octavo.conversation.forms import CommentForm
from octavo.conversation.markdown import to_html
from octavo.conversation.models import Comment
from octavo.conversation.models.words import State
from octavo.conversation.queries.drafts import drafted
from octavo.conversation.queries.threads import are_open, likes_of, readable_comments
from octavo.conversation.views.parts import as_refusal, in_words, is_part, to_sign_in


@never_cache
def write(request: HttpRequest, column_pk: int) -> HttpResponse:
    """GET shows the form; POST posts, or shows what it would look like, or keeps the text over a sign-in."""
    return _form(request, shown_column(column_pk), None)


@never_cache
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    parent = get_object_or_404(Comment.objects.select_related("reader"), pk=pk, kind=Comment.Kind.COMMENT)
    if not parent.is_published:
        raise Http404
    return _form(request, shown_column(parent.column_id), parent)


@never_cache
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one's own comment; nobody else is told that there is one."""
    comment = _own(request, pk)
    form = CommentForm(request.POST or None, initial={"text": comment.source})
    context = {"form": form, "column": comment.column, "comment": comment, "action": request.path}
    if request.method == "POST" and form.is_valid():
        if "preview" in request.POST:
            context["preview"] = to_html(form.cleaned_data["text"])
        else:
            try:
                return _written(request, edit_comment(comment, request.user, form.cleaned_data["text"]))
            except CannotWrite as error:
                return _refused(request, error, context)
    return _shown(request, context)


@never_cache
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """GET asks; POST takes one's own comment back."""
    comment = _own(request, pk)
    if request.method != "POST":
        return render(request, "conversation/delete.html", {"comment": comment, "column": comment.column, "page": None})
    delete_comment(comment, request.user)
    return HttpResponseRedirect(f"{comment.column.url}#comments")


@never_cache
@require_safe
def acts(request: HttpRequest, pk: int) -> HttpResponse:
    """What somebody can do with a comment: their own, or another's."""
    comment = get_object_or_404(readable_comments().select_related("column"), pk=pk, state=State.PUBLISHED)
    reader = request.user
    is_own = reader.is_authenticated and comment.reader_id == reader.pk
    context = {
        "comment": comment,
        "column": shown_column(comment.column_id),
        "is_own": is_own,
        "may_edit": is_own and timezone.now() - comment.written_at <= EDITABLE_FOR,
        "is_liked": reader.is_authenticated and bool(likes_of(reader, [comment.pk])),
        "page": None,
    }
    return render(request, "conversation/acts.html", context)


@never_cache
@require_POST
def like(request: HttpRequest, pk: int) -> HttpResponse:
    """Like a comment, or take it back: the button says which."""
    comment = get_object_or_404(Comment, pk=pk, state=State.PUBLISHED)
    shown_column(comment.column_id)
    if not request.user.is_authenticated:
        return to_sign_in(reverse("conversation:permalink", args=[pk]), is_part=is_part(request))
    likes = request.POST.get("likes") != "no"
    try:
        like_comment(comment, request.user, likes=likes)
    except CannotWrite:
        likes = False
    if is_part(request):
        comment.refresh_from_db(fields=["likes"])
        return render(request, "_parts/comment_like.html", {"comment": comment, "is_liked": likes})
    return HttpResponseRedirect(reverse("conversation:permalink", args=[pk]))


@never_cache
@require_safe
def token(request: HttpRequest) -> JsonResponse:
    """What a script sends with a like: the page it stands on is the same for everybody, and has none."""
    return JsonResponse({"token": get_token(request)})


def _form(request: HttpRequest, column: ColumnPage, parent: Comment | None) -> HttpResponse:
    initial = drafted(request.GET.get("draft", ""), "comment")
    form = CommentForm(request.POST or None, initial=initial)
    context: dict[str, Any] = {"form": form, "column": column, "parent": parent, "action": request.path}
    if request.method != "POST":
        context["is_open"] = are_open(column, getattr(column, "thread", None))
        return _shown(request, context)
    if not form.is_valid():
        return _shown(request, context, status=422)
    if "preview" in request.POST:
        context["preview"] = to_html(form.cleaned_data["text"])
        return _shown(request, context)
    words = form.cleaned_data
    if not request.user.is_authenticated:
        try:
            kept = keep_draft("comment", {"text": words["text"], "key": str(words["key"])})
        except CannotWrite as error:
            return _refused(request, error, context)
        return to_sign_in(f"{request.path}?{urlencode({'draft': kept})}", is_part=is_part(request))
    try:
        comment = post_comment(column, request.user, words["text"], key=words["key"], parent=parent)
    except CannotWrite as error:
        return _refused(request, error, context)
    return _written(request, comment)


def _own(request: HttpRequest, pk: int) -> Comment:
    found = Comment.objects.select_related("column", "column__locale", "reader", "root")
    if not request.user.is_authenticated:
        raise Http404
    return get_object_or_404(found, pk=pk, reader=request.user)


def _shown(request: HttpRequest, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    template = "_parts/comment_form.html" if is_part(request) else "conversation/write.html"
    own = {"is_open": True, "is_part": is_part(request), "page": None}
    return render(request, template, {**own, **context}, status=status)


def _refused(request: HttpRequest, error: CannotWrite, context: dict[str, Any]) -> HttpResponse:
    """Say why, with what was typed still in the form."""
    return as_refusal(_shown(request, {**context, "refusal": in_words(error)}), error)


def _written(request: HttpRequest, comment: Comment) -> HttpResponse:
    """Show the comment where it stands; one that is held, to its author alone, with a word about it."""
    if is_part(request):
        response = render(request, "_parts/comment_written.html", {"comment": comment, "column": comment.column})
        response["X-Octavo-Written"] = comment.anchor
        return response
    if comment.is_published:
        return HttpResponseRedirect(reverse("conversation:permalink", args=[comment.pk]))
    return HttpResponseRedirect(reverse("conversation:held", args=[comment.pk]))


@never_cache
@require_safe
def held(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell an author that somebody looks at the comment first."""
    comment = _own(request, pk)
    return render(request, "conversation/held.html", {"comment": comment, "column": comment.column, "page": None})
