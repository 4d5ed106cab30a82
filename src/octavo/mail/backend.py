"""Django's way to the mail server, with a gate in it."""

import logging
from collections.abc import Sequence
from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from octavo.mail.actions import keep_letter
from octavo.mail.queries import reason_to_keep

logger = logging.getLogger("octavo.mail")


class HoldableBackend(EmailBackend):
    """Sends by SMTP. What must not go now, or is not taken, is kept: whoever pressed a button need not wait for a server."""

    def open(self) -> bool | None:
        """Connect, unless letters are kept: Wagtail opens a connection before it sends, and there may be no server."""
        if reason_to_keep():
            return None
        try:
            return super().open()
        except (OSError, SMTPException) as error:
            logger.warning("%s does not answer (%s): letters are kept and tried again", self.host, error)
            return None

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        addressed = [message for message in email_messages if message.recipients()]
        if reason_to_keep():
            for message in addressed:
                keep_letter(message)
            return len(addressed)
        is_ours = self.open()
        try:
            for message in addressed:
                self._send_or_keep(message)
        finally:
            if is_ours:
                self.close()
        return len(addressed)

    def _send_or_keep(self, message: EmailMessage) -> None:
        # One at a time: of several, the ones that went must not go again.
        try:
            # A server that is away is waited for once, not once a letter.
            if self.connection and super().send_messages([message]):
                return
        except (OSError, SMTPException) as error:
            logger.warning("%s did not take a letter (%s): it is kept and tried again", self.host, error)
        keep_letter(message)
