"""What the spam filter thinks of a text, by its seed and by what the desk has taught it."""

from collections.abc import Iterable, Sequence

from octavo.conversation.models import Account, SpamToken
from octavo.conversation.models.words import Words
from octavo.conversation.spam import TEXTS, Evidence, SpamFilter, Tally, seed_counts, tokens_of


def tokens_in(words: Words | Account) -> frozenset[str]:
    """Return what the filter sees of a comment or review: its text, and the name above it."""
    return tokens_of(words.said, words.author_name)


def filter_for(tokens: Iterable[str]) -> SpamFilter:
    """Return the filter with what it has learned of these tokens: one query."""
    rows = SpamToken.objects.filter(token__in=[TEXTS, *tokens]).values_list("token", "spam", "honest")
    return SpamFilter(seed_counts(), {token: Tally(spam, honest) for token, spam, honest in rows})


def score_of(words: Words) -> float:
    """Return how likely it is spam, from 0 to 1."""
    tokens = tokens_in(words)
    return filter_for(tokens).score(tokens)


def evidence_for(many: Sequence[Words | Account], most: int = 6) -> list[list[Evidence]]:
    """Return for each the tokens that speak for or against it, strongest first: one query for all."""
    tokens = [tokens_in(words) for words in many]
    learned = filter_for(frozenset().union(*tokens))
    return [learned.why(those, most) for those in tokens]
