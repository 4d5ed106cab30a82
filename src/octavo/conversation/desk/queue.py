"""What waits for a moderator, and what they do with it: one by one, many at once, back again."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from octavo.conversation.actions import answer_appeal
from octavo.conversation.actions.rulings import CannotRule, rule, undo
from octavo.conversation.desk.forms import RulingForm
from octavo.conversation.desk.frame import header, only_for_moderators
from octavo.conversation.models import Account, Appeal, Comment, Review, Ruling
from octavo.conversation.models.words import State, Words
from octavo.conversation.queries.waiting import AT_ONCE, listed, number_in, number_listed, number_waiting, waiting

MODELS: dict[str, Any] = {"comment": Comment, "review": Review, "account": Account}
MOST_AT_ONCE = 100
LISTED = (State.SPAM, State.REJECTED, State.PUBLISHED)


@require_safe
@only_for_moderators
def queue(request: HttpRequest) -> HttpResponse:
    """The list itself."""
    page = _page(request)
    state = request.GET.get("state", "")
    state = state if state in LISTED else ""
    all_of_it = number_in(state) if state else number_listed()
    context = {
        **header(_("Conversation"), is_first=True),
        "items": listed(state, page) if state else waiting(page),
        "state": state,
        "states": [(value.value, value.label) for value in LISTED],
        "total": number_in(state) if state else number_waiting(),
        "page": page,
        "next": page + 1 if all_of_it > page * AT_ONCE else None,
        "form": RulingForm(),
    }
    return render(request, "octavo_conversation/desk/queue.html", context)


@require_POST
@only_for_moderators
def act(request: HttpRequest) -> HttpResponse:
    """Rule on one thing, or on all that are chosen. What cannot be ruled on is said, and the rest goes on."""
    form = RulingForm(request.POST)
    if not form.is_valid():
        for error in (error for errors in form.errors.values() for error in errors):
            messages.error(request, str(error))
        return _back(request)
    wanted = form.cleaned_data
    done: list[Ruling] = []
    for words in _chosen(request):
        try:
            done.append(rule(words, wanted["act"], request.user, reason=wanted["reason"], source=wanted["source"]))
        except CannotRule as error:
            messages.warning(request, f"{words.author_name}: {_in_words(error)}")
    _say_what_was_done(request, done)
    return _back(request)


@require_POST
@only_for_moderators
def undo_rulings(request: HttpRequest) -> HttpResponse:
    """Take rulings back, the newest first."""
    pks = [int(pk) for pk in request.POST.getlist("ruling")[:MOST_AT_ONCE] if pk.isdecimal()]
    undone = 0
    for ruling in Ruling.objects.filter(pk__in=pks).order_by("-pk"):
        try:
            undo(ruling, request.user)
            undone += 1
        except CannotRule as error:
            messages.warning(request, f"{ruling.words.author_name}: {_in_words(error)}")
    if undone:
        messages.success(request, ngettext("%(count)d undone.", "%(count)d undone.", undone) % {"count": undone})
    return _back(request)


@require_POST
@only_for_moderators
def appeal(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide an author's objection."""
    found = get_object_or_404(Appeal, pk=pk)
    try:
        answer_appeal(
            found, request.user, is_upheld=request.POST.get("upheld") == "yes", answer=request.POST.get("reason", "")[:2_000]
        )
        messages.success(request, _("The author is told."))
    except CannotRule as error:
        messages.warning(request, _in_words(error))
    return _back(request)


def _chosen(request: HttpRequest) -> list[Words]:
    """Return what is meant: keys such as "comment-12"."""
    found: list[Words] = []
    for key in dict.fromkeys(request.POST.getlist("item")[:MOST_AT_ONCE]):
        what, _dash, pk = key.partition("-")
        if what not in MODELS or not pk.isdecimal():
            raise Http404
        found.extend(MODELS[what].objects.filter(pk=int(pk)))
    return found


def _say_what_was_done(request: HttpRequest, done: list[Ruling]) -> None:
    if not done:
        return
    said = f"{done[0].get_act_display()}: " + (done[0].words.author_name if len(done) == 1 else str(len(done)))
    fields = format_html("".join('<input type="hidden" name="ruling" value="{}">' for _one in done), *(one.pk for one in done))
    button = format_html(
        '{} <form class="moderation__undo" method="post" action="{}" data-undo>'
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">{}'
        '<button class="button button-small" type="submit">{}</button></form>',
        said,
        reverse("conversation_desk:undo"),
        get_token(request),
        fields,
        _("Undo"),
    )
    messages.success(request, button, extra_tags="safe")


def _back(request: HttpRequest) -> HttpResponse:
    back = request.POST.get("back", "")
    queue_path = reverse("conversation_desk:queue")
    allowed = {reverse("conversation_desk:log"), *(f"{queue_path}?state={state.value}" for state in LISTED)}
    return HttpResponseRedirect(back if back in allowed else queue_path)


def _page(request: HttpRequest) -> int:
    text = request.GET.get("p", "1")
    return max(1, int(text)) if text.isascii() and text.isdecimal() and len(text) < 6 else 1


def _in_words(error: CannotRule) -> str:
    words = {
        "gone": _("Its author has taken it back."),
        "reason": _("Say why: the author is told."),
        "nobody": _("It was written by somebody without an account."),
        "account": _("An account is looked at, trusted or blocked."),
        "late": _("Something else was decided after that."),
    }
    return words[str(error)]
