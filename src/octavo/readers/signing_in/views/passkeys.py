"""Passkeys: added, named, removed, and signed in with."""

from typing import Any

from allauth.account.internal.stagekit import clear_login
from allauth.mfa.webauthn.internal import auth, flows
from allauth.mfa.webauthn.views import AddWebAuthnView, LoginWebAuthnView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from octavo.readers.queries import is_asked_for_second_factor


class AddPasskey(AddWebAuthnView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = super().get_context_data(**kwargs)
        # One that signs in by itself: kept on the device, and asking its owner for a finger, a face or a PIN.
        words["js_data"] = {"creation_options": auth.begin_registration(self.request.user, True)}
        return words

    def form_valid(self, form: Any) -> HttpResponse:
        _passkey, codes = flows.add_authenticator(
            self.request, name=form.cleaned_data["name"], credential=form.cleaned_data["credential"]
        )
        if codes and is_asked_for_second_factor(self.request.user):
            return HttpResponseRedirect(reverse("mfa_view_recovery_codes"))
        if codes:
            # Where a code by mail signs in as well, there is nothing to recover.
            codes.delete()
        return HttpResponseRedirect(reverse("mfa_list_webauthn"))


class SignInByPasskey(LoginWebAuthnView):
    def _redirect_to_pending_stage(self, request: HttpRequest, stage: Any) -> None:
        """Whoever waits for a code and takes a passkey instead, waits no more."""
        clear_login(request)
