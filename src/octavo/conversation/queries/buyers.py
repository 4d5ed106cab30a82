"""Who has bought a book: asked of whoever sells it. While nobody has said how to know, no reader counts as a verified buyer."""

from collections.abc import Callable
from typing import Any

from octavo.books.models import Book

# Whether a reader has paid for an edition of a book and was not given the money back.
Rule = Callable[[Any, Book], bool]
_rules: list[Rule] = []


def register_rule(rule: Rule) -> None:
    """Have a way to know whether a reader has bought a book asked, beside those that are known."""
    _rules.append(rule)


def forget_rule(rule: Rule) -> None:
    _rules.remove(rule)


def are_buyers_known() -> bool:
    return bool(_rules)


def has_bought(reader: Any, book: Book) -> bool:
    return any(rule(reader, book) for rule in _rules)
