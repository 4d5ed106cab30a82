"""The desk's rules for what is held, as functions of plain facts. They tell kinds and numbers; sentences are made elsewhere."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from .word_lists import Said, word_list

Why = Mapping[str, float | int | str | list[str]]
Verdict = Literal["publish", "hold", "spam"]

# What the weights of the fired rules must add up to.
HOLD_AT = 1.0
SPAM_AT = 3.0


class Kind(StrEnum):
    """What a rule looks at. In brackets: its value."""

    FIRST = "first"  # somebody's first words here
    LINKS = "links"  # more links than (a number)
    WORDS = "words"  # one of (words or phrases, one a line; * for any letters)
    YOUNG = "young"  # an account younger than (days)
    SCORE = "score"  # a spam score of at least (0 to 1)
    SLOW = "slow"  # less than (minutes) after the author's last
    BLOCKED = "blocked"  # an author whom moderators have blocked
    REPEATED = "repeated"  # the same text, already there (times)


_WITHOUT_VALUE = frozenset({Kind.FIRST, Kind.BLOCKED})


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known when something is written. `None`: not known, and no rule fires for it.

    `links` is what `count_links` counts, `names` are those of the author, `repeats` is how often the same text (see
    `likeness`) is already there.
    """

    text: str
    links: int = 0
    is_first: bool = False
    account_age_days: float | None = None
    names: tuple[str, ...] = ()
    score: float | None = None
    minutes_since_last: float | None = None
    is_trusted: bool = False
    is_blocked: bool = False
    repeats: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the desk. `value` is written as its kind wants it; a rule whose value makes no sense never fires."""

    kind: Kind
    value: str = ""
    weight: float = HOLD_AT
    is_on: bool = True

    @property
    def limit(self) -> float | None:
        """The value as a number, or None if it is none, below zero or without end."""
        try:
            limit = float(self.value)
        except ValueError:
            return None
        return limit if limit >= 0 and math.isfinite(limit) else None

    @property
    def makes_sense(self) -> bool:
        """Whether the value is what the kind wants."""
        if self.kind in _WITHOUT_VALUE:
            return True
        if self.kind == Kind.WORDS:
            return not word_list(self.value).is_empty
        return self.limit is not None


@dataclass(frozen=True, slots=True)
class Fired:
    """A rule that fired, its weight then, and by which numbers or words: {"links": 5, "limit": 2}."""

    rule: Rule
    weight: float
    why: Why = field(default_factory=dict)

    def row(self) -> dict[str, float | int | str | list[str]]:
        """Plain values, to be stored beside what was written."""
        return {"kind": self.rule.kind.value, "weight": self.weight, **self.why}


def fired(rules: Iterable[Rule], facts: Facts) -> list[Fired]:
    """The rules that fire, the heaviest first. For an author whom moderators trust only a block does."""
    found = [
        Fired(rule, rule.weight, why)
        for rule in rules
        if rule.is_on and rule.makes_sense and (why := _why(rule, facts)) is not None
    ]
    if facts.is_trusted:
        found = [one for one in found if one.rule.kind == Kind.BLOCKED]
    return sorted(found, key=lambda one: -one.weight)


def verdict(found: Iterable[Fired]) -> Verdict:
    """What is done with a text: spam at a weight of 3 in sum or from a blocked author, held at 1, else published."""
    found = list(found)
    # A desk that writes 0.7, 0.2 and 0.1 means 1, which in floats they are not.
    weight = round(sum(one.weight for one in found), 6)
    if weight >= SPAM_AT or any(one.rule.kind == Kind.BLOCKED for one in found):
        return "spam"
    return "hold" if weight >= HOLD_AT else "publish"


def _why(rule: Rule, facts: Facts) -> Why | None:
    """The numbers by which a rule fires; None if it does not."""
    if rule.kind == Kind.FIRST:
        return {} if facts.is_first else None
    if rule.kind == Kind.BLOCKED:
        return {} if facts.is_blocked else None
    if rule.kind == Kind.WORDS:
        words = word_list(rule.value)
        found = {line for said in (facts.text, *facts.names) for line in words.found_in(Said.of(said))}
        return {"words": sorted(found)} if found else None
    return _measured(rule.kind, rule.limit or 0, facts)


def _measured(kind: Kind, limit: float, facts: Facts) -> Why | None:
    name, is_over, measure = {
        Kind.LINKS: ("links", facts.links > limit, facts.links),
        Kind.YOUNG: ("days", (facts.account_age_days or 0) < limit, facts.account_age_days),
        Kind.SCORE: ("score", (facts.score or 0) >= limit, facts.score),
        Kind.SLOW: ("minutes", (facts.minutes_since_last or 0) < limit, facts.minutes_since_last),
        Kind.REPEATED: ("times", facts.repeats >= max(limit, 1), facts.repeats),
    }[kind]
    return {name: measure, "limit": limit} if is_over and measure is not None else None
