"""Django's way to the mail server, with a gate in it."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from octavo.mail.actions import keep_letter
from octavo.mail.queries import reason_to_keep


class HoldableBackend(EmailBackend):
    """Sends by SMTP; while there is a reason to keep letters, keeps them."""

    def open(self) -> bool | None:
        """Connect, unless letters are kept: Wagtail opens a connection before it sends, and there may be no server."""
        return None if reason_to_keep() else super().open()

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        if not reason_to_keep():
            return super().send_messages(email_messages) or 0
        for message in email_messages:
            keep_letter(message)
        return len(email_messages)
