"""What of a column concerns whoever reads it: whether they have saved it."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from octavo.columns.models import ColumnPage
from octavo.columns.queries.saved import is_saved
from octavo.readers.signing_in.freshness import own_reader


def saved_part(request: HttpRequest, page: str) -> SafeString | str:
    kind, _colon, pk = page.partition(":")
    if kind != "column" or not pk.isdecimal():
        return ""
    column = ColumnPage.objects.published().only("pk").filter(pk=int(pk)).first()
    if column is None:
        return ""
    context = {"column": column, "is_saved": is_saved(own_reader(request), column)}
    return render_to_string("_parts/me_saved.html", context, request)
