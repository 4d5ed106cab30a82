"""Holding letters back, keeping them, letting them go."""

from email import message_from_bytes, policy
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.db import transaction
from django.utils import timezone

from octavo.mail.models import Hold, KeptLetter
from octavo.mail.queries import waiting_letters


def hold_letters(reason: str) -> None:
    """Keep every letter from now on. A hold that is on already keeps its own reason."""
    with transaction.atomic():
        if not Hold.objects.filter(lifted_at=None).exists():
            Hold.objects.create(reason=reason[:300])


def lift_hold() -> None:
    """Let new letters go. Does not send those that were kept: see send_kept_letters."""
    Hold.objects.filter(lifted_at=None).update(lifted_at=timezone.now())


def keep_letter(message: EmailMessage) -> KeptLetter:
    """Store a letter as it would have gone out, with its Message-ID."""
    source: Any = message.message()
    return KeptLetter.objects.create(
        sender=message.from_email,
        recipients=message.recipients(),
        subject=str(source["Subject"] or "")[:300],
        source=source.as_bytes(linesep="\r\n"),
    )


def send_kept_letters() -> tuple[int, int]:
    """Send what was kept, each once; one that a server refuses waits on. Returns how many went and how many wait."""
    connection = EmailBackend()
    connection.open()
    try:
        sent = sum(_send(letter, connection) for letter in waiting_letters().iterator())
    finally:
        connection.close()
    return sent, waiting_letters().count()


def drop_kept_letters() -> int:
    """Throw away what was kept. Returns how many letters."""
    return waiting_letters().delete()[0]


def send_test_letter(address: str) -> None:
    """Send a letter straight to the mail server, past any hold, so that its answer is seen. Raises what SMTP raises."""
    connection = EmailBackend()
    EmailMessage(
        subject="A test letter from Octavo",
        body="If you can read this, your magazine can send letters.\n",
        to=[address],
        connection=connection,
    ).send()


def _send(letter: KeptLetter, connection: EmailBackend) -> bool:
    KeptLetter.objects.filter(pk=letter.pk).update(handed_at=timezone.now())
    message = message_from_bytes(bytes(letter.source), policy=policy.SMTP)
    assert connection.connection, "the connection is open while letters are sent"  # noqa: S101 - for the reader and the type
    refused = connection.connection.sendmail(letter.sender, letter.recipients, message.as_bytes())
    if refused:
        return False
    KeptLetter.objects.filter(pk=letter.pk).update(sent_at=timezone.now())
    return True
