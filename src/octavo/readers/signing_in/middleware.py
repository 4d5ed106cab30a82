"""The desk is entered with a second factor."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from octavo.readers.queries import has_second_factor, needs_second_factor

DESK = "/desk/"
OPEN = ("/desk/login/", "/desk/logout/", "/desk/welcome/", "/desk/password_reset/", "/desk/jsi18n/")


class SecondFactorMiddleware:
    """Leads owners and editors without a second factor to the page that sets one up. Public pages it does not look at."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.OCTAVO_STAFF_SECOND_FACTOR and _is_desk(request.path) and _lacks_one(request):
            return redirect(f"{reverse('mfa_index')}?{urlencode({'next': request.get_full_path()})}")
        return self.get_response(request)


def _is_desk(path: str) -> bool:
    return path.startswith(DESK) and not path.startswith(OPEN)


def _lacks_one(request: HttpRequest) -> bool:
    reader = request.user
    return reader.is_authenticated and not has_second_factor(reader) and needs_second_factor(reader)
