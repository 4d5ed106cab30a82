"""The page by which a kind of letters is left (RFC 8058)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from octavo.mail import actions
from octavo.mail.kinds import LetterKind, kind_called
from octavo.mail.links import WayOut, read_token
from octavo.mail.queries import has_left
from octavo.mail.writing import known_language


# The token says who asks: a mail program that posts here for its owner has no cookie and no form of ours.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows a button and changes nothing, since scanners follow links; POST leaves, or comes back when it says so."""
    way = read_token(token)
    kind = _kind_of(way)
    if way is None or kind is None:
        return _page(request, {}, status=404)
    if request.method == "POST":
        if "come_back" in request.POST:
            actions.come_back(way.kind, way.address_sha256)
        else:
            actions.leave_by_hash(way.kind, way.address_sha256)
    with translation.override(known_language(way.language)):
        is_back = request.method == "POST" and "come_back" in request.POST
        words: dict[str, Any] = {"kind_title": kind.title, "has_left": has_left(way.kind, way.address_sha256), "is_back": is_back}
        return _page(request, words)


def _kind_of(way: WayOut | None) -> LetterKind | None:
    try:
        kind = kind_called(way.kind) if way else None
    except LookupError:
        return None
    return kind if kind and kind.may_be_left else None


def _page(request: HttpRequest, words: dict[str, Any], status: int = 200) -> HttpResponse:
    answer = render(request, "mail/leave.html", words, status=status)
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
