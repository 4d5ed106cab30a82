"""Where allauth asks what is done here: letters, addresses of the web, stages of signing in."""

import secrets
from typing import Any
from urllib.parse import urljoin

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from octavo.readers.models import Reader
from octavo.readers.signing_in import letters
from octavo.readers.signing_in.freshness import is_fresh

CODE_DIGITS = 8
# What allauth says of itself and is said here too; of the rest, the next page speaks for itself.
SAID: dict[str, str | Promise] = {
    "mfa/messages/webauthn_added.txt": gettext_lazy("The passkey was added."),
    "mfa/messages/webauthn_removed.txt": gettext_lazy("The passkey was removed."),
    "mfa/messages/totp_activated.txt": gettext_lazy("The second factor is set up."),
    "mfa/messages/totp_deactivated.txt": gettext_lazy("The second factor was removed."),
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": gettext_lazy("This is not the code."),
        "email_password_mismatch": gettext_lazy("There is no account with this address and this password."),
        "too_many_login_attempts": gettext_lazy("That was wrong too often. Wait for five minutes."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        letters.queue(template_prefix, email, context)

    def generate_login_code(self) -> str:
        number = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
        return f"{number[:4]} {number[4:]}"

    def get_login_stages(self) -> list[str]:
        return ["allauth.account.stages.LoginByCodeStage", "octavo.readers.signing_in.stages.SecondFactorStage"]

    def get_client_ip(self, request: HttpRequest) -> str:
        # ProxyMiddleware has set it, from proxies that are trusted alone.
        return request.META.get("REMOTE_ADDR", "")

    def is_safe_url(self, url: str) -> bool:
        request = context.request
        return url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        if request.user.has_perm("wagtailadmin.access_admin"):
            return reverse("wagtailadmin_home")
        return urljoin(reverse("account_login"), "..")

    get_signup_redirect_url = get_login_redirect_url

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        if said := message or SAID.get(message_template or ""):
            messages.add_message(request, level, str(said), extra_tags=extra_tags)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Never tell allauth so: it takes whoever has neither password nor second factor for freshly signed in."""
        if is_fresh(context.request):
            return False
        raise ReauthenticationRequired

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """All ways are on one page."""
        return [{"id": "again", "description": "", "url": reverse("account_reauthenticate")}] if user.is_authenticated else []


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": gettext_lazy("This is not the code.")}

    def _get_site_name(self) -> str:
        return settings.WAGTAIL_SITE_NAME

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return _("My passkey")

    def get_public_key_credential_user_entity(self, user: Reader) -> dict[str, Any]:
        return {**super().get_public_key_credential_user_entity(user), "display_name": user.display_name or user.email}
