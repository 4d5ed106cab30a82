"""The address of a book: changed at once, in every language; the former ones lead there."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log

from octavo.books.actions import change_address
from octavo.books.desk.frame import book_at, book_step, books_step, edit_url, header, only_for
from octavo.books.desk.rules import may_edit_books
from octavo.books.models import Book


class AddressForm(forms.Form):
    slug = forms.CharField(label=gettext_lazy("New address"), max_length=100)

    def clean_slug(self) -> str:
        slug = slugify(self.cleaned_data["slug"], allow_unicode=True)
        if not slug:
            raise forms.ValidationError(_("An address needs letters or figures."))
        return slug


@only_for(may_edit_books)
def address(request: HttpRequest, pk: int) -> HttpResponse:
    book = book_at(pk)
    form = AddressForm(request.POST or None, initial={"slug": book.slug})
    if request.method == "POST" and form.is_valid():
        change_address(book, form.cleaned_data["slug"])
        present = Book.objects.get(pk=pk).url
        log(instance=book, action="octavo.change_address", user=request.user, data={"thing": present})
        messages.success(request, _("The book is now at %(address)s.") % {"address": present})
        return redirect(edit_url(book))
    rows = list(Book.objects.filter(translation_key=book.translation_key).select_related("locale"))
    words = {
        **header(_("Address"), "link", books_step(), book_step(book)),
        "book": book,
        "form": form,
        "addresses": [row.url for row in rows],
        "former": Redirect.objects.filter(redirect_link__in=[row.url for row in rows]).order_by("old_path"),
        "back": edit_url(book),
    }
    return render(request, "octavo_books/desk/address.html", words)
