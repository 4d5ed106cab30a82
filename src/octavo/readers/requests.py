"""Who asks."""

from typing import cast

from django.http import HttpRequest

from octavo.readers.models import Reader


def reader_of(request: HttpRequest) -> Reader:
    """Return who is signed in. For views that let nobody else in."""
    return cast("Reader", request.user)
