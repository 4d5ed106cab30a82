"""Whoever changes something has it unbaked before they are answered."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from octavo.baking.actions import catch_up

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class UnbakingMiddleware:
    """After a request that may have changed something, unbakes what it did change, and whatever else was announced."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method not in SAFE:
            catch_up()
        return response
