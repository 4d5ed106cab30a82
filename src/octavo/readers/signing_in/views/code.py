"""Signing in, and signing up, by a code sent to an address."""

from typing import Any

from allauth.account.internal.decorators import login_stage_required
from allauth.account.stages import LoginByCodeStage
from allauth.account.utils import get_login_redirect_url, get_next_redirect_url, passthrough_next_redirect_url
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from octavo.readers.signing_in import limits
from octavo.readers.signing_in.forms import AddressForm, CodeForm
from octavo.readers.signing_in.processes import SignInCode
from octavo.readers.signing_in.social import social_app


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for an address and send a code there, whether or not it is known. Who is signed in goes on."""
    if request.user.is_authenticated:
        return redirect(get_login_redirect_url(request))
    form = AddressForm(request.POST or None, initial={"email": request.GET.get("email", "")})
    if not form.is_valid():
        return render(request, "account/sign_in.html", {"form": form, **entrance(request)})
    email = form.cleaned_data["email"]
    if seconds := _wait(request, email):
        return limits.too_many(request, seconds)
    SignInCode.send_to(request, email)
    return redirect(passthrough_next_redirect_url(request, reverse("account_confirm_login_code"), REDIRECT_FIELD_NAME))


def _wait(request: HttpRequest, email: str) -> int:
    own = limits.count(request, "request_login_code", f"{email} {limits.network_of(request)}")
    return own or limits.count(request, "codes_of_an_address", email)


@login_stage_required(stage=LoginByCodeStage.key, redirect_urlname="account_login")
def code(request: HttpRequest) -> HttpResponse:
    """Take the code. Three wrong ones, or a quarter of an hour, and it is dead."""
    process = SignInCode.resume(request._login_stage)  # type: ignore[attr-defined]
    if not process:
        return redirect("account_login")
    email = process.state["email"]
    if request.method != "POST":
        return _ask(request, CodeForm(), email)
    form = CodeForm(request.POST, expected=process.code)
    # Counted before it is looked at: of guesses that come all at once, three are looked at.
    if limits.count(request, "code_tries", process.state["id"]):
        process.abort()
        return render(
            request, "account/code_dead.html", {"email": email, "again_url": "account_login", **entrance(request)}, status=410
        )
    if form.is_valid():
        return process.finish(get_next_redirect_url(request))
    if seconds := limits.count(request, "code_failed"):
        return limits.too_many(request, seconds)
    return _ask(request, form, email)


def _ask(request: HttpRequest, form: CodeForm, email: str) -> HttpResponse:
    return render(request, "account/code.html", {"form": form, "email": email, **entrance(request)})


def entrance(request: HttpRequest) -> dict[str, Any]:
    """Return what every page of the entrance shows."""
    words: dict[str, Any] = {"next": get_next_redirect_url(request) or "", "passwords": settings.OCTAVO_PASSWORDS}
    if app := social_app():
        # It knows one address to come back to, so the way there begins in one language.
        with translation.override(settings.LANGUAGE_CODE):
            words |= {"social": app, "social_url": reverse("openid_connect_login", args=[app["provider_id"]])}
    return words
