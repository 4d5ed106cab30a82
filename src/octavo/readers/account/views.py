"""The pages at /account/."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from octavo.mail.kinds import kinds_that_may_be_left
from octavo.mail.queries import kinds_left_by
from octavo.readers.account.actions import LastOwner, change_picture, choose_letters, erase_reader
from octavo.readers.account.forms import LeaveForm, ProfileForm
from octavo.readers.account.parts import everything_about, titles_of_everything
from octavo.readers.signing_in.freshness import own_reader


@never_cache
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """What a reader is called."""
    form = ProfileForm(request.POST or None, request.FILES or None, instance=own_reader(request))
    if request.method == "POST" and form.is_valid():
        form.save()
        change_picture(own_reader(request), form.cleaned_data["new_picture"], takes_away=form.cleaned_data["without_picture"])
        messages.success(request, _("Saved."))
        return redirect("account")
    if form.errors:
        # The form has written into the reader what was not saved.
        own_reader(request).refresh_from_db()
    return _page(request, "profile", {"form": form})


@never_cache
@login_required
def letters(request: HttpRequest) -> HttpResponse:
    """Which letters a reader gets, of those that may be left."""
    if request.method == "POST":
        choose_letters(own_reader(request), set(request.POST.getlist("kind")))
        messages.success(request, _("Saved."))
        return redirect("account_letters")
    left = kinds_left_by(own_reader(request).email)
    kinds = [
        (kind, kind.name not in left)
        for kind in kinds_that_may_be_left()
        if kind.stream != "desk" or own_reader(request).is_staff
    ]
    return _page(request, "letters", {"kinds": kinds})


@never_cache
@login_required
@require_safe
def everything(request: HttpRequest) -> HttpResponse:
    """All that is known of a reader, to read."""
    known, titles = everything_about(own_reader(request)), titles_of_everything()
    return _page(request, "everything", {"known": [(titles[name], facts) for name, facts in known.items()]})


@never_cache
@login_required
@require_safe
def everything_as_json(request: HttpRequest) -> HttpResponse:
    """The same, for a machine."""
    answer = JsonResponse(everything_about(own_reader(request)), json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = f'attachment; filename="{request.get_host().partition(":")[0]}.json"'
    return answer


@never_cache
@login_required
@reauthentication_required(app="octavo.readers")
def leave(request: HttpRequest) -> HttpResponse:
    """Erase the account of whoever asks, freshly signed in."""
    reader = own_reader(request)
    form = LeaveForm(request.POST or None, reader=reader)
    if request.method != "POST" or not form.is_valid():
        return _page(request, "leave", {"form": form})
    try:
        erase_reader(reader, keep_words=form.cleaned_data["words"] == "keep")
    except LastOwner:
        form.add_error(None, _("You are the only owner of this site. Make somebody else an owner first."))
        return _page(request, "leave", {"form": form})
    logout(request)
    return render(request, "readers/left.html", {"page": None})


def _page(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, f"readers/{name}.html", {**context, "page": None})
