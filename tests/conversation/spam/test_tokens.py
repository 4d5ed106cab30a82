"""What a text is taken apart into."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.conversation.spam import count_links
from octavo.conversation.spam.tokens import MOST_CHARACTERS, tokens_of


def test_words_their_beginnings_and_pairs_are_tokens() -> None:
    tokens = tokens_of("Subscribers wanted")
    assert {"subscribers", "subs…", "wanted", "want…", "subscribers wanted"} <= tokens


def test_no_pair_goes_over_the_end_of_a_sentence() -> None:
    assert "end my" not in tokens_of("This is the end. My friend agrees.")


def test_chinese_gives_its_signs_and_pairs_of_them() -> None:
    assert {"加", "微", "信", "加微", "微信"} <= tokens_of("加微信")


def test_thai_gives_signs_and_pairs_too() -> None:
    assert "ไท" in tokens_of("ภาษาไทย")


def test_words_of_india_keep_their_vowels() -> None:
    assert {"हिन्दी", "किताब"} <= tokens_of("हिन्दी किताब")


def test_korean_and_russian_words_are_words() -> None:
    assert {"привет", "한국어"} <= tokens_of("Привет, 한국어!")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("加 微 信", "微信"),
        ("威❤信", "威信"),
        ("c l i c k now", "click"),
        ("f.r.e.e", "free"),
        ("v1agra", "viagra"),
        ("fr33", "free"),
        ("sooooo", "soo"),
        ("don't", "dont"),
        ("s\u200bub", "sub"),
    ],
)
def test_a_trick_gives_the_word_that_is_meant(typed: str, read: str) -> None:
    assert read in tokens_of(typed)


@pytest.mark.parametrize(
    ("typed", "mark"),
    [
        ("see https://www.Shop.example:8000/a?b#c", "host:shop.example"),
        ("see https://shop.example/a", "zone:example"),
        ("shop.example", "only:link"),
        ("go to easy-cash dot com", "host:easy-cash.com"),
        ("go to easy-cash . com", "host:easy-cash.com"),
        ("adf.ly /1HmV", "host:adf.ly"),
        ("https://a.example https://b.example https://c.example https://d.example", "links:3"),
        ("write to me@shop.example", "has:address"),
        ("only $9.99", "has:price"),
        ("只要 30 元", "has:price"),
        ("30 euros", "has:price"),
        ("90 % off", "has:percent"),
        ("call +1 (555) 010-0123", "has:long-number"),
        ("ask @maria", "has:handle"),
        ("#win", "has:hashtag"),
        ("LOOK AT MY PAGE", "is:shouted"),
        ("pleeease", "is:stretched"),
        ("fr\u200bee", "is:hidden"),
        ("p\u0430ypal", "is:mixed"),
        ("v1agra", "is:figured"),
        ("a b c", "is:spelled"),
        ("now!!!!", "marks:!!!"),
        ("now!", "marks:!"),
        ("😼", "emoji:😼"),
        ("one two three", "length:2"),
    ],
)
def test_what_is_no_word_leaves_a_mark(typed: str, mark: str) -> None:
    assert mark in tokens_of(typed)


@pytest.mark.parametrize(
    ("typed", "mark"),
    [
        ("I loved it.In the end she dies", "has:link"),
        ("It was it. Me too. To be. Com", "has:link"),
        ("I loved it in 1961", "has:price"),
        ("It was 1961, not 1962", "has:long-number"),
        ("Not bad!", "marks:!!!"),
        ("NATO", "is:shouted"),
        ("https://www.shop.example/#top", "has:hashtag"),
        ("https://www.shop.example/", "is:stretched"),
        ("the end\ufeff", "is:hidden"),
        ("हिन्दी", "is:spelled"),
    ],
)
def test_what_is_honest_leaves_no_mark(typed: str, mark: str) -> None:
    assert mark not in tokens_of(typed)


def test_nobody_can_write_a_mark() -> None:
    assert "has:link" not in tokens_of("has:link host:good.thing by:editor")
    assert not any(token.startswith("by:") for token in tokens_of("by:editor"))


def test_the_name_of_an_author_gives_tokens_apart() -> None:
    tokens = tokens_of("hello", "Lucky CASINO")
    assert {"by:lucky", "by:casino"} <= tokens
    assert "casino" not in tokens


def test_links_are_counted_with_a_scheme_or_without() -> None:
    assert count_links("HTTP://a.example www.b.example and c dot com, it.In time") == 3
    assert count_links("No link at all. None.") == 0


def test_a_link_in_the_middle_of_a_long_text_counts() -> None:
    filling = "word " * 1_000
    assert count_links(f"{filling} http://a.example {filling}") == 1


def test_a_hole_in_a_text_costs_no_more_than_its_length() -> None:
    assert count_links(" " * 1_000_000 + "dot com") == 0


@pytest.mark.parametrize("text", ["", " \n\t ", "\u200b\ufeff", "\x00"])
def test_a_text_of_nothing_gives_no_tokens(text: str) -> None:
    assert tokens_of(text) == frozenset()


@pytest.mark.parametrize("piece", ["加", "ab ", "1(", "a.", "a-", "$1", "http://", " dot ", "a\u0301", "\ufdfa", "@a.", "x"])
def test_a_huge_text_gives_tokens_in_bounds(piece: str) -> None:
    tokens = tokens_of(piece * 1_000_000, piece * 1_000_000)
    assert len(tokens) < 9_000
    assert max(map(len, tokens), default=0) <= MOST_CHARACTERS


@given(st.text(), st.text())
def test_any_text_gives_tokens_that_a_row_can_hold(text: str, author: str) -> None:
    tokens = tokens_of(text, author)
    assert "" not in tokens
    assert all(len(token) <= MOST_CHARACTERS and "\x00" not in token for token in tokens)
