"""The conversation under one column, as the desk sets it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from octavo.columns.models import ColumnPage
from octavo.conversation.actions.threads import pin, set_thread, unpin
from octavo.conversation.desk.frame import header, only_for_moderators
from octavo.conversation.models import ColumnThread, Comment
from octavo.conversation.models.words import State


class ThreadForm(forms.ModelForm):
    class Meta:
        model = ColumnThread
        fields = ("opening", "closes_after_days", "slow_minutes")


@require_http_methods(["GET", "HEAD", "POST"])
@only_for_moderators
def thread(request: HttpRequest, column_pk: int) -> HttpResponse:
    """Open, closed, closing after some days, or slow; and what is pinned."""
    column = get_object_or_404(ColumnPage, pk=column_pk)
    row = ColumnThread.objects.filter(column=column).select_related("pinned__reader").first() or ColumnThread(column=column)
    form = ThreadForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        set_thread(column, **form.cleaned_data)
        messages.success(request, _("It holds from now on."))
        return redirect("conversation_desk:thread", column_pk)
    context: dict[str, Any] = {**header(column.title), "form": form, "column": column, "pinned": row.pinned}
    return render(request, "octavo_conversation/desk/thread.html", context)


@require_POST
@only_for_moderators
def pin_or_unpin(request: HttpRequest, column_pk: int) -> HttpResponse:
    """Pin the comment that is named, or none any more."""
    column = get_object_or_404(ColumnPage, pk=column_pk)
    number = request.POST.get("comment", "")
    if number.isascii() and number.isdecimal():
        pin(get_object_or_404(Comment, pk=int(number), column=column, state=State.PUBLISHED, kind=Comment.Kind.COMMENT))
        messages.success(request, _("It stands first under its column."))
    else:
        unpin(column)
        messages.success(request, _("Nothing is pinned any more."))
    return redirect("conversation_desk:thread", column_pk)
