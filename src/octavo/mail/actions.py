"""Holding letters back, keeping them, letting them go."""

import logging
import smtplib
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from octavo.mail.models import Hold, KeptLetter
from octavo.mail.queries import waiting_letters

logger = logging.getLogger("octavo.mail")


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


def send_kept_letters(letters: QuerySet[KeptLetter] | None = None) -> tuple[int, int]:
    """Send what was kept, or these of it, each once; one that is refused waits on. Returns how many went and how many wait."""
    connection = EmailBackend()
    connection.open()
    try:
        sent = sum(_send(letter, connection) for letter in (waiting_letters() if letters is None else letters))
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
    # Of two that let letters go at once, one finds the letter handed over already.
    as_read = KeptLetter.objects.filter(pk=letter.pk, handed_at=letter.handed_at, sent_at=None)
    if not as_read.update(handed_at=timezone.now()):
        return False
    refused = _hand_over(letter, connection)
    if refused:
        # Whoever was not refused has the letter: the next time it goes to the others alone.
        KeptLetter.objects.filter(pk=letter.pk).update(recipients=refused)
        return False
    KeptLetter.objects.filter(pk=letter.pk).update(sent_at=timezone.now())
    return True


def _hand_over(letter: KeptLetter, connection: EmailBackend) -> list[str]:
    """Give a letter to the mail server. Returns who was refused; raises when the server is gone."""
    server = connection.connection
    assert server, "the connection is open while letters are sent"  # noqa: S101 - for the reader and the type
    addresses = {sanitize_address(recipient, "utf-8"): recipient for recipient in letter.recipients}
    try:
        refused = server.sendmail(sanitize_address(letter.sender, "utf-8"), list(addresses), bytes(letter.source))
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
        logger.warning("letter %s was refused and waits on: %s", letter.pk, error)
        return letter.recipients
    if refused:
        logger.warning("letter %s was refused for some and waits on: %s", letter.pk, refused)
    return [addresses[address] for address in refused]
