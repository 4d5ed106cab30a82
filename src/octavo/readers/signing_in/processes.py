"""Codes that are sent and typed back."""

import secrets
import time
from typing import Any, Self

from allauth.account import app_settings, signals
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from django.http import HttpRequest, HttpResponse

from octavo.readers.actions import reader_for_proved_address
from octavo.readers.models import Reader
from octavo.readers.signing_in import letters


class SignInCode(LoginCodeVerificationProcess):
    """A code to an address. Whose it is, and whether anybody's, is first looked at when the code is right."""

    @classmethod
    def send_to(cls, request: HttpRequest, email: str) -> None:
        """Send a code, and remember in this browser that it is waited for."""
        login = Login(email=email)
        login.state["stages"] = {"current": LoginByCodeStage.key}
        stage = LoginByCodeStage(LoginStageController(request, login), request, login)
        stage.state.update(cls.initial_state(user=None, email=email), id=secrets.token_hex(16), initiated_by_user=True)
        code = cls(stage)
        code.send()
        code.persist()

    def send_by_email(self, email: str, skip_enumeration_mails: bool = False) -> None:
        get_adapter().send_mail("account/email/login_code", email, {"code": self.generate_code()})

    def finish(self, redirect_url: str | None) -> HttpResponse:
        email = self.state["email"]
        reader, is_new = reader_for_proved_address(email)
        self.abort()
        record_authentication(self.request, reader, method="code", email=email)
        if is_new:
            signals.user_signed_up.send(sender=Reader, request=self.request, user=reader)
        return perform_login(self.request, Login(user=reader, redirect_url=redirect_url, email=email, signup=is_new))

    @classmethod
    def resume(cls, stage: LoginByCodeStage) -> Self | None:
        return cls(stage).abort_if_invalid()


class AccountCode(AbstractCodeVerificationProcess):
    """A code for somebody who is signed in, kept in their session: that it is they, or that a new address is theirs."""

    def __init__(self, request: HttpRequest, purpose: str, state: dict[str, Any]) -> None:
        self.request, self.slot = request, f"octavo_code_{purpose}"
        limits = {"max_attempts": app_settings.LOGIN_BY_CODE_MAX_ATTEMPTS, "timeout": app_settings.LOGIN_BY_CODE_TIMEOUT}
        super().__init__(state=state, **limits)

    @classmethod
    def send_to(cls, request: HttpRequest, purpose: str, email: str) -> None:
        """Send a code to an address: of the kind confirm_address for the purpose "address", else of the kind code."""
        code = get_adapter().generate_login_code()
        state = {"at": time.time(), "email": email, "code": code, "id": secrets.token_hex(16)}
        process = cls(request, purpose, state)
        letters.queue_code("confirm_address" if purpose == "address" else "code", email, code)
        process.persist()

    @classmethod
    def resume(cls, request: HttpRequest, purpose: str) -> Self | None:
        state = request.session.get(f"octavo_code_{purpose}")
        return cls(request, purpose, state).abort_if_invalid() if state else None

    def persist(self) -> None:
        self.request.session[self.slot] = self.state

    def send(self) -> None:
        """Codes are sent as they are made."""

    def abort(self) -> None:
        self.request.session.pop(self.slot, None)
