"""Views of the desk: sharing a draft, content checks, broken links."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.auth import require_admin_access
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.permissions import policy_registry

from octavo.columns.actions import DRAFT_LINK_LIFETIME, make_draft_link
from octavo.columns.content_checks import findings_of
from octavo.columns.desk.rules import may_edit, may_see_broken_links
from octavo.columns.models import LinkCheck
from octavo.columns.queries import links
from octavo.columns.queries.books import books_named_in_draft
from octavo.columns.tasks import check_links_later

ROWS_ON_A_PAGE = 50


@never_cache
@require_admin_access
def share_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """GET says what a link does; POST makes one and shows it, once."""
    page = page_to_edit(request, pk)
    edit = {"url": reverse("wagtailadmin_pages:edit", args=[page.pk]), "label": page.get_admin_display_title()}
    words = {**header(_("Share this draft"), "link", edit), "page": page, "days": DRAFT_LINK_LIFETIME.days}
    if request.method == "POST":
        token = make_draft_link(page)
        words["link"] = request.build_absolute_uri(reverse("shared_draft", args=[token]))
        words["expires_at"] = timezone.now() + DRAFT_LINK_LIFETIME
        log(instance=page, action="octavo.share_draft", user=request.user)
    return render(request, "octavo_columns/desk/share_draft.html", words)


@never_cache
@require_safe
@require_admin_access
def content_checks(request: HttpRequest, pk: int) -> HttpResponse:
    """The findings of the newest draft as a fragment, fetched anew after each autosave."""
    page = page_to_edit(request, pk)
    words = {"findings": findings_of(page), "page": page, "named": books_named_in_draft(page)}
    return render(request, "octavo_columns/desk/_findings.html", words)


@never_cache
@require_safe
@require_admin_access
def broken_links(request: HttpRequest) -> HttpResponse:
    """Links that lead nowhere, on the pages this person may change."""
    if not may_see_broken_links(request.user):
        raise PermissionDenied
    policy = policy_registry.get_by_type(Page)
    changeable = policy.instances_user_has_any_permission_for(request.user, {"change"})
    found = links.broken_links(page_pks=set(changeable.values_list("pk", flat=True)))
    words = {
        **header(_("Broken links"), "link"),
        "rows": Paginator(found, ROWS_ON_A_PAGE).get_page(request.GET.get("p")),
        "outside_count": LinkCheck.objects.count(),
        "checked_at": LinkCheck.objects.order_by("-checked_at").values_list("checked_at", flat=True).first(),
    }
    return render(request, "octavo_columns/desk/broken_links.html", words)


@require_POST
@require_admin_access
def check_links_now(request: HttpRequest) -> HttpResponse:
    """Ask for a check in the background; the report shows what it found when it is read again."""
    if not may_see_broken_links(request.user):
        raise PermissionDenied
    check_links_later.enqueue()
    messages.success(request, _("Links to other sites are being followed. Come back to this report in a few minutes."))
    return redirect("desk:broken_links")


def header(title: str, icon: str, *trail: dict[str, str]) -> dict[str, Any]:
    """Return what Wagtail's page frame needs: a title, and the way here from the home."""
    home = {"url": reverse("wagtailadmin_home"), "label": _("Home")}
    return {"header_title": title, "header_icon": icon, "breadcrumbs_items": [home, *trail, {"url": "", "label": title}]}


def page_to_edit(request: HttpRequest, pk: int) -> Page:
    page = get_object_or_404(Page, pk=pk)
    if not may_edit(request.user, page):
        raise PermissionDenied
    return page.get_latest_revision_as_object()
