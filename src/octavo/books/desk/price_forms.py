"""Which prices are changed in bulk, and how."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateTimeInput
from wagtail.snippets.widgets import AdminSnippetChooser

from octavo.books.desk.fields import CurrencyField, TypedField
from octavo.books.models import Book, Edition, Publisher, Series, Subject
from octavo.books.models.edition import FORM_NAMES
from octavo.books.pricing import ENDINGS, PriceChange
from octavo.books.queries.desk import books_at_the_desk, books_called

_CHANGE = re.compile(r"(?P<sign>[+\-=])(?P<number>\d{1,9}(?:\.\d{1,4})?)(?P<percent>%?)")


class ChangeField(TypedField):
    """“+5 %”, “-2.00” or “= 19.90”; cleans to (kind, value)."""

    def understood(self, text: str) -> tuple[str, Decimal]:
        plain = (
            re.sub(r"[\s\u00a0\u2009\u202f]", "", text).replace("−", "-").replace("–", "-").replace("％", "%").replace(",", ".")
        )
        found = _CHANGE.fullmatch(plain)
        if not found or (found["sign"] == "=" and found["percent"]):
            raise forms.ValidationError(_("Write how: +5 %, -2.00 or = 19.90."))
        number = Decimal(found["number"]) * (-1 if found["sign"] == "-" else 1)
        if found["percent"]:
            return "percent", number
        return ("exact" if found["sign"] == "=" else "add"), number


class PricesForm(forms.Form):
    """What is left blank narrows nothing."""

    book = forms.ModelMultipleChoiceField(Book.objects.all(), required=False, widget=forms.MultipleHiddenInput)
    words = forms.CharField(
        label=gettext_lazy("Found by"), required=False, help_text=gettext_lazy("Title, 书名, pinyin, ISBN or name")
    )
    publisher = forms.ModelChoiceField(Publisher.objects.all(), label=gettext_lazy("Publisher"), required=False)
    series = forms.ModelChoiceField(Series.objects.all(), label=gettext_lazy("Series"), required=False)
    subject = forms.ModelChoiceField(
        Subject.objects.all(),
        label=gettext_lazy("Subject"),
        required=False,
        help_text=gettext_lazy("With all that stands under it."),
    )
    form = forms.ChoiceField(label=gettext_lazy("Form"), required=False, choices=[("", gettext_lazy("Any")), *FORM_NAMES.items()])
    currency = CurrencyField(
        label=gettext_lazy("Currency"), max_length=3, widget=forms.TextInput(attrs={"list": "currencies", "size": 4})
    )
    change = ChangeField(
        label=gettext_lazy("Change"),
        widget=forms.TextInput(attrs={"placeholder": "+5 %"}),
        help_text=gettext_lazy("+5 % or -5 %, +2 or -2.00, or = 19.90"),
    )
    ending = forms.ChoiceField(
        label=gettext_lazy("Prices end in"),
        required=False,
        choices=[("", gettext_lazy("whatever comes out")), *((ending, f".{ending}") for ending in ENDINGS if ending)],
    )
    starts_at = forms.DateTimeField(
        label=gettext_lazy("From"), required=False, widget=AdminDateTimeInput, help_text=gettext_lazy("Blank: from now on.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["currency"].initial = settings.OCTAVO_CURRENCY
        for name, model in (("publisher", Publisher), ("series", Series), ("subject", Subject)):
            # Made anew for every request: a chooser keeps the language it was made in.
            self.fields[name].widget = AdminSnippetChooser(model)

    def clean_starts_at(self) -> Any:
        moment = self.cleaned_data["starts_at"]
        if moment and moment <= timezone.now():
            raise forms.ValidationError(_("A price begins now or later: what was asked before has been asked."))
        return moment

    @property
    def price_change(self) -> PriceChange:
        kind, value = self.cleaned_data["change"]
        return PriceChange(kind, value, self.cleaned_data["ending"])

    def editions(self) -> QuerySet[Edition]:
        """Return what is on sale and chosen."""
        words = self.cleaned_data
        editions = Edition.objects.on_sale().filter(book__merged_into=None)
        if words["book"]:
            editions = editions.filter(book__translation_key__in=[book.translation_key for book in words["book"]])
        if words["words"]:
            editions = editions.filter(book__in=books_called(words["words"], books_at_the_desk()).values("pk"))
        if words["publisher"]:
            editions = editions.filter(publisher=words["publisher"])
        if words["series"]:
            editions = editions.filter(book__series=words["series"])
        if words["subject"]:
            under = Book.objects.filter(book_subjects__subject__path__startswith=words["subject"].path)
            editions = editions.filter(book__in=under.values("pk"))
        return editions.filter(form=words["form"]) if words["form"] else editions
