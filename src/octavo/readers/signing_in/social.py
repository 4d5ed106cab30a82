"""Somebody else vouches for a reader: one provider of OpenID Connect, named in the settings."""

from typing import Any

from allauth.account.internal.stagekit import clear_login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount import app_settings
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse

from octavo.mail.addresses import BadAddress, checked
from octavo.readers.actions import reader_for_proved_address


def social_app() -> dict[str, Any] | None:
    """Return who may vouch for readers, as the settings describe them."""
    apps = app_settings.PROVIDERS["openid_connect"]["APPS"]
    return apps[0] if apps else None


class SocialAdapter(DefaultSocialAccountAdapter):
    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find or make the reader whose address was proved there. An address that was not is nobody's here."""
        clear_login(request)
        if sociallogin.is_existing:
            return
        if not (email := _proved_address(sociallogin)):
            raise ImmediateHttpResponse(render(request, "socialaccount/unproved.html", {"name": self._name()}, status=403))
        reader, _is_new = reader_for_proved_address(email)
        # The address of an account is said in one place.
        sociallogin.email_addresses = []
        sociallogin.connect(request, reader)

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> Any:
        """Take no name from there: here it would be public, and nobody was asked."""
        return sociallogin.user

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        return reverse("mfa_index")

    def _name(self) -> str:
        return (social_app() or {}).get("name", "")


def _proved_address(sociallogin: SocialLogin) -> str:
    for address in sociallogin.email_addresses:
        # Some say it in a text: "false" is one, and no.
        if str(address.verified).lower() == "true":
            try:
                return checked(address.email).lower()
            except BadAddress:
                continue
    return ""
