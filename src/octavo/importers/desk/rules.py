"""Who may bring books in at the desk."""

from typing import Any


def may_see_feeds(user: Any) -> bool:
    return user.is_active and user.has_perm("octavo_importers.view_feedrun")


def may_bring_books(user: Any) -> bool:
    return user.is_active and user.has_perm("octavo_importers.add_feedrun")
