"""Letters are not an archive: what was said is forgotten, then that it was."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from octavo.mail.actions.ending import end_all
from octavo.mail.models import Letter
from octavo.mail.queries import letters_to

WORDS_KEPT_FOR = timedelta(days=30)
# As long as a key keeps its cause from having a second letter.
ROWS_KEPT_FOR = timedelta(days=365)


def forget_old_letters() -> None:
    """Forget the words of letters that ended a month ago, and the rows of those that ended a year ago."""
    now = timezone.now()
    ended = Letter.objects.exclude(ended_at=None)
    ended.filter(ended_at__lt=now - ROWS_KEPT_FOR).delete()
    ended.filter(ended_at__lt=now - WORDS_KEPT_FOR).exclude(text="", html="", source=None).update(text="", html="", source=None)


def forget_letters_to(address: str) -> int:
    """Forget every letter to an address, those that wait too. Returns how many; one that is just being sent stays."""
    with transaction.atomic():
        letters = letters_to(address)
        end_all(letters.filter(state=Letter.State.QUEUED), Letter.State.DROPPED, "erased")
        return letters.exclude(state=Letter.State.HANDED).delete()[0]
