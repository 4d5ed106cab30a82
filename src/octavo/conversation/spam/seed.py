"""What the filter knows before a desk has decided anything: texts of our own, in `seed.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from .filter import SpamFilter, Tally
from .tokens import tokens_of

_FILE = Path(__file__).with_name("seed.toml")


class SeedText(NamedTuple):
    """A text, whether it is spam, and the language it was written in: the name of its table in the file."""

    text: str
    is_spam: bool
    language: str


def seed_texts() -> list[SeedText]:
    """Every text of the seed, in the order of the file."""
    languages = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return [
        SeedText(text, kind == "spam", language)
        for language, kinds in languages.items()
        for kind, texts in kinds.items()
        for text in texts
    ]


@cache
def seed_counts() -> Mapping[str, Tally]:
    """The seed as the counts of a `SpamFilter`, read once and never to be changed."""
    learner = SpamFilter()
    for text, is_spam, _ in seed_texts():
        learner.learn(tokens_of(text), is_spam=is_spam)
    return MappingProxyType(learner.learned)
