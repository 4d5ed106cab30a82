"""Many prices changed at once: chosen, previewed, confirmed."""

import csv
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods
from wagtail.log_actions import log
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from octavo.books.actions import PricesHaveChanged, change_prices_as_previewed
from octavo.books.desk.fields import COMMON_CURRENCIES, country_names, in_words
from octavo.books.desk.frame import books_step, header, only_for
from octavo.books.desk.price_forms import PricesForm
from octavo.books.desk.rules import may_sell
from octavo.books.models import Book, Price
from octavo.books.queries.price_changes import Planned, fingerprint_of, number_of_warnings, planned_changes

AT_ONCE = 5_000
SHOWN = 300
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(may_sell)
def prices(request: HttpRequest) -> HttpResponse:
    """GET previews what was chosen; POST does what the preview said, once."""
    chosen = request.POST if request.method == "POST" else request.GET
    form = PricesForm(chosen) if "change" in chosen else PricesForm(initial={"book": chosen.getlist("book")})
    plan = _plan(form) if form.is_bound and form.is_valid() else None
    if request.method == "POST" and plan is not None and len(plan) <= AT_ONCE:
        return _apply(request, form)
    if plan and request.GET.get("as") == "csv":
        return _as_csv(plan)
    return render(request, "octavo_books/desk/prices.html", _words(request, form, plan))


def _plan(form: PricesForm) -> list[Planned]:
    words = form.cleaned_data
    return planned_changes(form.editions(), form.price_change, currency=words["currency"], at=words["starts_at"])


def _apply(request: HttpRequest, form: PricesForm) -> HttpResponse:
    words = form.cleaned_data
    again = f"{reverse('books_desk:prices')}?{_query(request.POST)}"
    try:
        lines = change_prices_as_previewed(
            form.editions(),
            form.price_change,
            currency=words["currency"],
            starts_at=words["starts_at"],
            preview=request.POST.get("preview", ""),
        )
    except PricesHaveChanged:
        messages.error(
            request, _("Prices have changed since the preview, perhaps by this very form. Nothing was done now: look again.")
        )
        return redirect(again)
    _remember(request, lines, form.data["change"])
    done = ngettext("%(number)d price was changed.", "%(number)d prices were changed.", len(lines)) % {"number": len(lines)}
    messages.success(request, done)
    return redirect("books_desk:prices")


def _remember(request: HttpRequest, lines: Iterable[Price], change: str) -> None:
    with transaction.atomic():
        for book in Book.objects.filter(pk__in={line.edition.book_id for line in lines}):
            log(instance=book, action="octavo.change_prices", user=request.user, data={"thing": change})


def _words(request: HttpRequest, form: PricesForm, plan: list[Planned] | None) -> dict[str, Any]:
    changes = [row for row in plan or () if row.is_change]
    return {
        **header(_("Change prices"), "tag", books_step()),
        "form": form,
        "media": form.media,
        "books": Book.objects.filter(pk__in=[pk for pk in request.GET.getlist("book") if pk.isdigit()]),
        "currencies": COMMON_CURRENCIES,
        "plan": plan,
        "changes": changes,
        "rows": [{"planned": row, "warnings": warnings_in_words(row)} for row in changes[:SHOWN]],
        "left_out": max(len(changes) - SHOWN, 0),
        "too_many": plan is not None and len(plan) > AT_ONCE,
        "at_once": AT_ONCE,
        "warnings": number_of_warnings(plan or []),
        "preview": fingerprint_of(plan) if plan else "",
        "query": _query(request.GET),
        "hidden": [(name, value) for name, values in request.GET.lists() for value in values if name != "as"],
    }


def warnings_in_words(row: Planned) -> list[str]:
    countries = in_words(row.edition.fixed_price_countries, country_names)
    words = {
        "fixed": _("Fixed by law in %(countries)s: only its publisher may change it there.") % {"countries": countries},
        "free": _("It would be free."),
        "much": _("That is more than half of it."),
        "to come": _("Another price is scheduled for later and will take this one's place."),
        "feed": _("Set by a feed so far, which will leave it alone from then on."),
    }
    return [words[warning] for warning in row.warnings]


def _as_csv(plan: list[Planned]) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="prices.csv"'
    # Without this mark the usual spreadsheet takes Chinese titles for something else.
    response.write("\ufeff")
    sheet = csv.writer(response)
    sheet.writerow(["ISBN", _("Title"), _("Form"), _("Currency"), _("Now"), _("New"), _("Warnings")])
    for row in plan:
        cells = [row.edition.isbn or "", str(row.edition.book), str(row.edition.get_form_display()), row.old.currency]
        warnings = " ".join(warnings_in_words(row)) if row.is_change else _("stays as it is")
        sheet.writerow([_safe(cell) for cell in [*cells, str(row.old.amount), str(row.new.amount), warnings]])
    return response


def _safe(cell: str) -> str:
    """A spreadsheet would run what begins like a formula."""
    return f"'{cell}" if cell.startswith(DANGEROUS) else cell


def _query(chosen: Any) -> str:
    kept = chosen.copy()
    for name in ("as", "preview", "csrfmiddlewaretoken"):
        kept.pop(name, None)
    return str(kept.urlencode())


class ChangePricesOfBooks(SnippetBulkAction):
    """From ticked rows of the list of books to their prices."""

    display_name = gettext_lazy("Change prices")
    action_type = "change_prices"
    aria_label = gettext_lazy("Change the prices of the ticked books")
    action_priority = 10
    models = [Book]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        ticked = request.GET.getlist("id")
        query = "" if "all" in ticked else "&".join(f"book={pk}" for pk in ticked if pk.isdigit())
        return redirect(f"{reverse('books_desk:prices')}?{query}")

    @classmethod
    def execute_action(cls, objects: Iterable[Book], **kwargs: Any) -> tuple[int, int]:
        raise NotImplementedError("The page of prices does it.")
