"""The filter learns from what the desk decides, and forgets it when the decision is undone."""

from django.db.models import F

from octavo.conversation.models import SpamToken
from octavo.conversation.models.words import Words
from octavo.conversation.queries.filtering import tokens_in
from octavo.conversation.spam import TEXTS

SPAM, HONEST, NOTHING = "spam", "honest", ""


def teach(words: Words, what: str) -> None:
    """Have the filter count a text as spam, as honest, or not at all any more. In a transaction of the caller."""
    if words.learned_as == what:
        return
    tokens = sorted({TEXTS, *tokens_in(words)})
    SpamToken.objects.bulk_create([SpamToken(token=TEXTS)], ignore_conflicts=True)
    # Everybody counts in the same order behind this row, or two would wait for each other.
    SpamToken.objects.select_for_update().get(token=TEXTS)
    rows = SpamToken.objects.filter(token__in=tokens)
    if words.learned_as:
        rows.update(**{words.learned_as: F(words.learned_as) - 1})
    if what:
        SpamToken.objects.bulk_create([SpamToken(token=token) for token in tokens], ignore_conflicts=True)
        rows.update(**{what: F(what) + 1})
    SpamToken.objects.filter(token__in=tokens, spam=0, honest=0).exclude(token=TEXTS).delete()
    words.change(learned_as=what)
