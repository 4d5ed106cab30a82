"""What columns add to the desk, and the words and order of its menu."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import PagesSummaryItem, SummaryItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.admin.userbar import AccessibilityItem, ContentCheckerItem
from wagtail.admin.views.home import UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel
from wagtail.documents.wagtail_hooks import DocumentsSummaryItem
from wagtail.images.wagtail_hooks import ImagesSummaryItem
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet

from octavo.columns.content_checks import findings_of
from octavo.columns.desk import panels, viewsets
from octavo.columns.desk.rules import may_edit, may_see_broken_links
from octavo.columns.rich_text import PlainPageLinkHandler

LABELS = {"explorer": _("All pages"), "images": _("Pictures")}
ORDER = {"columns": 100, "explorer": 110, "people": 200, "images": 300, "documents": 310, "menus": 400}
# One site an install, made from octavo.toml; Wagtail's own news is no news for an editor.
HIDDEN_SETTINGS = {"sites", "locales"}
HIDDEN_REPORTS = {"page-types-usage"}

register_snippet(viewsets.MenuViewSet)


@hooks.register("register_rich_text_features", order=100)
def register_plain_page_links(features: FeatureRegistry) -> None:
    features.register_link_type(PlainPageLinkHandler)


@hooks.register("register_admin_viewset")
def columns_list() -> viewsets.ColumnsViewSet:
    return viewsets.ColumnsViewSet("columns_listing", url_prefix="columns")


@hooks.register("construct_main_menu")
def main_menu_in_our_words(request: HttpRequest, items: list[MenuItem]) -> None:
    for item in items:
        item.label = LABELS.get(item.name, item.label)
        item.order = ORDER.get(item.name, item.order)


@hooks.register("construct_settings_menu")
def settings_menu_without_clutter(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if item.name not in HIDDEN_SETTINGS]


@hooks.register("construct_reports_menu")
def reports_menu_without_clutter(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if item.name not in HIDDEN_REPORTS]


@hooks.register("construct_help_menu")
def help_menu_without_adverts(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if not item.url.startswith("http")]


class BrokenLinksMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_broken_links(request.user)


@hooks.register("register_reports_menu_item")
def broken_links_menu_item() -> MenuItem:
    return BrokenLinksMenuItem(_("Broken links"), reverse("desk:broken_links"), name="broken-links", icon_name="link", order=100)


@hooks.register("construct_homepage_panels")
def home_panels(request: HttpRequest, items: list[Component]) -> None:
    # Ours says the same as Wagtail's list of things to approve, and more.
    items[:] = [item for item in items if not isinstance(item, WorkflowObjectsToModeratePanel)]
    for item in items:
        if isinstance(item, UserObjectsInWorkflowModerationPanel):
            item.order = 120
    items += [panels.WaitingForYouPanel(), panels.GoingOutNextPanel()]


# After Wagtail has put in its own.
@hooks.register("construct_homepage_summary_items", order=1000)
def home_figures(request: HttpRequest, items: list[SummaryItem]) -> None:
    wagtails = (PagesSummaryItem, ImagesSummaryItem, DocumentsSummaryItem)
    items[:] = [item for item in items if not isinstance(item, wagtails)]
    items += [panels.ColumnsCount(request), panels.PeopleCount(request), panels.PicturesCount(request)]


class ShareDraftButton(PageMenuItem):
    label = _("Share this draft…")
    icon_name = "link"
    url_name = "desk:share_draft"

    def is_shown(self, user: Any) -> bool:
        return self.page.is_previewable() and may_edit(user, self.page)


@hooks.register("register_page_header_buttons")
def share_draft_in_header(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[PageMenuItem]:
    yield ShareDraftButton(page=page, priority=15)


@hooks.register("register_page_listing_more_buttons")
def share_draft_in_list(page: Page, user: Any, next_url: str | None = None) -> Iterator[PageMenuItem]:
    yield ShareDraftButton(page=page, priority=5)


@hooks.register("register_log_actions")
def draft_shared_in_history(actions: LogActionRegistry) -> None:
    actions.register_action("octavo.share_draft", _("Share a draft"), _("A link to the draft was made"))


@hooks.register("before_move_page")
def only_who_may_move_is_asked_whether(request: HttpRequest, page: Page, destination: Page) -> None:
    """Wagtail looks when it moves; the page before that told everybody at the desk what a draft is called."""
    if not page.permissions_for_user(request.user).can_move_to(destination):
        raise PermissionDenied


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def say_what_to_look_at(request: HttpRequest, page: Page) -> None:
    """Tell after a save by hand; an autosave says nothing, the panel of checks follows by itself."""
    if "application/json" in request.headers.get("Accept", ""):
        return
    found = findings_of(page)
    if found:
        words = ngettext(
            "One thing to look at before it goes out: %(first)s",
            "%(number)d things to look at before it goes out. The first: %(first)s",
            len(found),
        )
        messages.warning(request, words % {"number": len(found), "first": found[0].what})


class PreviewChecks(ContentCheckerItem):
    """Wagtail's checks of the preview in the browser, with alternative text that is missing altogether."""

    axe_run_only = [*ContentCheckerItem.axe_run_only, "image-alt"]
    axe_messages = {
        **ContentCheckerItem.axe_messages,
        "image-alt": {"error_name": _("Picture without alternative text"), "help_text": _("Say in a sentence what it shows")},
    }


@hooks.register("construct_wagtail_userbar")
def checks_in_preview(request: HttpRequest, items: list[Any], page: Page | None) -> None:
    items[:] = [PreviewChecks(in_editor=item.in_editor) if isinstance(item, AccessibilityItem) else item for item in items]


@hooks.register("insert_global_admin_css")
def desk_css() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("octavo_columns/desk/desk.css"))


@hooks.register("insert_editor_js")
def editor_scripts() -> SafeString:
    names = ("octavo_columns/desk/autosave.js", "octavo_columns/desk/checks.js")
    return format_html_join("", '<script type="module" src="{}"></script>', ((static(name),) for name in names))
