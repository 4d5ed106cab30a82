"""What a page shows of whoever looks at it: parts, which each domain adds and `/me/` puts together.

A public page is the same for everybody. A part is an element with an `id`; a script puts it in the place of the
element that has this id on the page.
"""

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.safestring import SafeString

# Gets the request of somebody who is signed in and the page they look at, as "column:12"; returns elements, or nothing.
Part = Callable[[HttpRequest, str], SafeString | str]

_parts: dict[str, Part] = {}


def register_part(name: str, part: Part) -> None:
    """Add a domain's part; a second of one name takes the place of the first."""
    _parts[name] = part


def parts_for(request: HttpRequest, page: str) -> str:
    return "\n".join(filter(None, (part(request, page) for part in _parts.values())))
