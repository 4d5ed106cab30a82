"""allauth's letters, as kinds of ours."""

from datetime import timedelta
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import get_language

from octavo.mail.actions import queue_letter
from octavo.mail.addresses import BadAddress

EVENTS = {
    "mfa/email/webauthn_added": "passkey_added",
    "mfa/email/webauthn_removed": "passkey_removed",
    "mfa/email/totp_activated": "second_factor_on",
    "mfa/email/totp_deactivated": "second_factor_off",
    "mfa/email/recovery_codes_generated": "recovery_codes",
    "account/email/password_changed": "password_changed",
    "account/email/password_set": "password_changed",
    "socialaccount/email/account_connected": "provider_connected",
}
CODE = "account/email/login_code"


def queue(template: str, address: str, context: dict[str, Any]) -> None:
    """Queue the letter that allauth wants to send. Raises LookupError for one nobody here has words for."""
    if template == CODE:
        queue_code("code", address, context["code"])
    else:
        queue_event(EVENTS[template], address)


def queue_code(kind: str, address: str, code: str) -> None:
    """Queue a code; a letter that comes too late is not sent. An address that is none gets none, and nobody is told."""
    seconds = settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT
    words = {"code": code, "minutes": seconds // 60}
    try:
        queue_letter(kind, address, words, language=get_language() or "", expires_at=timezone.now() + timedelta(seconds=seconds))
    except BadAddress:
        return


def queue_event(event: str, address: str) -> None:
    """Queue a security notice."""
    queue_letter(
        "security", address, {"event": event, "at": now_in_words(), "url": account_address()}, language=get_language() or ""
    )


def now_in_words() -> str:
    return formats.date_format(timezone.localtime(), "DATETIME_FORMAT")


def account_address() -> str:
    return urljoin(f"{settings.WAGTAILADMIN_BASE_URL}{reverse('account_login')}", "..")
