"""Books that the text of a column names, offered to be recommended in it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from octavo.columns.actions import recommend_in_draft
from octavo.columns.desk.views import header, page_to_edit
from octavo.columns.queries.books import books_named_in_draft


@never_cache
@require_admin_access
def named_books(request: HttpRequest, pk: int) -> HttpResponse:
    """GET lists the books named in the newest draft; POST puts those that were ticked below the column, in that draft."""
    page = page_to_edit(request, pk)
    named = books_named_in_draft(page)
    if request.method == "POST":
        ticked = [book for book in named if str(book.pk) in request.POST.getlist("book")]
        recommend_in_draft(page, ticked, user=request.user)
        said = ngettext("%(number)d book added to the draft.", "%(number)d books added to the draft.", len(ticked))
        messages.success(request, said % {"number": len(ticked)})
        return redirect("wagtailadmin_pages:edit", page.pk)
    edit = {"url": reverse("wagtailadmin_pages:edit", args=[page.pk]), "label": page.get_admin_display_title()}
    words = {**header(_("Books named in the text"), "openquote", edit), "page": page, "books": named}
    return render(request, "octavo_columns/desk/named_books.html", words)
