"""In which encoding a page is sent, and whether it is sent at all."""

from email.utils import formatdate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.baking.negotiation import encoding_for, is_known, is_unchanged_since

OURS = ("br", "gzip", "identity")
WEIGHTS = st.integers(0, 1000)


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("", "identity"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("GZIP", "gzip"),
        ("br;q=0.5, gzip;q=0.8", "gzip"),
        ("br;q=0.8, gzip;q=0.8", "br"),
        ("br ; Q=0.2 , gzip ; q=0.1", "br"),
        ("br;q=0", "identity"),
        ("br;q=0, gzip;q=0.001", "gzip"),
        ("identity;q=0", "identity"),
        ("identity;q=0, gzip", "gzip"),
        ("gzip;q=0.5, identity", "identity"),
        ("*", "br"),
        ("*;q=0", "identity"),
        ("*;q=0, gzip", "gzip"),
        ("br;q=0, *", "gzip"),
        ("identity;q=0, *;q=0.1", "br"),
        ("zstd", "identity"),
        ("br;q=nan, gzip;q=0.5", "gzip"),
        ("br;q=inf, gzip", "gzip"),
        ("br;q=, gzip", "gzip"),
        ("br;q=1e0, gzip", "gzip"),
    ],
)
def test_the_best_liked_encoding_is_chosen(accepted: str, chosen: str) -> None:
    assert encoding_for(accepted) == chosen


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(OURS), WEIGHTS, min_size=1))
def test_none_is_chosen_that_is_liked_less_than_another(weights: dict[str, int]) -> None:
    accepted = ", ".join(f"{name};q={weight / 1000:.3f}" for name, weight in weights.items())
    chosen = encoding_for(accepted)
    if any(weights.values()):
        assert weights.get(chosen, 0) == max(weights.values())
    else:
        assert chosen == "identity"


@settings(deadline=None)
@given(st.text())
def test_whatever_is_said_something_is_chosen(accepted: str) -> None:
    assert encoding_for(accepted) in OURS


@pytest.mark.parametrize("said", ['"a-br"', 'W/"a-br"', '"x", "a-br"', '"x",W/"a-br" , "y"', "*", " * "])
def test_a_page_is_known_by_its_tag(said: str) -> None:
    assert is_known('"a-br"', said)


@pytest.mark.parametrize("said", ["", '"a-gzip"', "a-br", '"a"', '"a-br', 'W/"a"', '"a-br-x", "b"'])
def test_another_tag_is_another_page(said: str) -> None:
    assert not is_known('"a-br"', said)


@settings(deadline=None)
@given(st.text())
def test_whatever_is_said_of_tags_is_answered(said: str) -> None:
    assert is_known('"a-br"', said) in (True, False)


def test_a_date_counts_by_whole_seconds() -> None:
    assert is_unchanged_since(1_700_000_000.9, formatdate(1_700_000_000, usegmt=True))
    assert is_unchanged_since(1_700_000_000.9, formatdate(1_700_000_001, usegmt=True))
    assert not is_unchanged_since(1_700_000_000.9, formatdate(1_699_999_999, usegmt=True))


@settings(deadline=None)
@given(st.text())
def test_what_is_no_date_is_long_ago(said: str) -> None:
    is_unchanged_since(1_700_000_000.0, said)


@pytest.mark.parametrize("said", ["", "yesterday", "0", "Mon, 99 Nov 2026 00:00:00 GMT", "Mon, 01 Jan 99999 00:00:00 GMT"])
def test_no_page_is_unchanged_since_what_is_no_date(said: str) -> None:
    assert not is_unchanged_since(0.0, said)
