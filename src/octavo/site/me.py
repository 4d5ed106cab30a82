"""Whoever is signed in, on pages that are the same for everybody: asked for only where a cookie hints at something to say."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from octavo.base.me import parts_for

HINT = "octavo_hint"
LONGEST_PAGE = 60


@never_cache
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """The parts of the page named by `page`; nothing, and no hint any more, for whom nobody knows."""
    if not request.user.is_authenticated:
        answer = HttpResponse(status=204)
        answer.delete_cookie(HINT)
        return answer
    return HttpResponse(parts_for(request, request.GET.get("page", "")[:LONGEST_PAGE]))


class HintMiddleware:
    """Sets the hint with the answer that signs somebody in, and takes it back with the one that signs them out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_in = getattr(request, "octavo_hint", None)
        if is_in:
            response.set_cookie(
                HINT, "1", max_age=settings.SESSION_COOKIE_AGE, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
            )
        elif is_in is False:
            response.delete_cookie(HINT)
        return response


@receiver(user_logged_in)
def hint(sender: Any, request: HttpRequest | None = None, **words: Any) -> None:
    if request is not None:
        request.octavo_hint = True  # type: ignore[attr-defined]


@receiver(user_logged_out)
def no_hint(sender: Any, request: HttpRequest | None = None, **words: Any) -> None:
    if request is not None:
        request.octavo_hint = False  # type: ignore[attr-defined]
