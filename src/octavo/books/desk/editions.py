"""The editor of an edition. What is saved here holds at once: no draft, no workflow."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.log_actions import log

from octavo.books import actions
from octavo.books.desk.edition_forms import EditionForm, NewPriceForm, SaleLinkFormSet, sale_links_of
from octavo.books.desk.fields import COMMON_CURRENCIES
from octavo.books.desk.frame import book_at, book_step, books_step, edit_url, header, only_for
from octavo.books.desk.rules import may_sell
from octavo.books.hands import DESK
from octavo.books.models import Book, Edition, Price, SaleLink
from octavo.books.queries.books import source_of
from octavo.books.queries.ledger import ledger_of


class Forms:
    """The three forms of the page, filled and checked together."""

    def __init__(self, request: HttpRequest, edition: Edition) -> None:
        data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
        self.edition = EditionForm(data, files, instance=edition, for_user=request.user)
        self.price = NewPriceForm(data)
        links = SaleLink.objects.filter(edition=edition) if edition.pk else SaleLink.objects.none()
        self.links = SaleLinkFormSet(data, queryset=links, prefix="links")

    def are_valid(self) -> bool:
        return all([self.edition.is_valid(), self.price.is_valid(), self.links.is_valid()])


@only_for(may_sell)
def add(request: HttpRequest, pk: int) -> HttpResponse:
    book = source_of(book_at(pk))
    forms = Forms(request, Edition(book=book))
    if request.method == "POST" and forms.are_valid():
        with transaction.atomic(), actions.shelving_together():
            edition = actions.add_edition(forms.edition.instance)
            _save_what_hangs_on_it(edition, forms)
        log(instance=book, action="octavo.add_edition", user=request.user, data={"thing": str(edition)})
        messages.success(request, _("%(edition)s was added.") % {"edition": edition})
        return redirect(edit_url(book, "editions"))
    return _page(request, _("New edition"), book, forms)


@only_for(may_sell)
def edit(request: HttpRequest, book_pk: int, pk: int) -> HttpResponse:
    book = source_of(book_at(book_pk))
    edition = get_object_or_404(Edition.objects.select_related("cover", "sample", "publisher"), pk=pk, book=book)
    title = str(edition)
    forms = Forms(request, edition)
    if request.method == "POST" and forms.are_valid():
        if _save(edition, forms):
            log(instance=book, action="octavo.change_edition", user=request.user, data={"thing": str(edition)})
            messages.success(request, _("%(edition)s was changed. It holds at once.") % {"edition": edition})
        else:
            messages.info(request, _("Nothing was changed."))
        return redirect(edit_url(book, "editions"))
    return _page(request, title, book, forms, edition)


@require_POST
@only_for(may_sell)
def withdraw(request: HttpRequest, book_pk: int, pk: int) -> HttpResponse:
    """Take an edition off the shelves, or put it back when it is away."""
    edition = _edition_at(book_pk, pk)
    was_away = edition.withdrawn_at is not None
    if was_away:
        actions.bring_back_edition(edition)
        messages.success(request, _("%(edition)s is on the shelves again.") % {"edition": edition})
    else:
        actions.withdraw_edition(edition)
        messages.success(request, _("%(edition)s was withdrawn. Its prices and its ISBN are kept.") % {"edition": edition})
    done = "octavo.bring_back_edition" if was_away else "octavo.withdraw_edition"
    log(instance=edition.book, action=done, user=request.user, data={"thing": str(edition)})
    return redirect(edit_url(edition.book, "editions"))


@require_POST
@only_for(may_sell)
def move(request: HttpRequest, book_pk: int, pk: int) -> HttpResponse:
    """Change places with the edition before."""
    edition = _edition_at(book_pk, pk)
    actions.move_in_order(edition, -1)
    return redirect(edit_url(edition.book, "editions"))


@require_POST
@only_for(may_sell)
def take_back(request: HttpRequest, book_pk: int, pk: int, price_pk: int) -> HttpResponse:
    """Let a scheduled price not come."""
    edition = _edition_at(book_pk, pk)
    price = get_object_or_404(Price, pk=price_pk, edition=edition)
    if actions.take_back_price(price):
        messages.success(request, _("The price was taken back."))
    else:
        messages.error(request, _("This price holds already. Give the edition a new one."))
    return redirect("books_desk:edition", book_pk, pk)


@require_POST
@only_for(may_sell)
def hand_back(request: HttpRequest, book_pk: int, pk: int, currency: str) -> HttpResponse:
    """Let the feed set the price in a currency again."""
    edition = _edition_at(book_pk, pk)
    if actions.hand_back_price(edition, currency):
        messages.success(request, _("The feed sets the price in %(currency)s again.") % {"currency": currency})
    return redirect("books_desk:edition", book_pk, pk)


def _save(edition: Edition, forms: Forms) -> bool:
    changes = forms.edition.changes
    with transaction.atomic(), actions.shelving_together():
        changed = actions.change_edition(edition, changes, hand=DESK)
        for name in forms.edition.fields_handed_back:
            actions.hand_back(edition, name)
            changed = True
        return _save_what_hangs_on_it(edition, forms) or changed


def _save_what_hangs_on_it(edition: Edition, forms: Forms) -> bool:
    changed = actions.set_sale_links(edition, sale_links_of(forms.links))
    words = forms.price.cleaned_data
    if forms.price.changes_something:
        line = actions.set_price(
            edition, words["currency"], words["price"], starts_at=words["starts_at"], includes_tax=words["includes_tax"]
        )
        changed = line is not None or changed
    return changed


def _edition_at(book_pk: int, pk: int) -> Edition:
    return get_object_or_404(Edition.objects.select_related("book"), pk=pk, book=book_pk, book__merged_into=None)


def _page(request: HttpRequest, title: str, book: Book, forms: Forms, edition: Edition | None = None) -> HttpResponse:
    words: dict[str, Any] = {
        **header(title, "tag", books_step(), book_step(book)),
        "book": book,
        "edition": edition,
        "form": forms.edition,
        "price_form": forms.price,
        "links": forms.links,
        "media": forms.edition.media + forms.price.media + forms.links.media,
        "ledger": ledger_of(edition) if edition else [],
        "currencies": COMMON_CURRENCIES,
        "action_url": reverse("books_desk:edition", args=[book.pk, edition.pk]) if edition else request.path,
    }
    return render(request, "octavo_books/desk/edition.html", words, status=422 if request.method == "POST" else 200)
