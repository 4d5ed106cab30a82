"""The form of a book that is added by its ISBN: filled with what a source says, checked, and read back as a record."""

import re
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from octavo.base.money import NotMoney, money
from octavo.books.codes import ROLES
from octavo.books.desk import fields
from octavo.books.models import Book
from octavo.books.models.book import ROLE_NAMES
from octavo.books.models.edition import AVAILABILITY_NAMES, FORM_NAMES
from octavo.books.queries.books import edition_by_isbn
from octavo.importers.book_records import (
    ContributorRecord,
    EditionRecord,
    PartialDate,
    PriceRecord,
    SeriesRecord,
    SubjectRecord,
    WorkRecord,
)
from octavo.importers.desk.by_isbn_values import plain_paragraphs, subject_in_words, with_paragraphs

_SUBJECT = re.compile(r"(?P<scheme>thema|bisac|own)\|(?P<code>[^|]{0,100})\|(?P<name>[^|]{0,255})")
MOST_PEOPLE = 40
_WHOLE: dict[str, Any] = {"required": False, "min_value": 1, "max_value": 10**6}


class SubjectsField(forms.MultipleChoiceField):
    """Subjects of the source to keep or drop, as `scheme|code|name`."""

    widget = forms.CheckboxSelectMultiple

    def valid_value(self, value: str) -> bool:
        return _SUBJECT.fullmatch(value) is not None


