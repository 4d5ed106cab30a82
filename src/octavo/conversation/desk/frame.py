"""Who may come in, and the frame round the pages."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from octavo.conversation.queries.moderators import may_moderate

View = Callable[..., HttpResponseBase]


def only_for_moderators(view: View) -> View:
    """Refuse whoever may not moderate; Wagtail has sent strangers to the door before."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_moderate(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return checked


def header(title: str, *, is_first: bool = False) -> dict[str, Any]:
    """Return what Wagtail's page frame needs: a title, and the way here from the home."""
    trail = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}]
    if not is_first:
        trail.append({"url": reverse("conversation_desk:queue"), "label": _("Conversation")})
    return {"header_title": title, "header_icon": "comment", "breadcrumbs_items": [*trail, {"url": "", "label": title}]}
