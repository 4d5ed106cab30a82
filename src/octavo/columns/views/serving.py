"""Pages by their addresses. A column, which nearly every request is for, is found by one query; the rest Wagtail finds."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from wagtail.url_routing import RouteResult
from wagtail.views import serve as serve_page

from octavo.base.bakeable import is_baked
from octavo.columns.models import ColumnPage
from octavo.columns.queries.furniture import homes, site_of


@is_baked("page")
def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Serve the page at an address, with all that Wagtail does on the way: restrictions, hooks, redirects."""
    site_of(request)
    if column := _column_at([part for part in path.split("/") if part]):
        request._wagtail_route_for_request = RouteResult(column)  # type: ignore[attr-defined]
    return serve_page(request, path)


def _column_at(parts: list[str]) -> ColumnPage | None:
    home = homes().get(get_language() or "")
    if home is None or not parts:
        return None
    at = {"path__startswith": home.path, "depth": home.depth + len(parts), "slug": parts[-1], "live": True}
    return ColumnPage.objects.filter(**at, url_path=f"{home.url_path}{'/'.join(parts)}/").for_page().first()
