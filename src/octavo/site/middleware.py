"""What every request passes through, beyond Django's own."""

from collections.abc import Callable

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation

DESK = "/desk/"
MEDIA_POLICY = {"default-src": [NONE], "img-src": [SELF], "media-src": [SELF], "style-src": [UNSAFE_INLINE], "sandbox": True}
# Wagtail's editor sets styles from its scripts and shows previews in frames.
DESK_POLICY = {
    "style-src": [SELF, UNSAFE_INLINE],
    "script-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "connect-src": [SELF],
}


class PolicyMiddleware(CSPMiddleware):
    """Strict for readers, sandboxed for uploads, as Wagtail needs it for the desk."""

    def get_policy_parts(self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if request.path.startswith(DESK):
            parts.replace = {**(parts.replace or {}), **DESK_POLICY}
        elif request.path.startswith(settings.MEDIA_URL):
            parts.config = MEDIA_POLICY
        return parts


class LanguageOfAddressMiddleware:
    """The language of a public page comes from its address alone: no cookie, no Accept-Language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
