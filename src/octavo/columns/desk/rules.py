"""Who may do what at the desk."""

from typing import Any

from wagtail.models import Page
from wagtail.permissions import policy_registry


def may_edit(user: Any, page: Page) -> bool:
    return page.permissions_for_user(user).can_edit()


def may_see_broken_links(user: Any) -> bool:
    """Editors of any section, and owners: who can mend a link of a published page."""
    return policy_registry.get_by_type(Page).user_has_permission(user, "publish")
