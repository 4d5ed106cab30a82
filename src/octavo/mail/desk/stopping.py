"""Holding streams back, and addresses that get nothing."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from octavo.mail.actions import hold_letters, lift_hold, suppress, unsuppress
from octavo.mail.addresses import BadAddress, checked
from octavo.mail.desk.frame import header, only_for_owners
from octavo.mail.kinds import NEVER_HELD_ALONE, STREAMS
from octavo.mail.models import Hold, Suppression
from octavo.mail.tasks import send_letters_soon


def streams_in_words() -> list[dict[str, Any]]:
    """Return what can be held, all first: its name, its title, and the hold on it or None."""
    holds = {hold.stream: hold for hold in Hold.objects.filter(lifted_at=None)}
    what = {"": _("All letters"), **{name: title for name, title in STREAMS.items() if name != NEVER_HELD_ALONE}}
    return [{"name": name, "title": title, "hold": holds.get(name)} for name, title in what.items()]


@require_POST
@only_for_owners
def hold(request: HttpRequest) -> HttpResponse:
    stream = request.POST.get("stream", "")
    try:
        hold_letters(_("held at the desk by %(name)s") % {"name": request.user}, stream)
    except ValueError:
        return HttpResponse(status=400)
    messages.success(request, _("What is written from now on waits until you release it."))
    return redirect("mail_desk:letters")


@require_POST
@only_for_owners
def release(request: HttpRequest) -> HttpResponse:
    lift_hold(request.POST.get("stream", ""))
    send_letters_soon()
    messages.success(request, _("The hold is lifted. What waited goes out now."))
    return redirect("mail_desk:letters")


class AddressForm(forms.Form):
    address = forms.CharField(label=gettext_lazy("Address"), max_length=320)

    def clean_address(self) -> str:
        try:
            return checked(self.cleaned_data["address"])
        except BadAddress:
            raise ValidationError(_("This is no e-mail address.")) from None


@require_http_methods(["GET", "HEAD", "POST"])
@only_for_owners
def suppressed(request: HttpRequest) -> HttpResponse:
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _stop_or_start(request, form.cleaned_data["address"])
        return redirect("mail_desk:suppressed")
    counted = dict(Suppression.objects.order_by().values_list("reason").annotate(Count("pk")))
    counts = [(label, counted.get(reason, 0)) for reason, label in Suppression.Reason.choices]
    return render(
        request, "octavo_mail/desk/suppressed.html", {**header(_("Suppressed addresses")), "form": form, "counts": counts}
    )


def _stop_or_start(request: HttpRequest, address: str) -> None:
    if "start" not in request.POST:
        suppress(address, Suppression.Reason.ASKED)
        messages.success(request, _("Nothing goes to this address any more."))
    elif unsuppress(address):
        messages.success(request, _("Letters go to this address again."))
    else:
        messages.info(request, _("This address was not suppressed."))
