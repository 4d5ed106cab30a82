"""Several fronts over one folder of baked pages, as the web processes of a node have them."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from octavo.baking.actions import folder, renderer
from octavo.baking.addresses import Address
from octavo.baking.folder import CURRENT
from octavo.baking.front import Front
from octavo.baking.table import Table


def refused(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Stand for Django where a page was no public one."""
    start_response("599 Not ours", [])
    return [b""]


def make_front(memory_bytes: int = 10_000_000) -> Front:
    return Front(refused, table=Table(settings.OCTAVO_BAKED / CURRENT, memory_bytes, folder().epoch), hosts=["testserver"])


def get(front: Front, path: str, **headers: str) -> tuple[int, bytes]:
    """Return the status and the plain bytes that a reader gets."""
    path, _, query = path.partition("?")
    environ = {"REQUEST_METHOD": "GET", "HTTP_HOST": "testserver", "PATH_INFO": path, "QUERY_STRING": query, **headers}
    status: list[int] = []
    body = front(environ, lambda line, headers: status.append(int(line.split()[0])))
    return status[0], b"".join(body)


def truth(path: str) -> tuple[int, bytes]:
    """Return what Django makes of an address now, kept by nobody."""
    _request, response = renderer().render(Address(path))
    return response.status_code, response.content
