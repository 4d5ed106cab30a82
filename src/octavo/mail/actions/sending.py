"""Letters leave, each once; what is not taken is tried again, and not for ever."""

import logging
import secrets
from datetime import timedelta

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from octavo.mail.actions.ending import end_all
from octavo.mail.actions.leaving import suppress
from octavo.mail.holders import is_gone, this_process
from octavo.mail.models import Letter, Suppression
from octavo.mail.queries import letters_due, reason_for_none, reason_to_keep, waiting_letters
from octavo.mail.server import Answer, Server, ServerAway

# Longer than a server may take for one letter: it has half a minute for each of its answers.
LEASE_LASTS = timedelta(minutes=10)
GIVEN_UP_AFTER = timedelta(hours=72)
LONGEST_PAUSE_MINUTES = 64
LOST_IN_A_ROW = 3
ENDS_OF_MAILBOXES = ("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10")
logger = logging.getLogger("octavo.mail")

__all__ = ["ServerAway", "send_due_letters", "send_test_letter", "send_waiting_letters", "try_again"]


def send_due_letters(most: int) -> int:
    """Send what is due, at most so many. Returns how many were dealt with. Raises ServerAway, and then they wait on."""
    _take_back_abandoned()
    if reason_to_keep() or not letters_due(timezone.now()).exists():
        return 0
    lost = 0
    with Server() as server:
        for done in range(most):
            letter = _claim_next()
            if not letter:
                return done
            lost = 0 if _deliver(letter, server) else lost + 1
            if lost == LOST_IN_A_ROW:
                raise ServerAway("it breaks off")
    return most


def send_waiting_letters() -> tuple[int, int]:
    """Send all that waits and is not held, now, whatever pause it was to make. Returns how many went and how many wait."""
    began = timezone.now()
    waiting_letters().filter(state=Letter.State.QUEUED, due_at__gt=began).update(due_at=began)
    while send_due_letters(most=100) == 100:
        pass
    return Letter.objects.filter(state=Letter.State.SENT, ended_at__gte=began).count(), waiting_letters().count()


def try_again(letters: QuerySet[Letter]) -> int:
    """Queue letters that failed once more, with a new count of tries. Returns how many."""
    fresh = {"state": Letter.State.QUEUED, "due_at": timezone.now(), "tries": 0, "first_tried_at": None, "ended_at": None}
    return letters.filter(state=Letter.State.FAILED).update(**fresh)


def send_test_letter(address: str) -> None:
    """Send a letter straight to the mail server, past any hold, so that its answer is seen. Raises what SMTP raises."""
    connection = EmailBackend()
    EmailMessage(
        subject="A test letter from Octavo",
        body="If you can read this, your magazine can send letters.\n",
        to=[address],
        connection=connection,
    ).send()


def _claim_next() -> Letter | None:
    """Take the next letter, so that nobody else does; drop those on the way that nobody wants any more."""
    while True:
        now = timezone.now()
        with transaction.atomic():
            # On SQLite a transaction is alone from its beginning; elsewhere a row is, and others look for the next.
            letter = letters_due(now).select_for_update(skip_locked=True).first()
            if not letter:
                return None
            if reason := _reason_to_drop(letter):
                end_all(Letter.objects.filter(pk=letter.pk), Letter.State.DROPPED, reason)
                continue
            letter.state, letter.holder, letter.handed_at = Letter.State.HANDED, this_process(), now
            letter.first_tried_at, letter.tries = letter.first_tried_at or now, letter.tries + 1
            letter.save(update_fields=["state", "holder", "handed_at", "first_tried_at", "tries"])
        return letter


def _reason_to_drop(letter: Letter) -> str:
    if letter.expires_at and letter.expires_at <= timezone.now():
        return "expired"
    return reason_for_none(letter.kind, letter.address_sha256)


def _deliver(letter: Letter, server: Server) -> bool:
    """Hand a letter over and note what came of it. Returns False when the connection was lost with it."""
    try:
        answer = server.take(letter)
    except ServerAway:
        _put_back(letter)
        raise
    except Exception as error:  # One letter that cannot be written must not keep the others.
        logger.exception("letter %s could not be handed over", letter.pk)
        answer = Answer(451, f"{type(error).__name__}: {error}")
    ours = Letter.objects.filter(pk=letter.pk, state=Letter.State.HANDED, handed_at=letter.handed_at)
    if answer.is_taken:
        end_all(ours, Letter.State.SENT)
    elif answer.is_final:
        _fail(ours, letter, answer)
    else:
        _postpone(ours, letter, answer)
    return not answer.is_lost


def _fail(ours: QuerySet[Letter], letter: Letter, answer: Answer) -> None:
    logger.warning("letter %s is refused for good: %s", letter.pk, answer.code)
    end_all(ours, Letter.State.FAILED, str(answer))
    if answer.enhanced in ENDS_OF_MAILBOXES:
        suppress(letter.address, Suppression.Reason.HARD_BOUNCE)


def _postpone(ours: QuerySet[Letter], letter: Letter, answer: Answer) -> None:
    now = timezone.now()
    logger.warning("letter %s was not taken and waits on: %s", letter.pk, answer.code)
    if now - (letter.first_tried_at or now) > GIVEN_UP_AFTER:
        end_all(ours, Letter.State.FAILED, f"given up after 72 hours: {answer}")
        return
    ours.update(state=Letter.State.QUEUED, due_at=now + _pause(letter.tries), reason=str(answer)[:500], holder="")


def _pause(tries: int) -> timedelta:
    """Return 1, 2, 4 … 64 minutes, give or take a fifth: what failed together does not come back together."""
    minutes = min(2 ** min(tries - 1, 10), LONGEST_PAUSE_MINUTES)
    return timedelta(seconds=minutes * (48 + secrets.randbelow(25)))


def _put_back(letter: Letter) -> None:
    """Undo a claim: that the server went away is not the letter's fault."""
    ours = Letter.objects.filter(pk=letter.pk, state=Letter.State.HANDED, handed_at=letter.handed_at)
    # Nor does its time begin to run.
    first = None if letter.tries == 1 else letter.first_tried_at
    ours.update(state=Letter.State.QUEUED, tries=letter.tries - 1, first_tried_at=first, holder="")


def _take_back_abandoned() -> None:
    """Queue again what a process that died was sending: it may be that it went, so it goes under the same Message-ID."""
    over = timezone.now() - LEASE_LASTS
    for letter in Letter.objects.filter(state=Letter.State.HANDED).only("pk", "handed_at", "holder"):
        if letter.handed_at is None or letter.handed_at < over or is_gone(letter.holder):
            as_read = Letter.objects.filter(pk=letter.pk, state=Letter.State.HANDED, handed_at=letter.handed_at)
            as_read.update(state=Letter.State.QUEUED, due_at=timezone.now(), holder="")
