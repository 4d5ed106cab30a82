"""Who is told of what was written: whoever was answered or named, and moderators of what waits for them."""

import re
from datetime import timedelta

from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from octavo.conversation.models import Comment
from octavo.conversation.models.words import State, Words
from octavo.conversation.queries.moderators import moderators
from octavo.conversation.queries.reasons import reasons_for
from octavo.conversation.signing import ACTS, act_url
from octavo.mail.actions import queue_letter
from octavo.mail.links import absolute
from octavo.mail.queries import letters_to
from octavo.readers.models import Reader

# Nobody calls half the magazine by naming it.
MOST_NAMED = 5
# Of what waits, so many letters an hour to one moderator: after that the desk shows the rest.
MOST_AN_HOUR = 10
_HANDLE = re.compile(r"(?<![\w/@.])@([\w-]{3,60})")


def tell(words: Words) -> None:
    """Tell who is concerned: readers of what may be read, moderators of what waits. Told once, however often it is called."""
    if words.state == State.HELD:
        tell_moderators(words)
    elif words.state == State.PUBLISHED and isinstance(words, Comment):
        _tell_who_was_answered(words)
        _tell_who_was_named(words)


def tell_moderators(words: Words, *, cause: str = "") -> None:
    """Write to those who moderate that something waits. `cause`: what it waits for, beside having been held."""
    for moderator in moderators():
        recent = letters_to(moderator.email).filter(kind="moderate", queued_at__gt=timezone.now() - timedelta(hours=1))
        if recent.count() >= MOST_AN_HOUR:
            continue
        context = {
            "who": words.author_name,
            "about": words.about,
            "text": words.said,
            "why_held": [_("It was reported")] if cause else [reason.text for reason in reasons_for(words)],
            "acts": [{"name": name, "url": act_url(words, act, moderator)} for act, name in ACTS.items()],
            "desk_url": absolute(reverse("conversation_desk:queue")),
        }
        queue_letter("moderate", moderator.email, context, key=f"moderate:{cause or words.key}:{moderator.pk}")


def _tell_who_was_answered(comment: Comment) -> None:
    parent = comment.parent
    if parent and parent.reader and parent.reader_id != comment.reader_id and parent.reader.is_active:
        _tell("reply", comment, parent.reader)


def _tell_who_was_named(comment: Comment) -> None:
    answered = comment.parent.reader_id if comment.parent else None
    for reader in named_in(comment.source).exclude(pk__in=[pk for pk in (answered, comment.reader_id) if pk])[:MOST_NAMED]:
        _tell("mention", comment, reader)


def named_in(source: str) -> QuerySet[Reader]:
    """Return whom a text names by their handle."""
    handles = {handle.lower() for handle in _HANDLE.findall(source)}
    return Reader.objects.alias(lowered=Lower("handle")).filter(lowered__in=handles, is_active=True).order_by("pk")


def _tell(kind: str, comment: Comment, reader: Reader) -> None:
    context = {
        "who": comment.author_name,
        "about": comment.about,
        "text": comment.source,
        "url": absolute(reverse("conversation:permalink", args=[comment.pk])),
    }
    language = comment.column.locale.language_code
    queue_letter(kind, reader.email, context, language=language, key=f"{kind}:{comment.key}:{reader.pk}")
