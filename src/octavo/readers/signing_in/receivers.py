"""What allauth reports and a reader is to hear of."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_used
from django.dispatch import receiver

from octavo.readers.models import Reader
from octavo.readers.signing_in.letters import queue_event


@receiver(authenticator_used)
def tell_of_a_used_recovery_code(user: Reader, authenticator: Authenticator, **words: Any) -> None:
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        queue_event("recovery_code_used", user.email)
