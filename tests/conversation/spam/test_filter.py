"""Counting decisions, weighing a text by them, and taking them back."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.conversation.spam import TEXTS, SpamFilter, Tally, seed_counts, tokens_of

WORDS = st.sampled_from("book film free casino 书 微信 has:link is:shouted".split())
TEXT = st.frozensets(WORDS, max_size=6)
DECISIONS = st.lists(st.tuples(TEXT, st.booleans()), max_size=12)


def taught(decisions: list[tuple[frozenset[str], bool]]) -> SpamFilter:
    taught_filter = SpamFilter()
    for tokens, is_spam in decisions:
        taught_filter.learn(tokens, is_spam=is_spam)
    return taught_filter


@given(DECISIONS, TEXT, st.booleans())
def test_unlearning_is_the_exact_inverse_of_learning(
    decisions: list[tuple[frozenset[str], bool]], tokens: frozenset[str], is_spam: bool
) -> None:
    changed = taught(decisions)
    before = dict(changed.learned)
    changed.learn(tokens, is_spam=is_spam)
    changed.unlearn(tokens, is_spam=is_spam)
    assert changed.learned == before


@given(DECISIONS, st.randoms(use_true_random=False), TEXT)
def test_the_order_of_decisions_does_not_matter(
    decisions: list[tuple[frozenset[str], bool]], chance: random.Random, tokens: frozenset[str]
) -> None:
    shuffled = list(decisions)
    chance.shuffle(shuffled)
    one, other = taught(decisions), taught(shuffled)
    assert one.learned == other.learned
    assert one.score(tokens) == other.score(tokens)


@given(DECISIONS, TEXT)
def test_a_score_is_between_0_and_1_whatever_was_learned(
    decisions: list[tuple[frozenset[str], bool]], tokens: frozenset[str]
) -> None:
    assert 0 <= taught(decisions).score(tokens) <= 1


@given(DECISIONS, TEXT)
def test_the_rows_of_a_text_are_enough_to_judge_it(decisions: list[tuple[frozenset[str], bool]], tokens: frozenset[str]) -> None:
    whole = taught(decisions)
    rows = {token: tally for token, tally in whole.learned.items() if token in tokens or token == TEXTS}
    assert SpamFilter(learned=rows).score(tokens) == whole.score(tokens)


@given(DECISIONS, DECISIONS, TEXT)
def test_a_seed_counts_as_what_was_learned(
    first: list[tuple[frozenset[str], bool]], later: list[tuple[frozenset[str], bool]], tokens: frozenset[str]
) -> None:
    assert SpamFilter(taught(first).learned, taught(later).learned).score(tokens) == taught(first + later).score(tokens)


def test_unlearning_what_was_never_learned_is_refused_and_changes_nothing() -> None:
    changed = taught([(frozenset({"book", "film"}), False)])
    before = dict(changed.learned)
    with pytest.raises(ValueError, match="never learned"):
        changed.unlearn({"book", "film"}, is_spam=True)
    with pytest.raises(ValueError, match="never learned"):
        changed.unlearn({"book", "casino"}, is_spam=False)
    assert changed.learned == before


def test_a_text_of_which_nothing_is_known_is_rather_honest() -> None:
    assert SpamFilter().score(frozenset()) < 0.2
    assert SpamFilter(seed_counts()).score(tokens_of("😊")) < 0.2


def test_each_text_is_counted_once() -> None:
    learner = SpamFilter()
    learner.learn(tokens_of("free free free"), is_spam=True)
    learner.learn(tokens_of("a book"), is_spam=False)
    assert learner.learned[TEXTS] == Tally(spam=1, honest=1)
    assert learner.learned["free"] == Tally(spam=1, honest=0)


def test_a_decision_moves_the_score_and_its_undoing_moves_it_back() -> None:
    text = tokens_of("Our lamp oil keeps the moths away, ask for Berta")
    desk = SpamFilter(seed_counts())
    before = desk.score(text)
    desk.learn(text, is_spam=True)
    assert desk.score(text) > before
    desk.unlearn(text, is_spam=True)
    assert desk.score(text) == before


def test_a_mistake_put_right_counts_the_other_way() -> None:
    text = tokens_of("Subscribe to the letter of my local library, it is free")
    desk = SpamFilter(seed_counts())
    before = desk.score(text)
    desk.learn(text, is_spam=True)
    wrong = desk.score(text)
    desk.unlearn(text, is_spam=True)
    desk.learn(text, is_spam=False)
    assert desk.score(text) < before < wrong


def test_why_names_the_tokens_that_matter_with_the_texts_they_were_in() -> None:
    learner = SpamFilter()
    for _ in range(5):
        learner.learn(tokens_of("casino bonus today"), is_spam=True)
        learner.learn(tokens_of("a fine book today"), is_spam=False)
    reasons = learner.why(tokens_of("casino book today"), most=30)
    weights = {reason.token: reason.weight for reason in reasons}
    assert weights["casino"] > 0 > weights["book"]
    assert weights["today"] == pytest.approx(0)
    assert next(reason.seen for reason in reasons if reason.token == "casino") == Tally(5, 0)
    assert [abs(reason.weight) for reason in reasons] == sorted((abs(reason.weight) for reason in reasons), reverse=True)


def test_why_gives_no_more_than_is_asked_for() -> None:
    assert len(SpamFilter(seed_counts()).why(tokens_of("subscribe to my channel and win a free phone"), most=3)) == 3


def test_the_weights_of_the_evidence_are_the_whole_of_the_score() -> None:
    desk, text = SpamFilter(seed_counts()), tokens_of("subscribe to my channel")
    assert desk.score(text) > SpamFilter(seed_counts()).score(frozenset())
    assert sum(one.weight for one in desk.evidence(text)) == pytest.approx(sum(one.weight for one in desk.why(text, most=99)))


def test_a_mark_weighs_more_than_a_word() -> None:
    learner = taught([(frozenset({"word", "has:link"}), True), (frozenset({"book"}), False)])
    weights = {one.token: one.weight for one in learner.evidence({"word", "has:link"})}
    assert weights["has:link"] == pytest.approx(2 * weights["word"])
