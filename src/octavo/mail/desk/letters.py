"""The list of letters, one of them, and another try for those that failed."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from octavo.mail.actions import try_again
from octavo.mail.desk.frame import header, in_words, only_for_owners
from octavo.mail.desk.stopping import streams_in_words
from octavo.mail.kinds import all_kinds
from octavo.mail.models import Letter
from octavo.mail.queries import failed_letters, reason_to_keep, waiting_letters
from octavo.mail.tasks import send_letters_soon

AT_ONCE = 50
# A letter has scripts of no sort; what somebody wrote into it has none either, whatever it says.
SHEET_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"


class FilterForm(forms.Form):
    q = forms.CharField(label=gettext_lazy("Address"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [("", _("All")), *Letter.State.choices]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [("", _("All")), *((kind.name, kind.title) for kind in all_kinds())]  # type: ignore[attr-defined]

    def chosen(self) -> QuerySet[Letter]:
        letters = Letter.objects.defer("text", "html", "source").order_by("-pk")
        # A choice that there is none of chooses nothing.
        wanted = self.cleaned_data if self.is_valid() else {}
        if words := wanted.get("q", "").strip():
            letters = letters.filter(address__icontains=words)
        return letters.filter(**{name: wanted[name] for name in ("state", "kind") if wanted.get(name)})


@require_GET
@only_for_owners
def index(request: HttpRequest) -> HttpResponse:
    form = FilterForm(request.GET)
    page = Paginator(form.chosen(), AT_ONCE).get_page(request.GET.get("p"))
    titles = {kind.name: kind.title for kind in all_kinds()}
    rows = [(letter, titles.get(letter.kind, letter.kind), in_words(letter.reason)) for letter in page]
    words = {
        **header(_("Letters"), is_first=True),
        "form": form,
        "page": page,
        "rows": rows,
        "failed": failed_letters().count(),
        "waiting": waiting_letters().count(),
        "kept": reason_to_keep(),
        "streams": streams_in_words(),
    }
    return render(request, "octavo_mail/desk/letters.html", words)


@require_GET
@only_for_owners
def one(request: HttpRequest, pk: int) -> HttpResponse:
    letter = get_object_or_404(Letter, pk=pk)
    kind = next((kind for kind in all_kinds() if kind.name == letter.kind), None)
    words = {
        **header(letter.subject),
        "letter": letter,
        "kind": kind.title if kind else letter.kind,
        "reason": in_words(letter.reason),
        "may_be_read": _may_be_read(letter),
    }
    return render(request, "octavo_mail/desk/letter.html", words)


@require_GET
@only_for_owners
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter itself, for the frame in which it is shown; nothing in it runs or loads."""
    letter = get_object_or_404(Letter, pk=pk)
    if not _may_be_read(letter):
        return HttpResponse(status=404)
    answer = HttpResponse(letter.html)
    answer.headers["Content-Security-Policy"] = SHEET_POLICY
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_POST
@only_for_owners
def retry(request: HttpRequest) -> HttpResponse:
    """Try one letter again, or all that failed."""
    letters = failed_letters()
    pk = request.POST.get("letter", "")
    count = try_again(letters.filter(pk=pk) if pk.isdigit() else letters)
    send_letters_soon()
    said = ngettext("%(count)d letter is tried again.", "%(count)d letters are tried again.", count) % {"count": count}
    messages.success(request, said)
    return redirect("mail_desk:letters")


def _may_be_read(letter: Letter) -> bool:
    kind = next((kind for kind in all_kinds() if kind.name == letter.kind), None)
    # Who owns the site does not sign in with the codes of others.
    return bool(letter.html) and kind is not None and not kind.is_secret
