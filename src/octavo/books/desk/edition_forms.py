"""The form of an edition, of a price that begins, and of where else an edition is sold."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateTimeInput
from wagtail.documents.widgets import AdminDocumentChooser
from wagtail.images.widgets import AdminImageChooser
from wagtail.snippets.widgets import AdminSnippetChooser

from octavo.base.money import Money, NotMoney, money
from octavo.books.accessibility import FACTS, FACTS_BY_CODE, GROUPS
from octavo.books.desk import fields
from octavo.books.hands import DESK, FEED
from octavo.books.models import Edition, Publisher, SaleLink
from octavo.books.queries.books import edition_by_isbn

# What the form calls by another name than the table.
PUBLISHED = ("published_on", "published_precision")


class EditionForm(WagtailAdminModelForm):
    isbn = fields.IsbnField(
        label="ISBN", required=False, help_text=gettext_lazy("13 digits, or 10 in the old form, with or without hyphens.")
    )
    languages = fields.CodesField(
        label=gettext_lazy("Languages"),
        names_of=fields.language_names,
        required=False,
        help_text=gettext_lazy("Names or codes with commas between them: English, zh."),
    )
    published = fields.PartialDateField(
        label=gettext_lazy("Published"),
        required=False,
        help_text=gettext_lazy("As far as it is known: 2019, 2019-05 or 2019-05-02."),
    )
    duration_seconds = fields.DurationField(
        label=gettext_lazy("Playing time"), required=False, help_text=gettext_lazy("Hours and minutes: 7:45.")
    )
    accessibility = forms.MultipleChoiceField(
        label=gettext_lazy("Accessibility"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(fact.code, fact.label) for fact in FACTS],
    )
    fixed_price_countries = fields.CodesField(
        label=gettext_lazy("Price is fixed by law in"),
        names_of=fields.country_names,
        required=False,
        help_text=gettext_lazy("Countries, by name or code: Germany, AT, FR."),
    )
    handed_back = forms.MultipleChoiceField(
        label=gettext_lazy("Let the feed set again"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta(WagtailAdminModelForm.Meta):
        model = Edition
        fields = (
            *("isbn", "form", "statement", "languages", "publisher", "imprint", "pages", "duration_seconds"),
            *("height_mm", "width_mm", "thickness_mm", "weight_g", "cover", "sample", "availability", "available_on"),
            *("embargo_until", "safety_contact", "accessibility", "accessibility_note", "tax_class", "fixed_price_countries"),
        )
        # The choosers by name: Wagtail puts them in by itself only when it happens to have loaded them before this form.
        widgets = {
            "cover": AdminImageChooser,
            "sample": AdminDocumentChooser,
            "safety_contact": forms.Textarea(attrs={"rows": 3}),
            "accessibility_note": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Made anew for every request: a chooser keeps the language it was made in.
        self.fields["publisher"].widget = AdminSnippetChooser(Publisher)
        edition = self.instance
        self.initial["published"] = fields.partial_date(edition.published_on, edition.published_precision)
        self.fields["handed_back"].choices = [(name, self._label(name)) for name in self._taken_from_a_feed()]
        if not edition.pk:
            # It follows from the form of the edition; afterwards the bookseller may know better.
            del self.fields["tax_class"]

    def clean_isbn(self) -> str | None:
        isbn = self.cleaned_data["isbn"]
        other = edition_by_isbn(isbn) if isbn else None
        if other and other.pk != self.instance.pk:
            words = {"form": other.get_form_display(), "book": other.book}
            raise forms.ValidationError(_("This ISBN is in the catalogue already: %(form)s of “%(book)s”.") % words)
        return isbn

    def clean_accessibility(self) -> list[str]:
        # Codes that have no box, because they mean nothing without a text, are not lost by saving.
        unknown = [code for code in self.instance.accessibility if code not in FACTS_BY_CODE]
        return unknown + self.cleaned_data["accessibility"]

    def _post_clean(self) -> None:
        super()._post_clean()
        self.instance.published_on, self.instance.published_precision = self.cleaned_data.get("published", (None, "day"))

    @property
    def changes(self) -> dict[str, Any]:
        """What was changed, by names of the table."""
        names = [name for name in self.changed_data if name in self.Meta.fields]
        names += PUBLISHED if "published" in self.changed_data else ()
        return {name: getattr(self.instance, name) for name in names}

    @property
    def fields_handed_back(self) -> list[str]:
        """Names that feeds may set again; not those that were changed by hand just now."""
        wanted = set(self.cleaned_data["handed_back"]) - set(self.changes)
        return [*wanted, PUBLISHED[1]] if PUBLISHED[0] in wanted else list(wanted)

    @property
    def accessibility_groups(self) -> list[dict[str, Any]]:
        """Boxes to tick, in groups, each with the sentence that readers see."""
        ticked = set(self["accessibility"].value() or [])
        rows = {
            group: [{"fact": fact, "is_ticked": fact.code in ticked} for fact in FACTS if fact.group == group] for group in GROUPS
        }
        return [{"name": name, "rows": rows[group]} for group, name in GROUPS.items()]

    def _taken_from_a_feed(self) -> list[str]:
        set_by = self.instance.set_by
        if not any(hand.startswith(FEED) for hand in set_by.values()):
            return []
        return [name for name, hand in set_by.items() if hand == DESK and (name in self.Meta.fields or name == PUBLISHED[0])]

    def _label(self, name: str) -> str:
        shown = {PUBLISHED[0]: "published"}.get(name, name)
        return str(self.fields[shown].label if shown in self.fields else name)


class NewPriceForm(forms.Form):
    """A price that begins: now, or at a moment to come. Left blank, it changes nothing."""

    amount = fields.AmountField(label=gettext_lazy("New price"), required=False)
    currency = fields.CurrencyField(
        label=gettext_lazy("Currency"), max_length=3, widget=forms.TextInput(attrs={"list": "currencies", "size": 4})
    )
    starts_at = forms.DateTimeField(
        label=gettext_lazy("From"), required=False, widget=AdminDateTimeInput, help_text=gettext_lazy("Blank: from now on.")
    )
    includes_tax = forms.BooleanField(label=gettext_lazy("Includes tax"), required=False, initial=True)
    ends = forms.BooleanField(
        label=gettext_lazy("No longer sold in this currency"),
        required=False,
        help_text=gettext_lazy("Instead of a new price: the present one ends."),
    )

    prefix = "price"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["currency"].initial = settings.OCTAVO_CURRENCY

    def clean_starts_at(self) -> Any:
        moment = self.cleaned_data["starts_at"]
        if moment and moment <= timezone.now():
            raise forms.ValidationError(_("A price begins now or later: what was asked before has been asked."))
        return moment

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("amount") is not None and cleaned.get("ends"):
            raise forms.ValidationError(_("Either a new price, or none any longer."))
        cleaned["price"] = self._price(cleaned)
        return cleaned

    def _price(self, cleaned: dict[str, Any]) -> Money | None:
        amount, currency = cleaned.get("amount"), cleaned.get("currency")
        if amount is None or not currency:
            return None
        if amount < 0:
            self.add_error("amount", _("A price is not below zero."))
            return None
        try:
            return money(amount, currency)
        except NotMoney:
            words = {"amount": amount, "currency": currency}
            self.add_error("amount", _("%(amount)s %(currency)s is finer than the currency's smallest coin.") % words)
            return None

    @property
    def changes_something(self) -> bool:
        return self.cleaned_data["price"] is not None or self.cleaned_data["ends"]


class SaleLinkForm(forms.ModelForm):
    url = forms.URLField(
        label=gettext_lazy("Address"),
        max_length=1000,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )

    class Meta:
        model = SaleLink
        fields = ("kind", "name", "url")


SaleLinkFormSet = forms.modelformset_factory(SaleLink, form=SaleLinkForm, extra=1, can_delete=True)


def sale_links_of(formset: Any) -> Iterable[tuple[str, str, str]]:
    """Return (kind, name, address) of the rows that stay, in their order."""
    for form in formset.forms:
        words = form.cleaned_data
        if words and words.get("url") and not words.get("DELETE"):
            yield words["kind"], words["name"], words["url"]
