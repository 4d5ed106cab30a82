"""The desk's rules, each at its number and one beyond it, and what follows when several fire."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.conversation.spam.rules import HOLD_AT, SPAM_AT, Facts, Fired, Kind, Rule, fired, verdict

PLAIN = Facts(text="A fine book")


def kinds(rules: list[Rule], facts: Facts) -> list[Kind]:
    return [one.rule.kind for one in fired(rules, facts)]


@pytest.mark.parametrize(
    ("rule", "facts", "why"),
    [
        (Rule(Kind.FIRST), Facts("x", is_first=True), {}),
        (Rule(Kind.BLOCKED), Facts("x", is_blocked=True), {}),
        (Rule(Kind.LINKS, "2"), Facts("x", links=3), {"links": 3, "limit": 2}),
        (Rule(Kind.LINKS, "0"), Facts("x", links=1), {"links": 1, "limit": 0}),
        (Rule(Kind.WORDS, "casino\nbonus"), Facts("A casino bonus"), {"words": ["bonus", "casino"]}),
        (Rule(Kind.WORDS, "casino"), Facts("Hello", names=("Lucky Casino",)), {"words": ["casino"]}),
        (Rule(Kind.YOUNG, "7"), Facts("x", account_age_days=6.9), {"days": 6.9, "limit": 7}),
        (Rule(Kind.YOUNG, "7"), Facts("x", account_age_days=0), {"days": 0, "limit": 7}),
        (Rule(Kind.SCORE, "0.9"), Facts("x", score=0.9), {"score": 0.9, "limit": 0.9}),
        (Rule(Kind.SLOW, "5"), Facts("x", minutes_since_last=4.9), {"minutes": 4.9, "limit": 5}),
        (Rule(Kind.REPEATED, "2"), Facts("x", repeats=2), {"times": 2, "limit": 2}),
        (Rule(Kind.REPEATED, "0"), Facts("x", repeats=1), {"times": 1, "limit": 0}),
    ],
)
def test_a_rule_fires_and_says_by_what(rule: Rule, facts: Facts, why: dict[str, object]) -> None:
    assert fired([rule], facts) == [Fired(rule, rule.weight, why)]


@pytest.mark.parametrize(
    ("rule", "facts"),
    [
        (Rule(Kind.FIRST), PLAIN),
        (Rule(Kind.BLOCKED), PLAIN),
        (Rule(Kind.LINKS, "2"), Facts("x", links=2)),
        (Rule(Kind.LINKS, "0"), Facts("x", links=0)),
        (Rule(Kind.WORDS, "casino"), Facts("Casinos", names=("Occasino",))),
        (Rule(Kind.WORDS, "free books"), Facts("books", names=("Free",))),
        (Rule(Kind.YOUNG, "7"), Facts("x", account_age_days=7)),
        (Rule(Kind.SCORE, "0.9"), Facts("x", score=0.899)),
        (Rule(Kind.SLOW, "5"), Facts("x", minutes_since_last=5)),
        (Rule(Kind.REPEATED, "2"), Facts("x", repeats=1)),
        (Rule(Kind.REPEATED, "0"), Facts("x", repeats=0)),
    ],
)
def test_a_rule_does_not_fire_at_its_limit(rule: Rule, facts: Facts) -> None:
    assert fired([rule], facts) == []


@pytest.mark.parametrize("kind", [Kind.YOUNG, Kind.SCORE, Kind.SLOW])
@pytest.mark.parametrize("value", ["0", "1", "1000000"])
def test_what_is_not_known_fires_nothing(kind: Kind, value: str) -> None:
    assert fired([Rule(kind, value)], PLAIN) == []


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in {Kind.FIRST, Kind.BLOCKED, Kind.WORDS}])
@pytest.mark.parametrize("value", ["", "many", "-1", "nan", "inf", "1e999"])
def test_a_value_that_makes_no_sense_never_fires(kind: Kind, value: str) -> None:
    everything = Facts("x", links=99, account_age_days=0, score=1.0, minutes_since_last=0, repeats=99)
    rule = Rule(kind, value)
    assert not rule.makes_sense
    assert fired([rule], everything) == []


def test_a_list_without_words_makes_no_sense() -> None:
    assert not Rule(Kind.WORDS, " \n*\n").makes_sense
    assert Rule(Kind.WORDS, "casino").makes_sense
    assert Rule(Kind.FIRST).makes_sense


def test_a_rule_that_is_off_does_not_fire() -> None:
    assert fired([Rule(Kind.FIRST, is_on=False)], Facts("x", is_first=True)) == []


def test_the_heaviest_rule_comes_first() -> None:
    rules = [Rule(Kind.FIRST, weight=0.5), Rule(Kind.LINKS, "1", weight=2.0), Rule(Kind.WORDS, "casino", weight=1.0)]
    assert kinds(rules, Facts("casino", links=2, is_first=True)) == [Kind.LINKS, Kind.WORDS, Kind.FIRST]


def test_for_an_author_whom_moderators_trust_only_a_block_counts() -> None:
    rules = [Rule(Kind.FIRST), Rule(Kind.LINKS, "0"), Rule(Kind.SCORE, "0"), Rule(Kind.BLOCKED)]
    trusted = Facts("x", links=9, is_first=True, score=1.0, is_trusted=True)
    assert kinds(rules, trusted) == []
    assert kinds(rules, Facts("x", links=9, is_trusted=True, is_blocked=True)) == [Kind.BLOCKED]


@pytest.mark.parametrize(
    ("weights", "answer"),
    [
        ([], "publish"),
        ([0.99], "publish"),
        ([HOLD_AT], "hold"),
        ([0.5, 0.5], "hold"),
        ([0.7, 0.2, 0.1], "hold"),
        ([2.99], "hold"),
        ([SPAM_AT], "spam"),
        ([1.0, 1.0, 1.0], "spam"),
        ([2.0, -1.5], "publish"),
    ],
)
def test_the_verdict_goes_by_the_sum_of_the_weights(weights: list[float], answer: str) -> None:
    assert verdict(Fired(Rule(Kind.FIRST), weight) for weight in weights) == answer


def test_a_blocked_author_writes_spam_whatever_the_rule_weighs() -> None:
    assert verdict(fired([Rule(Kind.BLOCKED, weight=0)], Facts("x", is_blocked=True))) == "spam"


FACTS = st.builds(
    Facts,
    text=st.text(max_size=50),
    links=st.integers(0, 9),
    is_first=st.booleans(),
    account_age_days=st.none() | st.floats(0, 99),
    names=st.tuples(st.text(max_size=9)),
    score=st.none() | st.floats(0, 1),
    minutes_since_last=st.none() | st.floats(0, 99),
    is_trusted=st.booleans(),
    is_blocked=st.booleans(),
    repeats=st.integers(0, 9),
)
RULES = st.lists(st.builds(Rule, st.sampled_from(Kind), st.sampled_from(["0", "0.5", "3", "a\nb*", "x"]), st.floats(0, 4)))


@given(RULES, FACTS)
def test_what_fired_can_be_stored_as_json_and_is_the_same_again(rules: list[Rule], facts: Facts) -> None:
    rows = [one.row() for one in fired(rules, facts)]
    assert json.loads(json.dumps(rows, allow_nan=False)) == rows


@given(RULES, FACTS)
def test_a_rule_more_never_makes_the_verdict_milder(rules: list[Rule], facts: Facts) -> None:
    order = ["publish", "hold", "spam"]
    with_it, without = verdict(fired(rules, facts)), verdict(fired(rules[1:], facts))
    assert order.index(with_it) >= order.index(without)
