"""What stands between a right code or password and being signed in."""

from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest

from octavo.readers.queries import needs_second_factor


class SecondFactorStage(AuthenticateStage):
    """Asks for the second factor. A reader's passkey is a quicker way in, not a second lock, unless they lead the desk."""

    def _should_handle(self, request: HttpRequest) -> bool:
        if not super()._should_handle(request):
            return False
        return is_mfa_enabled(self.login.user, [Authenticator.Type.TOTP]) or needs_second_factor(self.login.user)
