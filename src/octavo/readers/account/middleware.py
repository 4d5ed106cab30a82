"""Notes where readers are signed in."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from octavo.readers.account.devices import note_device


class DeviceMiddleware:
    """Notes a device where the answer depends on who asks anyway: a public page stays the same for everybody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.session.accessed:
            note_device(request.session, request.headers.get("User-Agent", ""))
        return response
