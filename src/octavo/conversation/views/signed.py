"""The page behind a link in a moderator's letter: one button, because whatever scans letters follows links."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from octavo.conversation.actions import CannotRule, rule
from octavo.conversation.actions.rulings import NEEDS_REASON
from octavo.conversation.forms import SignedActForm
from octavo.conversation.queries.moderators import may_moderate
from octavo.conversation.signing import ACTS, SignedAct, read_act


@never_cache
def signed_act(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows what would be done; POST does it, for whom the letter was written to and while they moderate."""
    signed = read_act(token)
    if signed is None or signed.act not in ACTS or not may_moderate(signed.moderator):
        raise Http404
    asks = signed.act in NEEDS_REASON
    form = SignedActForm(request.POST or None) if asks else None
    context: dict[str, Any] = {"words": signed.words, "act": ACTS[signed.act], "form": form, "page": None}
    if request.method == "POST" and (form is None or form.is_valid()):
        context["outcome"] = _done(signed, form.cleaned_data["reason"] if form else "")
        signed.words.refresh_from_db(fields=["state"])
    return render(request, "conversation/signed_act.html", context)


def _done(signed: SignedAct, reason: str) -> str:
    try:
        rule(signed.words, signed.act, signed.moderator, reason=reason)
    except CannotRule:
        return "gone"
    return "done"
