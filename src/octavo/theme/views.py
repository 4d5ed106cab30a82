"""The page that shows every component, to whoever works on the magazine."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from octavo.theme import samples


@require_safe
def parts(request: HttpRequest) -> HttpResponse:
    """Show every component in every state to editors and developers; for others there is no such page."""
    if not settings.DEBUG and not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404
    return render(request, "_parts/gallery.html", parts_context())


def parts_context() -> dict[str, Any]:
    """Return the sample values under the names the component templates ask for."""
    return {
        "body": _numbered(samples.blocks()),
        "chinese_text": samples.CHINESE_TEXT,
        "people": samples.people(),
        "trail": samples.sections(),
        "section": samples.sections()[1],
        "columns": samples.columns(),
        "page": samples.column("The bookseller who would not sell", authors=3),
        "contents": samples.contents(),
        "corrections": samples.corrections(),
        "tags": samples.tags(),
        "pages": samples.few_and_many_pages(),
    }


def _numbered(blocks: list[tuple[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "template": f"columns/blocks/{kind}.html",
            "kind": kind,
            "value": value,
            "id": f"sample-{place}",
            "anchor": f"heading-{place}",
            "number": 1,
        }
        for place, (kind, value) in enumerate(blocks)
    ]
