"""Lists of words: what they find, and what they leave alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.conversation.spam.word_lists import MOST_STARS, Said, likeness, word_list


def found(lines: str, text: str) -> list[str]:
    return word_list(lines).found_in(Said.of(text))


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("casino", "The Casino is open"),
        ("CASINO", "the casino"),
        ("casino", "ＣＡＳＩＮＯ"),
        ("casino", "cas\u200bino"),
        ("casino", "c\u0430sino"),
        ("café", "cafe"),
        ("don't", "dont"),
        ("free money", "Free,\n MONEY!"),
        ("казино", "Лучшее казино"),
        ("微信", "加微信"),
        ("微信", "加 微 信"),
        ("微信", "加微-信"),
        ("ไท", "ภาษาไทย"),
        ("viagr*", "viagra"),
        ("viagr*", "Viagr"),
        ("*coin", "shitcoin"),
        ("b*tcoin", "bitcoin"),
        ("free *", "free books"),
        ("微*信", "微a信"),
        ("shop.*", "shop.example"),
        (".ru", "see shop.ru now"),
        ("t.me/", "write to T.me/lucky"),
        ("@lucky", "ask@lucky"),
        ("हिन्दी", "हिन्दी किताब"),
        ("free-money", "free money"),
    ],
)
def test_a_line_is_found(line: str, text: str) -> None:
    assert found(line, text) == [line]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("ass", "class assassin passage"),
        ("free money", "money free"),
        ("free money", "free of money"),
        ("free money", "carefree moneyed"),
        ("казино", "казиношный"),
        ("微信", "微博 信"),
        ("viagr*", "aviagra"),
        ("*coin", "coins"),
        ("b*tcoin", "bit tcoin"),
        ("casino", ""),
        (".to", "to the end"),
        (".ru", "a.rule"),
        ("t.me/", "it. Me/you"),
        ("हिन्दी", "हिन्दीक"),
    ],
)
def test_a_line_is_not_found(line: str, text: str) -> None:
    assert found(line, text) == []


def test_several_lines_are_told_in_order_each_once() -> None:
    assert found("win\ncasino\n\n  bonus  \nnothing", "casino bonus casino win") == ["bonus", "casino", "win"]


def test_a_word_in_the_middle_of_a_long_text_is_found() -> None:
    filling = "word " * 1_000
    assert found("casino", f"{filling} casino {filling}") == ["casino"]


@pytest.mark.parametrize("lines", ["", " \n\n ", "*", "**", "!!!\n...", "-*-"])
def test_a_list_without_words_is_empty_and_finds_nothing(lines: str) -> None:
    assert word_list(lines).is_empty
    assert found(lines, "any words at all *") == []


def test_two_stars_are_read_and_three_passed_over() -> None:
    assert MOST_STARS == 2
    assert found("*tcoi*", "bitcoins") == ["*tcoi*"]
    assert word_list("*t*oi*").is_empty


def test_stars_side_by_side_are_one() -> None:
    assert found("b****tcoin", "bitcoin") == ["b****tcoin"]


def test_a_star_is_no_more_than_forty_letters() -> None:
    assert found("a*z", f"a{'b' * 40}z") == ["a*z"]
    assert found("a*z", f"a{'b' * 41}z") == []


def test_a_line_is_no_pattern_of_a_program() -> None:
    assert found("c.t*", "cat") == []
    assert found("(a+)+b*", "aaab") == []


@given(st.lists(st.text(), max_size=5), st.text())
def test_any_list_can_be_read_and_any_text_looked_through(lines: list[str], text: str) -> None:
    read = word_list("\n".join(lines))
    assert set(read.found_in(Said.of(text))) <= {line.strip() for line in "\n".join(lines).splitlines()}


@given(st.text(alphabet="abcxyz", min_size=1), st.text(), st.text())
def test_a_word_between_spaces_is_always_found(word: str, before: str, after: str) -> None:
    assert found(word, f"{before} {word} {after}") == [word]


@pytest.mark.parametrize("other", ["BUY  now", "buy now!!!", "b\u200buy now", "ｂｕｙ ｎｏｗ", "búy\nnow"])
def test_texts_that_differ_in_dress_are_alike(other: str) -> None:
    assert likeness(other) == likeness("buy now")


@pytest.mark.parametrize("other", ["buy", "now buy", "buynow", "buy now 2"])
def test_texts_of_other_words_are_not_alike(other: str) -> None:
    assert likeness(other) != likeness("buy now")


def test_long_texts_that_differ_at_their_end_are_not_alike() -> None:
    copied = "word " * 2_000
    assert likeness(f"{copied} one") != likeness(f"{copied} two")


@pytest.mark.parametrize("text", ["", " ", "!!!", "😊"])
def test_texts_without_words_are_like_nothing(text: str) -> None:
    assert likeness(text) == ""
