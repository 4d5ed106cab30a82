"""What a text is made of, for a filter that only counts: words, their beginnings, pairs of words, and marks.

A mark has a colon inside (`has:link`, `host:…`, `by:…`). Words never do, so nobody can write one.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from .folding import fold, shorten
from .marks import manner, take_out

MOST_CHARACTERS = 64
_BEGINNING = 4
_MOST_OF_NAME = 200

# Written one after the other, with no space between words: Thai, Lao, Burmese, Khmer, kana, Han.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
# Signs of vowels in India are no letters to `\w`, and belong to the word all the same.
_WORD = re.compile(rf"[{_UNSPACED}]|(?:(?![{_UNSPACED}])(?:[^\W_]|[\u0900-\u0963\u0966-\u0dff]))+")
_IS_UNSPACED = re.compile(rf"[{_UNSPACED}]")
_CLAUSE = re.compile(r"[.!?;:。！？；：，\n]+")
_APOSTROPHE = re.compile(r"(?<=\w)['’`](?=\w)")
# A picture between two signs that belong together.
_WEDGE = re.compile(rf"(?<=[{_UNSPACED}])[\u2190-\u2bff\U0001f000-\U0001faff]+(?=[{_UNSPACED}])")
_SPELLED = re.compile(r"(?<![^\W_])(?:[^\W\d_][^\w\n\u0900-\u109f\u1780-\u17ff]){2,}[^\W\d_](?![^\W_])")
_SEPARATOR = re.compile(r"[^\w]")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_FIGURED = re.compile(r"(?=.*[013457])(?=.*[a-z])[a-z0-9]+")
_FIGURES = str.maketrans("013457", "oieast")


def tokens_of(text: str, author: str = "") -> frozenset[str]:
    """Every token of a text once, each at most 64 characters long; an author's name gives tokens of its own.

    At most 3,000 characters of the text are read, which is at most about 9,000 tokens.
    """
    typed = shorten(text)
    folded = _WEDGE.sub("", fold(typed))
    joined, spelled = _SPELLED.subn(_joined, folded)
    rest, marks = take_out(joined)
    found = set(marks)
    found.update(manner(typed, rest))
    if spelled:
        found.add("is:spelled")
    length = 0
    for clause in _CLAUSE.split(rest):
        words = list(_words(clause))
        length += len(words)
        found.update(_with_beginnings(words))
        found.update(_pair(*pair) for pair in pairwise(words))
    if length:
        found.add(f"length:{length.bit_length()}")
    if author:
        found.update(f"by:{word}" for word in _words(fold(author[:_MOST_OF_NAME])))
    return frozenset(token[:MOST_CHARACTERS] for token in found)


def words_of(folded: str) -> list[str]:
    """The words of a folded text in order; of a script that sets no space between words, its signs one by one."""
    return _WORD.findall(_APOSTROPHE.sub("", folded))


def is_unspaced(word: str) -> bool:
    """Whether a word or sign is of a script that sets no space between words."""
    return bool(_IS_UNSPACED.match(word))


def _words(folded: str) -> Iterator[str]:
    for word in words_of(folded):
        # Years and counts are many, and each is rare: how long they are is enough.
        yield f"{len(word)}-figures" if word.isdigit() else _STRETCHED.sub(r"\1\1", word)


def _with_beginnings(words: list[str]) -> Iterator[str]:
    for word in words:
        yield word
        if len(word) > _BEGINNING and word.isalpha():
            yield f"{word[:_BEGINNING]}…"
        elif _FIGURED.fullmatch(word):
            yield word.translate(_FIGURES)


def _pair(first: str, second: str) -> str:
    return f"{first}{second}" if is_unspaced(first) and is_unspaced(second) else f"{first} {second}"


def _joined(found: re.Match[str]) -> str:
    return _SEPARATOR.sub("", found.group())
