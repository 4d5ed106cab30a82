"""The frame round the pages, and reasons in words."""

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.auth import permission_required

from octavo.mail.models import Suppression

only_for_owners = permission_required("octavo_mail.change_letter")
REASONS: dict[str, str | Promise] = {
    "left": gettext_lazy("Its reader has left this kind."),
    "expired": gettext_lazy("It was too late."),
    "thrown away": gettext_lazy("It was thrown away."),
    **{reason.value: reason.label for reason in Suppression.Reason},
}


def header(title: str, *, is_first: bool = False) -> dict[str, Any]:
    """Return what Wagtail's page frame needs: a title, and the way here from the home."""
    trail = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}]
    if not is_first:
        trail.append({"url": reverse("mail_desk:letters"), "label": _("Letters")})
    return {"header_title": title, "header_icon": "mail", "breadcrumbs_items": [*trail, {"url": "", "label": title}]}


def in_words(reason: str) -> str | Promise:
    return REASONS.get(reason, reason)
