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
        if not reason_to_keep():
            try:
                return self._send(email_messages)
            except (OSError, SMTPException) as error:
                # Whoever pressed a button need not wait for a mail server to be mended; the scheduler tries again.
                logger.warning("%s does not take letters (%s): they are kept", self.host, error)
        for message in email_messages:
            keep_letter(message)
        return len(email_messages)

    def _send(self, email_messages: Sequence[EmailMessage]) -> int:
        # Past our own open(), which says nothing of a server that is away.
        is_ours = super().open()
        try:
            return super().send_messages(email_messages) or 0
        finally:
            if is_ours:
                self.close()
