"""Whether what somebody has written may be read at once: the house rules, asked with the facts."""

from datetime import timedelta
from typing import Any

from django.db.models import Max
from django.utils import timezone

from octavo.conversation.models import Comment, Review, Standing
from octavo.conversation.models.words import State, Words
from octavo.conversation.queries.filtering import score_of
from octavo.conversation.queries.house_rules import rules_in_force
from octavo.conversation.spam import count_links
from octavo.conversation.spam.rules import Facts, fired, verdict
from octavo.conversation.spam.word_lists import likeness

# Somebody who says "Thank you!" every year repeats nobody.
REPEATED_WITHIN = timedelta(days=30)
_STATES = {"publish": State.PUBLISHED, "hold": State.HELD, "spam": State.SPAM}


def judge(words: Words) -> None:
    """Set `state`, and what the desk is shown of why. Staff, and whom moderators trust, are published."""
    words.likeness = likeness(words.said)
    facts = facts_of(words)
    found = fired(rules_in_force(), facts)
    words.spam_score = facts.score
    words.fired = [one.row() for one in found]
    words.state = _STATES[verdict(found)]


def facts_of(words: Words) -> Facts:
    """Return what the rules look at."""
    reader = words.reader
    standing = Standing.objects.filter(reader=reader).first() if reader else None
    return Facts(
        text=words.said,
        links=max(words.html.count("<a "), count_links(words.said)),
        is_first=standing is None or not standing.published,
        account_age_days=(timezone.now() - reader.date_joined).total_seconds() / 86_400 if reader else None,
        names=(words.author_name,),
        score=score_of(words),
        minutes_since_last=_minutes_since_last(words),
        is_trusted=bool((reader and reader.is_staff) or (standing and standing.is_trusted)),
        is_blocked=bool(standing and standing.blocked_at),
        repeats=_repeats(words),
    )


def _minutes_since_last(words: Words) -> float | None:
    if not words.reader_id:
        return None
    theirs = {"reader": words.reader_id, "written_at__lt": words.written_at}
    earlier = [model.objects.filter(**theirs).exclude(key=words.key) for model in (Comment, Review)]
    moments = [moment for rows in earlier if (moment := rows.aggregate(last=Max("written_at"))["last"])]
    return (words.written_at - max(moments)).total_seconds() / 60 if moments else None


def _repeats(words: Words) -> int:
    if not words.likeness:
        return 0
    since = timezone.now() - REPEATED_WITHIN
    same: dict[str, Any] = {"likeness": words.likeness, "written_at__gt": since}
    return sum(model.objects.filter(**same).exclude(key=words.key).count() for model in (Comment, Review))
