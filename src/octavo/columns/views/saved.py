"""What a reader keeps for later: the list in their account, and the button."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from octavo.columns.actions import save_column, unsave_column
from octavo.columns.models import ColumnPage
from octavo.columns.models.pages import COLUMNS_ON_A_PAGE, with_sections
from octavo.columns.queries.columns import section_of_all
from octavo.columns.queries.saved import is_saved, saved_by
from octavo.readers.signing_in.freshness import own_reader


@never_cache
@login_required
@require_safe
def saved(request: HttpRequest) -> HttpResponse:
    """The columns a reader has saved, the newest saved first."""
    columns = Paginator(saved_by(own_reader(request)).for_cards(), COLUMNS_ON_A_PAGE).get_page(request.GET.get("page"))
    columns.object_list = with_sections(columns.object_list)
    context = {"columns": columns, "elsewhere": None if columns.object_list else section_of_all(), "page": None}
    return render(request, "columns/saved.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HttpRequest, column_pk: int) -> HttpResponse:
    """GET shows the one button; POST saves a column (`keep=yes`) or removes it (`keep=no`)."""
    is_part = request.headers.get("HX-Request") == "true"
    if not request.user.is_authenticated:
        return _to_sign_in(request.path, is_part=is_part)
    column = get_object_or_404(ColumnPage.objects.published().select_related("locale"), pk=column_pk)
    if request.method == "POST":
        return _changed(request, column, is_part=is_part)
    context = {"column": column, "is_saved": is_saved(own_reader(request), column), "page": None}
    return render(request, "columns/save.html", context)


def _changed(request: HttpRequest, column: ColumnPage, *, is_part: bool) -> HttpResponse:
    keep = request.POST.get("keep")
    if keep not in ("yes", "no"):
        return HttpResponseBadRequest()
    act = save_column if keep == "yes" else unsave_column
    act(own_reader(request), column)
    if is_part:
        return render(request, "_parts/me_saved.html", {"column": column, "is_saved": keep == "yes"})
    if request.POST.get("back") == "list":
        messages.success(request, _("Removed."))
        return redirect("columns:saved")
    return HttpResponseRedirect(column.get_url(request))


def _to_sign_in(back: str, *, is_part: bool) -> HttpResponse:
    address = f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': back})}"
    if not is_part:
        return HttpResponseRedirect(address)
    # A redirect would be followed by the script, and the sign-in put in the place of the button.
    response = HttpResponse(status=204)
    response["HX-Redirect"] = address
    return response
