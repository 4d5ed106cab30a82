"""Naive Bayes over counted tokens: learns a decision, forgets it again, and says why.

Each token has two numbers, the spam and the honest texts it was in. Its weight is the log-odds of spam, pulled towards
nothing as long as it is rare (G. Robinson, "A Statistical Approach to the Spam Problem", Linux Journal 107, 2003). The
sum is divided by a power of the number of tokens, because the tokens of a text are not independent (J. Rennie and
others, "Tackling the Poor Assumptions of Naive Bayes Text Classifiers", ICML 2003). What else was tried, and the
figures: docs/decisions/0011.
"""

import math
from collections.abc import Iterable, Mapping
from typing import NamedTuple

# The row that counts the texts themselves: no text has an empty token.
TEXTS = ""
# A text is held from this score on.
HOLD_FROM = 0.9

# As if each token had been in one text more, half spam and half honest.
_DOUBT = 1.0
# Strong evidence counts more than the same amount in small coins.
_EMPHASIS = 1.5
_WEIGHT_OF_MARKS = 2
_DEPENDENCE = 0.6
# Where spam and honest texts are as likely as each other, on texts that were not learned.
_EVEN = 2.0


class Tally(NamedTuple):
    """In how many spam texts and in how many honest ones."""

    spam: int = 0
    honest: int = 0


class Evidence(NamedTuple):
    """A token of a text, its share in the verdict (above 0: towards spam), and the texts it was seen in."""

    token: str
    weight: float
    seen: Tally


class SpamFilter:
    """Two layers of counts, each {token: Tally}: `seed`, which never changes, and `learned`, which `learn` and `unlearn` do.

    To judge a text, `learned` needs no more than the rows of that text's tokens and the row `TEXTS`.
    """

    def __init__(self, seed: Mapping[str, Tally] | None = None, learned: Mapping[str, Tally] | None = None) -> None:
        self._seed = {} if seed is None else seed
        self.learned = dict(learned or {})

    def learn(self, tokens: Iterable[str], *, is_spam: bool) -> None:
        """Count one text in. The tokens are those of `tokens_of`."""
        self._count(tokens, 1, is_spam=is_spam)

    def unlearn(self, tokens: Iterable[str], *, is_spam: bool) -> None:
        """Undo `learn`: the counts are what they were before. ValueError, and nothing changed, if it was never learned so."""
        tokens = frozenset(tokens)
        for token in (TEXTS, *tokens):
            if self.learned.get(token, Tally())[0 if is_spam else 1] < 1:
                raise ValueError(f"this text was never learned so: {token!r}")
        self._count(tokens, -1, is_spam=is_spam)

    def score(self, tokens: Iterable[str]) -> float:
        """From 0 (honest) to 1 (spam); 0.5 is as likely as not; a text of which nothing is known is rather honest."""
        total = sum(evidence.weight for evidence in self.evidence(tokens))
        return 1 / (1 + math.exp(min(_EVEN - total, 700)))

    def why(self, tokens: Iterable[str], most: int = 8) -> list[Evidence]:
        """The strongest tokens, strongest first, whichever way they point."""
        return sorted(self.evidence(tokens), key=lambda evidence: (-abs(evidence.weight), evidence.token))[:most]

    def evidence(self, tokens: Iterable[str]) -> list[Evidence]:
        """Every token that was seen before, in the order of its letters. Their weights add up to the verdict."""
        texts = self._seen(TEXTS)
        seen = [(token, tally) for token in sorted(frozenset(tokens)) if any(tally := self._seen(token))]
        worth = sum(_worth(token) for token, _ in seen)
        return [
            Evidence(token, _worth(token) * _emphasised(_log_odds(tally, texts)) / worth**_DEPENDENCE, tally)
            for token, tally in seen
        ]

    def _seen(self, token: str) -> Tally:
        nothing = Tally()
        seed, learned = self._seed.get(token, nothing), self.learned.get(token, nothing)
        return Tally(seed.spam + learned.spam, seed.honest + learned.honest)

    def _count(self, tokens: Iterable[str], step: int, *, is_spam: bool) -> None:
        for token in {TEXTS, *tokens}:
            spam, honest = self.learned.get(token, Tally())
            tally = Tally(spam + step, honest) if is_spam else Tally(spam, honest + step)
            if any(tally):
                self.learned[token] = tally
            else:
                del self.learned[token]


def _worth(token: str) -> int:
    return _WEIGHT_OF_MARKS if ":" in token else 1


def _log_odds(tally: Tally, texts: Tally) -> float:
    among_spam = tally.spam / max(texts.spam, 1)
    among_honest = tally.honest / max(texts.honest, 1)
    times = tally.spam + tally.honest
    belief = (_DOUBT * 0.5 + times * among_spam / (among_spam + among_honest)) / (_DOUBT + times)
    return math.log(belief / (1 - belief))


def _emphasised(log_odds: float) -> float:
    return math.copysign(abs(log_odds) ** _EMPHASIS, log_odds)
