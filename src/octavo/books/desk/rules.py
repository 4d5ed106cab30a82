"""Who may do what with the catalogue at the desk."""

from typing import Any


def may_edit_books(user: Any) -> bool:
    """Their texts: editors too, who may need a word changed before a column goes out."""
    return user.is_active and user.has_perm("octavo_books.change_book")


def may_sell(user: Any) -> bool:
    """Editions, prices, merges: whatever changes what is sold."""
    return user.is_active and user.has_perm("octavo_books.change_edition")
