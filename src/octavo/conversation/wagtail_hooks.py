"""What conversation adds to the desk."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import include, path, reverse
from django.urls.resolvers import URLResolver
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.models import Page

from octavo.columns.models import ColumnPage
from octavo.conversation.desk.summary import WaitingCount
from octavo.conversation.queries.moderators import may_moderate


class ConversationMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_moderate(request.user)


@hooks.register("register_admin_menu_item")
def conversation_in_menu() -> MenuItem:
    return ConversationMenuItem(
        _("Conversation"), reverse("conversation_desk:queue"), name="conversation", icon_name="comment", order=250
    )


class CommentsButton(PageMenuItem):
    label = _("Comments…")
    icon_name = "comment"
    url_name = "conversation_desk:thread"

    def is_shown(self, user: Any) -> bool:
        return isinstance(self.page.specific_deferred, ColumnPage) and may_moderate(user)


@hooks.register("register_page_header_buttons")
def comments_in_header(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[PageMenuItem]:
    yield CommentsButton(page=page, priority=16)


@hooks.register("construct_homepage_summary_items")
def what_waits_on_the_desks_home(request: HttpRequest, items: list[SummaryItem]) -> None:
    items.append(WaitingCount(request))


@hooks.register("register_permissions")
def permission_to_moderate() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="octavo_conversation", codename="change_comment")


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLResolver]:
    return [path("", include("octavo.conversation.desk.urls"))]