class ByIsbnForm(forms.Form):
    """Everything but the ISBN may be left blank; the title may be where the edition is one of a book that is here."""

    isbn = fields.IsbnField(label="ISBN", widget=forms.HiddenInput)
    book = forms.ModelChoiceField(Book.objects.filter(is_source=True, merged_into=None), required=False)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=500, required=False)
    subtitle = forms.CharField(label=gettext_lazy("Subtitle"), max_length=500, required=False)
    title_original = forms.CharField(label=gettext_lazy("In the original script"), max_length=500, required=False)
    title_romanised = forms.CharField(label=gettext_lazy("In Latin letters"), max_length=500, required=False)
    original_language = fields.CodesField(
        label=gettext_lazy("Original language"),
        names_of=fields.language_names,
        required=False,
        help_text=gettext_lazy("zh, en, fr…"),
    )
    first_year = forms.IntegerField(label=gettext_lazy("Year of the work"), required=False, min_value=-9999, max_value=9999)
    series = forms.CharField(label=gettext_lazy("Series"), max_length=255, required=False)
    series_number = forms.CharField(label=gettext_lazy("Number in the series"), max_length=20, required=False)
    description = forms.CharField(label=gettext_lazy("Description"), required=False, widget=forms.Textarea(attrs={"rows": 6}))
    # What the source said with its emphases: kept as long as nobody changes the words.
    description_html = forms.CharField(required=False, widget=forms.HiddenInput)
    contents_html = forms.CharField(required=False, widget=forms.HiddenInput)
    subjects = SubjectsField(label=gettext_lazy("Subjects"), required=False)
    form = forms.ChoiceField(label=gettext_lazy("Form"), choices=list(FORM_NAMES.items()), initial="paperback")
    statement = forms.CharField(label=gettext_lazy("Edition"), max_length=255, required=False)
    languages = fields.CodesField(
        label=gettext_lazy("Languages"),
        names_of=fields.language_names,
        required=False,
        help_text=gettext_lazy("Names or codes with commas between them: English, zh."),
    )
    publisher = forms.CharField(label=gettext_lazy("Publisher"), max_length=255, required=False)
    imprint = forms.CharField(label=gettext_lazy("Imprint"), max_length=255, required=False)
    published = fields.PartialDateField(
        label=gettext_lazy("Published"),
        required=False,
        help_text=gettext_lazy("As far as it is known: 2019, 2019-05 or 2019-05-02."),
    )
    pages = forms.IntegerField(label=gettext_lazy("Pages"), **_WHOLE)
    duration_seconds = fields.DurationField(
        label=gettext_lazy("Playing time"), required=False, help_text=gettext_lazy("Hours and minutes: 7:45.")
    )
    height_mm = forms.IntegerField(label=gettext_lazy("Height in mm"), **_WHOLE)
    width_mm = forms.IntegerField(label=gettext_lazy("Width in mm"), **_WHOLE)
    thickness_mm = forms.IntegerField(label=gettext_lazy("Thickness in mm"), **_WHOLE)
    weight_g = forms.IntegerField(label=gettext_lazy("Weight in g"), **_WHOLE)
    availability = forms.ChoiceField(
        label=gettext_lazy("Availability"), choices=list(AVAILABILITY_NAMES.items()), initial="shelf"
    )
    amount = fields.AmountField(label=gettext_lazy("Price"), required=False)
    currency = fields.CurrencyField(
        label=gettext_lazy("Currency"), max_length=3, widget=forms.TextInput(attrs={"list": "currencies", "size": 4})
    )
    with_cover = forms.BooleanField(label=gettext_lazy("With the cover of the source"), required=False, initial=True)
    cover_url = forms.CharField(required=False, max_length=4000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, kin: list[Book], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kin = kin
        self.fields["currency"].initial = settings.OCTAVO_CURRENCY
        told = cast(QueryDict, self.data).getlist("subjects") if self.is_bound else self.initial.get("subjects", [])
        subjects = cast(SubjectsField, self.fields["subjects"])
        subjects.choices = [(value, subject_in_words(value)) for value in told if _SUBJECT.fullmatch(value)]

    def clean_isbn(self) -> str:
        isbn = self.cleaned_data["isbn"]
        if edition_by_isbn(isbn):
            raise forms.ValidationError(_("This ISBN is in the catalogue already."))
        return str(isbn)

    def clean_original_language(self) -> str:
        return next(iter(self.cleaned_data["original_language"]), "")

    def clean_amount(self) -> Decimal | None:
        amount: Decimal | None = self.cleaned_data["amount"]
        if amount is not None and amount < 0:
            raise forms.ValidationError(_("A price is not below zero."))
        return amount

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("book") and not cleaned.get("title", "").strip() and "book" not in self.errors:
            self.add_error("title", _("Without a title nobody finds it."))
        amount, currency = cleaned.get("amount"), cleaned.get("currency")
        if amount is not None and currency:
            try:
                money(amount, currency)
            except NotMoney:
                words = {"amount": amount, "currency": currency}
                self.add_error("amount", _("%(amount)s %(currency)s is finer than the currency's smallest coin.") % words)
        return cleaned

    @property
    def cover_to_fetch(self) -> str:
        return self.cleaned_data["cover_url"] if self.cleaned_data["with_cover"] else ""

    def record(self, people: "PeopleFormSet") -> EditionRecord:
        """Return what the form says; a blank field says nothing."""
        told = self.cleaned_data
        day, precision = told["published"]
        numbers = {
            name: told[name] for name in ("pages", "height_mm", "width_mm", "thickness_mm", "weight_g", "duration_seconds")
        }
        return EditionRecord(
            source_id=told["isbn"],
            work=self._work(people),
            isbn=told["isbn"],
            form=told["form"],
            statement=told["statement"] or None,
            languages=tuple(told["languages"]) or None,
            publisher=told["publisher"] or None,
            imprint=told["imprint"] or None,
            published_on=PartialDate(day, precision) if day else None,
            availability=told["availability"],
            prices=(PriceRecord(told["currency"], told["amount"]),) if told["amount"] is not None else None,
            **numbers,
        )

    def _work(self, people: "PeopleFormSet") -> WorkRecord:
        told = self.cleaned_data
        subjects = [SubjectRecord(**found.groupdict()) for value in told["subjects"] if (found := _SUBJECT.fullmatch(value))]
        return WorkRecord(
            title=told["title"].strip(),
            subtitle=told["subtitle"] or None,
            title_original=told["title_original"] or None,
            title_romanised=told["title_romanised"] or None,
            original_language=told["original_language"] or None,
            first_year=told["first_year"],
            description_html=self._description() or None,
            contents_html=told["contents_html"] or None,
            contributors=tuple(people.contributors()) or None,
            subjects=tuple(subjects) or None,
            series=SeriesRecord(told["series"], told["series_number"]) if told["series"] else None,
        )

    def _description(self) -> str:
        typed, html = self.cleaned_data["description"], self.cleaned_data["description_html"]
        is_as_it_was = plain_paragraphs(html).split() == typed.split()
        return html if is_as_it_was else with_paragraphs(typed)


class PersonForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=160, required=False)
    name_original = forms.CharField(label=gettext_lazy("In the original script"), max_length=160, required=False)
    role = forms.ChoiceField(label=gettext_lazy("As"), choices=[(role, ROLE_NAMES[role]) for role in ROLES], initial="author")
    # As a library files it; it goes with the name it was told with.
    sort_name = forms.CharField(max_length=160, required=False, widget=forms.HiddenInput)
    filed_for = forms.CharField(max_length=160, required=False, widget=forms.HiddenInput)
    is_team = forms.BooleanField(required=False, widget=forms.HiddenInput)


class PeopleFormSet(forms.BaseFormSet):
    """Rows of contributors in the order of the title page; a row without a name is no contributor."""

    def contributors(self) -> list[ContributorRecord]:
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("name", "").strip()]
        return [
            ContributorRecord(
                name=row["name"].strip(),
                role=row["role"],
                sort_name=row["sort_name"] if row["filed_for"] == row["name"] else "",
                name_original=row["name_original"].strip(),
                is_team=row["is_team"],
            )
            for row in rows
        ]


PeopleForms = forms.formset_factory(
    PersonForm, formset=PeopleFormSet, extra=2, max_num=MOST_PEOPLE, absolute_max=MOST_PEOPLE + 10
)
