"""Addresses that belong to no domain."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils._os import safe_join
from django.views.decorators.http import require_safe
from wagtail import hooks
from whitenoise.base import WhiteNoise
from whitenoise.middleware import WhiteNoiseMiddleware

from octavo.base.models import Attachment

MEDIA_SECONDS = 30 * 24 * 3600
DOCUMENTS = Attachment._meta.get_field("file").upload_to

# WhiteNoise answers ranges, which a film needs, and conditional requests.
_media_files = WhiteNoise(application=None, max_age=MEDIA_SECONDS, charset="utf-8")


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponse:
    """An uploaded file. Whatever it holds, a browser runs none of it."""
    try:
        full_path = Path(safe_join(settings.MEDIA_ROOT, path))
    except ValueError as error:
        raise Http404 from error
    if not full_path.is_file():
        raise Http404
    if kept_back := _kept_back(request, full_path.relative_to(safe_join(settings.MEDIA_ROOT, "")).as_posix()):
        return kept_back
    file = _media_files.get_static_file(str(full_path), request.path)
    response = WhiteNoiseMiddleware.serve(file, request)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _kept_back(request: HttpRequest, name: str) -> HttpResponse | None:
    """Ask of a document what is asked at its address under /documents/: the file is the same. Raises Http404 as it does there."""
    if not name.startswith(f"{DOCUMENTS}/"):
        return None
    documents = Attachment.objects.filter(file=name).select_related("collection")
    if not documents:
        raise Http404
    answers = (asked(document, request) for document in documents for asked in hooks.get_hooks("before_serve_document"))
    return next((answer for answer in answers if isinstance(answer, HttpResponse)), None)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        "Disallow: /desk/",
        "Disallow: /draft/",
        "",
        f"Sitemap: {settings.WAGTAILADMIN_BASE_URL}/sitemap.xml",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Whatever broke may break a template too: this one asks for nothing."""
    template: Any = get_template("500.html")
    return HttpResponse(template.template.source, status=500)
