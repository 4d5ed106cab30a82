"""What stands between a right code or password and being signed in."""

from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

from octavo.readers.queries import is_asked_for_second_factor


class SecondFactorStage(AuthenticateStage):
    def _should_handle(self, request: HttpRequest) -> bool:
        return super()._should_handle(request) and is_asked_for_second_factor(self.login.user)
