"""Django's and Wagtail's own letters, into the same queue as all others."""

import logging
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from octavo.mail.actions import queue_message
from octavo.mail.addresses import BadAddress

logger = logging.getLogger("octavo.mail")


class QueueBackend(BaseEmailBackend):
    """Queues instead of sending: whoever pressed a button waits for no server."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return sum(self._queue(message) for message in email_messages if message.recipients())

    def _queue(self, message: EmailMessage) -> int:
        try:
            queue_message(message)
        except BadAddress:
            if not self.fail_silently:
                raise
            logger.warning("a letter to what is no address is not queued")
            return 0
        return 1
