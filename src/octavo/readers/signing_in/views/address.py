"""Another address for an account: asked for by somebody freshly signed in, proved by a code, told to the old one."""

from allauth.account.decorators import reauthentication_required
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from octavo.readers.actions import AddressTaken, change_address
from octavo.readers.signing_in import limits
from octavo.readers.signing_in.forms import AddressForm, CodeForm
from octavo.readers.signing_in.freshness import own_reader
from octavo.readers.signing_in.processes import AccountCode

PURPOSE = "address"


@login_required
@reauthentication_required(app="octavo.readers")
def address(request: HttpRequest) -> HttpResponse:
    """Ask for the new address and send a code there, whether or not somebody else has it."""
    form = AddressForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "account/address.html", {"form": form})
    email = form.cleaned_data["email"]
    if email == own_reader(request).email.lower():
        form.add_error("email", _("This is your address already."))
        return render(request, "account/address.html", {"form": form})
    if seconds := limits.count(request, "change_address") or limits.count(request, "codes_of_an_address", email):
        return limits.too_many(request, seconds)
    AccountCode.send_to(request, PURPOSE, email)
    return redirect("account_address_code")


@login_required
@reauthentication_required(app="octavo.readers")
def address_code(request: HttpRequest) -> HttpResponse:
    """Take the code that went to the new address. Other browsers are signed out."""
    process = AccountCode.resume(request, PURPOSE)
    if not process:
        return redirect("account_email")
    email = process.state["email"]
    form = CodeForm(request.POST or None, expected=process.code)
    if request.method == "POST" and limits.count(request, "code_tries", process.state["id"]):
        process.abort()
        return render(request, "account/code_dead.html", {"email": email, "again_url": "account_email"}, status=410)
    if request.method != "POST" or not form.is_valid():
        return render(request, "account/address_code.html", {"form": form, "email": email})
    process.abort()
    return _change(request, email)


def _change(request: HttpRequest, email: str) -> HttpResponse:
    reader = own_reader(request)
    try:
        change_address(reader, email)
    except AddressTaken:
        form = AddressForm({"email": email})
        form.add_error("email", _("Somebody has an account with this address: sign in with it, or take another."))
        return render(request, "account/address.html", {"form": form})
    update_session_auth_hash(request, reader)
    return render(request, "account/address_changed.html")
