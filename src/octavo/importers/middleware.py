"""WordPress' short addresses, `/?p=7`: the front page would answer them, so they are looked up before it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from wagtail.contrib.redirects.models import Redirect

_NAMES = ("p", "page_id")


class ShortAddressMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        target = _target(request) if request.path == "/" and request.method in {"GET", "HEAD"} else ""
        return HttpResponsePermanentRedirect(target) if target else self.get_response(request)


def _target(request: HttpRequest) -> str:
    for name in _NAMES:
        number = request.GET.get(name, "")
        if number.isascii() and number.isdecimal():
            redirect = Redirect.objects.filter(old_path=Redirect.normalise_path(f"/?{name}={number}")).first()
            return (redirect.link if redirect else "") or ""
    return ""
