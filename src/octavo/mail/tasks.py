"""Letters are sent in the background: a mail server may take half a minute to say nothing."""

import logging

from django_tasks import task

from octavo.base.queue import is_queued
from octavo.mail.actions import ServerAway, send_due_letters
from octavo.mail.queries import has_work

AT_ONCE = 100
logger = logging.getLogger("octavo.mail")


# Before pictures and indexes: somebody sits before a form that asks for a code.
@task(priority=10)
def send_letters() -> None:
    """Send what is due; of many the rest in a task of its own, so that other work comes in between."""
    try:
        done = send_due_letters(most=AT_ONCE)
    except ServerAway as away:
        logger.warning("the mail server is away (%s): letters wait", away)
        return
    if done == AT_ONCE:
        send_more_letters.enqueue()


@task()
def send_more_letters() -> None:
    send_letters.call()


def send_letters_soon() -> None:
    """Have letters sent, unless a task that will is waiting already: it will find them, too."""
    if has_work() and not is_queued(send_letters.module_path):
        send_letters.enqueue()
