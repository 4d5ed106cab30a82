"""What Django reports and a reader's own pages are to know."""

from typing import Any

from django.http import HttpRequest

from octavo.readers.account.devices import note_device


def note_where_somebody_signs_in(request: HttpRequest, **words: Any) -> None:
    note_device(request.session, request.headers.get("User-Agent", ""))
