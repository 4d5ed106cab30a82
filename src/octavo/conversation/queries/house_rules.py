"""The house rules in force: those the desk has changed, and for the rest what a new site begins with."""

from octavo.conversation.models import HouseRule
from octavo.conversation.spam.rules import Kind, Rule

# kind, value, weight, whether it is on at first.
_AT_FIRST: tuple[tuple[Kind, str, float, bool], ...] = (
    (Kind.FIRST, "", 1.0, True),
    (Kind.LINKS, "2", 1.0, True),
    (Kind.WORDS, "", 1.0, True),
    (Kind.SCORE, "0.9", 1.0, True),
    (Kind.REPEATED, "1", 1.0, True),
    (Kind.YOUNG, "1", 0.5, False),
    (Kind.SLOW, "2", 1.0, False),
)


def house_rules() -> list[HouseRule]:
    """Return a row for every kind there is, in the order of the desk; those nobody has changed are not in the database."""
    changed = {row.kind: row for row in HouseRule.objects.all()}
    return [
        changed.get(kind.value) or HouseRule(kind=kind.value, value=value, weight=weight, is_on=is_on)
        for kind, value, weight, is_on in _AT_FIRST
    ]


def rules_in_force() -> list[Rule]:
    return [Rule(Kind(row.kind), row.value, row.weight, row.is_on) for row in house_rules()]
