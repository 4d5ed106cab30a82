"""Which views make public pages: the same for everybody, whatever a request says beside its address.

    @is_baked("page", apart_from=["q"])
    def catalogue(request): ...

`page` here is a word of the query that means something; each of its values is a
page of its own. With a word of `apart_from` the view is asked every time.
"""

from collections.abc import Callable
from typing import Any, TypeVar

V = TypeVar("V", bound=Callable[..., Any])

# Of a long list so many pages are kept; who goes further is answered anew.
LAST_BAKED_PAGE = 20
_baked: set[str] = set()
_live: set[str] = set()


def is_baked(*words: str, apart_from: tuple[str, ...] = ()) -> Callable[[V], V]:
    """Mark a view whose answer is a public page."""

    def mark(view: V) -> V:
        view.baked_words = frozenset(words)  # type: ignore[attr-defined]
        _baked.update(words)
        _live.update(apart_from)
        return view

    return mark


def makes_public_page(view: Any) -> bool:
    return hasattr(view, "baked_words")


def words_of(view: Any) -> frozenset[str]:
    """Return the words of the query of which each value is a page of its own; none for a view of other pages."""
    return getattr(view, "baked_words", frozenset())


def words_of_queries() -> tuple[set[str], set[str]]:
    """Return the words that mean a page of its own, and those that mean an answer which is not kept, over all views."""
    return _baked, _live
