"""Lists of words a desk wants to be asked about: whole words in any script, phrases, `*` for any letters.

A line with other signs (`.example`, `t.me/`) is looked for as it is written.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache

from .folding import MOST_CHARACTERS, fold
from .tokens import is_unspaced, words_of

_WILD = re.compile(r"\*+")
# Each star is tried at every length: a pattern of many would take for ever on a text made for it.
MOST_STARS = 2
# What is neither letter, space nor star; an apostrophe, and a hyphen inside a word, belong to it.
_SIGN = re.compile(r"[^\w\s'’`*\u0900-\u0dff-]|_|(?<!\w)-|-(?!\w)")
_LETTERS = r"[^\W_]{0,40}"


@dataclass(frozen=True, slots=True)
class Said:
    """A text, ready to be looked through: its words in order, the same with nothing between them, and all of it folded."""

    words: tuple[str, ...]
    joined: str
    folded: str

    @classmethod
    def of(cls, text: str) -> "Said":
        folded = fold(text, MOST_CHARACTERS)
        words = tuple(words_of(folded))
        return cls(words, "".join(words), folded)


@dataclass(frozen=True, slots=True)
class WordList:
    """`whole`: words and phrases as they are looked up, each with the line it came from; `lengths`: of how many words;
    `signs`: Chinese and its like, found anywhere; `wild`: with stars or signs."""

    whole: dict[str, str]
    lengths: frozenset[int]
    signs: dict[str, str]
    wild: tuple[tuple[re.Pattern[str], str], ...]

    @property
    def is_empty(self) -> bool:
        return not (self.whole or self.signs or self.wild)

    def found_in(self, said: Said) -> list[str]:
        """The lines of the list that the text has, in the order of their letters."""
        words = said.words
        spoken = {" ".join(words[start : start + length]) for length in self.lengths for start in range(len(words) - length + 1)}
        found = {self.whole[phrase] for phrase in spoken & self.whole.keys()}
        found |= {line for signs, line in self.signs.items() if signs in said.joined}
        found |= {line for pattern, line in self.wild if pattern.search(said.folded)}
        return sorted(found)


@lru_cache(maxsize=64)
def word_list(lines: str) -> WordList:
    """Read a list, one entry a line. Lines without a letter or figure, or with more than two stars, are passed over."""
    whole: dict[str, str] = {}
    signs: dict[str, str] = {}
    wild: list[tuple[re.Pattern[str], str]] = []
    for line in filter(None, map(str.strip, lines.splitlines())):
        entry = _WILD.sub("*", fold(line))
        words = tuple(words_of(entry))
        if not words or entry.count("*") > MOST_STARS:
            continue
        if "*" in entry or _SIGN.search(entry):
            wild.append((_pattern(entry), line))
        elif all(map(is_unspaced, words)):
            signs["".join(words)] = line
        else:
            whole[" ".join(words)] = line
    return WordList(whole, frozenset(phrase.count(" ") + 1 for phrase in whole), signs, tuple(wild))


def likeness(text: str) -> str:
    """A key of 64 hexadecimal figures that a text shares with those that differ from it in nothing but dress:
    case, spaces, accents, marks, hidden letters. Empty for a text without words."""
    words = " ".join(words_of(fold(text, MOST_CHARACTERS)))
    return hashlib.sha256(words.encode()).hexdigest() if words else ""


def _pattern(entry: str) -> re.Pattern[str]:
    pieces = [re.sub(r"(?:\\\s)+|\s+", r"\\s+", re.escape(piece)) for piece in entry.split("*")]
    before = "" if _stands_alone(entry[0]) else r"(?<![^\W_])"
    after = "" if _stands_alone(entry[-1]) else r"(?![^\W_])"
    return re.compile(before + _LETTERS.join(pieces) + after)


def _stands_alone(sign: str) -> bool:
    return is_unspaced(sign) or bool(_SIGN.match(sign))
