"""The addresses of signing in, under /account/: each that is wanted, and no other of allauth's.

The names are allauth's, which looks them up.
"""

from collections.abc import Callable
from typing import Any

from allauth.account.views import AccountInactiveView, LogoutView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import EditWebAuthnView, ListWebAuthnView, RemoveWebAuthnView
from django.contrib.auth.decorators import login_required
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache

from octavo.readers.signing_in.views import address, again, code, passkeys, password, second_factor, social


def _page(route: str, view: Callable[..., Any], name: str) -> URLPattern:
    return path(route, never_cache(view), name=name)


def _own(route: str, view: Callable[..., Any], name: str) -> URLPattern:
    return _page(route, login_required(view), name)


urlpatterns = [
    _page("sign-in/", code.sign_in, "account_login"),
    _page("sign-in/password/", password.sign_in_by_password, "account_login_by_password"),
    _page("code/", code.code, "account_confirm_login_code"),
    _page("social/cancelled/", social.cancelled, "socialaccount_login_cancelled"),
    _page("social/<slug:provider_id>/", social.begin, "openid_connect_login"),
    _page("social/<slug:provider_id>/back/", social.back, "openid_connect_callback"),
    _page("sign-out/", LogoutView.as_view(), "account_logout"),
    _page("closed/", AccountInactiveView.as_view(), "account_inactive"),
    _own("again/", again.Again.as_view(), "account_reauthenticate"),
    _own("address/", address.address, "account_email"),
    _own("address/code/", address.address_code, "account_address_code"),
    _own("password/", password.own_password, "account_change_password"),
    _own("passkeys/", ListWebAuthnView.as_view(), "mfa_list_webauthn"),
    _own("passkeys/new/", passkeys.AddPasskey.as_view(), "mfa_add_webauthn"),
    _page("passkeys/sign-in/", passkeys.SignInByPasskey.as_view(), "mfa_login_webauthn"),
    _own("passkeys/<int:pk>/name/", EditWebAuthnView.as_view(), "mfa_edit_webauthn"),
    _own("passkeys/<int:pk>/remove/", RemoveWebAuthnView.as_view(), "mfa_remove_webauthn"),
    _own("second-factor/", second_factor.SecondFactor.as_view(), "mfa_index"),
    _page("second-factor/code/", AuthenticateView.as_view(), "mfa_authenticate"),
    _own("second-factor/app/", ActivateTOTPView.as_view(), "mfa_activate_totp"),
    _own("second-factor/app/remove/", DeactivateTOTPView.as_view(), "mfa_deactivate_totp"),
    _own("second-factor/recovery-codes/", second_factor.RecoveryCodes.as_view(), "mfa_view_recovery_codes"),
    _own("second-factor/recovery-codes/new/", GenerateRecoveryCodesView.as_view(), "mfa_generate_recovery_codes"),
]
