"""Who may bring books in at the desk."""

from typing import Any


def may_see_feeds(user: Any) -> bool:
    return user.is_active and user.has_perm("octavo_importers.view_feedrun")


def may_bring_books(user: Any) -> bool:
    return user.is_active and user.has_perm("octavo_importers.add_feedrun")


def may_add_by_isbn(user: Any) -> bool:
    """A book and what is sold of it are made at once."""
    return user.is_active and user.has_perms(("octavo_books.add_book", "octavo_books.add_edition"))
