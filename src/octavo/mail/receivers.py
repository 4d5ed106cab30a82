"""A letter that is queued goes at once: nobody waits for a timer to have their code."""

from typing import Any

from django.dispatch import receiver

from octavo.mail.signals import letters_queued
from octavo.mail.tasks import send_letters_soon


@receiver(letters_queued)
def send_them(sender: Any, **words: Any) -> None:
    send_letters_soon()
