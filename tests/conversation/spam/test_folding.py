"""Tricks of writing are undone before anything is counted."""

import pytest

from octavo.conversation.spam.folding import HEAD_CHARACTERS, TAIL_CHARACTERS, fold, is_mixed, shorten

JUDGED = HEAD_CHARACTERS + TAIL_CHARACTERS


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("FREE", "free"),
        ("ｆｒｅｅ　ｂｏｏｋｓ", "free books"),
        ("𝐟𝐫𝐞𝐞", "free"),
        ("fr\u200bee", "free"),
        ("fr\u00adee\ufeff", "free"),
        ("f\u0301r\u0301e\u0301e\u0301", "free"),
        ("frëé", "free"),
        ("fr\u0435\u0435", "free"),
        ("\u03bfrder", "order"),
        ("STRASSE Straße", "strasse strasse"),
    ],
)
def test_a_word_in_disguise_reads_as_the_word(typed: str, read: str) -> None:
    assert fold(typed) == read


@pytest.mark.parametrize("text", ["привет", "ελληνικα", "が", "한국어", "हिन्दी", "红楼梦"])
def test_a_word_of_one_alphabet_stays_in_it(text: str) -> None:
    assert fold(text) == text


def test_a_word_of_two_alphabets_is_mixed() -> None:
    assert is_mixed("p\u0430ypal")
    assert not is_mixed("paypal")
    assert not is_mixed("привет")


def test_a_long_text_is_judged_by_its_beginning_and_its_end() -> None:
    text = "a" * HEAD_CHARACTERS + "b" * 50_000 + "c" * TAIL_CHARACTERS
    assert shorten(text) == "a" * HEAD_CHARACTERS + "\n" + "c" * TAIL_CHARACTERS


def test_a_text_that_fits_is_judged_whole() -> None:
    assert shorten("a" * JUDGED) == "a" * JUDGED


def test_a_sign_that_unfolds_into_many_does_not_make_the_text_longer_than_is_judged() -> None:
    assert len(fold(shorten("\ufdfa" * 50_000))) <= JUDGED + 1
