"""What every request passes through, beyond Django's own."""

from collections.abc import Callable
from http import HTTPStatus
from ipaddress import ip_address, ip_network

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils import translation

from octavo.base.furniture import asked_once

DESK = "/desk/"
FORWARDED = ("HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST")
MEDIA_POLICY = {"default-src": [NONE], "img-src": [SELF], "media-src": [SELF], "style-src": [UNSAFE_INLINE], "sandbox": True}
# Wagtail writes scripts into its pages and sets styles from them; nothing comes from elsewhere.
DESK_POLICY = {
    "style-src": [SELF, UNSAFE_INLINE],
    "script-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "connect-src": [SELF],
    "frame-src": [SELF],
}


TEXT_KINDS = frozenset(
    {
        "text/html",
        "text/css",
        "text/javascript",
        "application/javascript",
        "application/rss+xml",
        "application/xml",
        "image/svg+xml",
    }
)


class TextCompressionMiddleware(GZipMiddleware):
    """Compresses text, and leaves media alone: a film is asked for in ranges of its real bytes."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        kind = response.get("Content-Type", "").partition(";")[0]
        if response.status_code != HTTPStatus.OK or kind not in TEXT_KINDS or request.path.startswith(DESK):
            return response
        return super().process_response(request, response)


class ProxyMiddleware:
    """Believes X-Forwarded-Proto and -For from trusted proxies only; others have said nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.trusted = [ip_network(proxy) for proxy in settings.OCTAVO_TRUSTED_PROXIES]

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self._is_trusted(request.META.get("REMOTE_ADDR", "")):
            request.META["REMOTE_ADDR"] = self._visitor(request)
        else:
            for name in FORWARDED:
                request.META.pop(name, None)
        return self.get_response(request)

    def _visitor(self, request: HttpRequest) -> str:
        """Return the nearest address that is no proxy of ours: what stands before it anybody could have written."""
        passed = [word.strip() for word in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if word.strip()]
        return next((address for address in reversed(passed) if not self._is_trusted(address)), request.META["REMOTE_ADDR"])

    def _is_trusted(self, text: str) -> bool:
        try:
            address = ip_address(text)
        except ValueError:
            return False
        return any(address in network for network in self.trusted)


class PolicyMiddleware(CSPMiddleware):
    """Strict for readers, sandboxed for uploads, as Wagtail needs it for the desk."""

    def build_policy(self, request: HttpRequest, response: HttpResponseBase) -> str:
        """Return the policy, in one order: django-csp's differs from process to process."""
        return "; ".join(sorted(super().build_policy(request, response).split("; ")))

    def get_policy_parts(self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False) -> PolicyParts:
        if request.path.startswith(settings.STATIC_URL):
            # Thirty small files a page: the policy is that of the page which links them.
            return PolicyParts()
        parts = super().get_policy_parts(request, response, report_only)
        if request.path.startswith(DESK):
            parts.replace = {**(parts.replace or {}), **DESK_POLICY}
        elif request.path.startswith(settings.MEDIA_URL):
            parts.config = MEDIA_POLICY
        return parts


class FurnitureMiddleware:
    """Whether what stands round every page has changed is asked once a request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with asked_once():
            return self.get_response(request)


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
