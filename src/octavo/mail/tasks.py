"""Letters that wait, tried again in the background: a mail server may take half a minute to say nothing."""

import logging
import smtplib

from django_tasks import task

from octavo.mail.actions import send_kept_letters
from octavo.mail.queries import letters_to_try_again, reason_to_keep

logger = logging.getLogger("octavo.mail")


@task()
def try_letters_again() -> None:
    if reason_to_keep():
        return
    try:
        send_kept_letters(letters_to_try_again())
    except (OSError, smtplib.SMTPException) as error:
        logger.warning("the mail server does not answer (%s): letters wait and are tried again", error)
