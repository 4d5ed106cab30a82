"""Proving once more that it is you, before an account is changed."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import resume_request
from allauth.account.utils import get_login_redirect_url, get_next_redirect_url
from allauth.mfa.base.forms import ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.forms import ReauthenticateWebAuthnForm
from allauth.mfa.webauthn.internal import auth as passkeys
from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.debug import sensitive_post_parameters

from octavo.readers.models import Reader
from octavo.readers.queries import is_asked_for_second_factor
from octavo.readers.signing_in import limits
from octavo.readers.signing_in.forms import CodeForm, OwnPasswordForm
from octavo.readers.signing_in.freshness import own_reader
from octavo.readers.signing_in.processes import AccountCode

PURPOSE = "again"


@method_decorator([login_required, sensitive_post_parameters("password")], name="dispatch")
class Again(View):
    """All ways on one page: a passkey, and beside it the app for those who have a second factor, else a code or the password."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._ask()

    def post(self, request: HttpRequest) -> HttpResponse:
        if seconds := limits.count(request, "reauthenticate"):
            return limits.too_many(request, seconds)
        if "credential" in request.POST:
            return self._take_second_factor(ReauthenticateWebAuthnForm(request.POST, user=self._reader))
        if "code" in request.POST and is_asked_for_second_factor(self._reader):
            return self._take_second_factor(ReauthenticateForm(request.POST, user=self._reader))
        if is_asked_for_second_factor(self._reader):
            return self._ask()
        if "code" in request.POST:
            return self._take_code()
        return self._take_password() if "password" in request.POST else self._send()

    def _send(self) -> HttpResponse:
        if seconds := limits.count(self.request, "codes_of_an_address", self._reader.email.lower()):
            return limits.too_many(self.request, seconds)
        AccountCode.send_to(self.request, PURPOSE, self._reader.email)
        return self._ask()

    def _take_code(self) -> HttpResponse:
        process = AccountCode.resume(self.request, PURPOSE)
        if not process:
            return self._ask(form=CodeForm(self.request.POST))
        if limits.count(self.request, "code_tries", process.state["id"]):
            process.abort()
            return self._ask(is_dead=True)
        form = CodeForm(self.request.POST, expected=process.code)
        if not form.is_valid():
            return self._ask(form=form)
        process.abort()
        return self._go_on("code")

    def _take_password(self) -> HttpResponse:
        form = OwnPasswordForm(self.request.POST, reader=self._reader)
        return self._go_on("password") if form.is_valid() else self._ask(password_form=form)

    def _take_second_factor(self, form: Any) -> HttpResponse:
        if not form.is_valid():
            return self._ask(form=form)
        form.save()
        return self._go_on()

    def _go_on(self, method: str = "") -> HttpResponse:
        if method:
            record_authentication(self.request, self._reader, method=method, reauthenticated=True)
        return resume_request(self.request) or redirect(get_login_redirect_url(self.request))

    def _ask(
        self, *, form: forms.Form | None = None, password_form: forms.Form | None = None, is_dead: bool = False
    ) -> HttpResponse:
        is_strong = is_asked_for_second_factor(self._reader)
        words: dict[str, Any] = {
            "next": get_next_redirect_url(self.request) or "",
            "is_strong": is_strong,
            "is_sent": bool(AccountCode.resume(self.request, PURPOSE)),
            "is_dead": is_dead,
            "form": form or CodeForm(),
            "has_app": is_mfa_enabled(self._reader, [Authenticator.Type.TOTP]),
        }
        if is_mfa_enabled(self._reader, [Authenticator.Type.WEBAUTHN]):
            words["js_data"] = {"request_options": passkeys.begin_authentication(self._reader)}
        if self._reader.has_usable_password() and not is_strong:
            words["password_form"] = password_form or OwnPasswordForm(reader=self._reader)
        return render(self.request, "account/reauthenticate.html", words)

    @property
    def _reader(self) -> Reader:
        return own_reader(self.request)
