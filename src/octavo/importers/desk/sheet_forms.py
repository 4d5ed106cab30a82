"""How a spreadsheet is meant, as a form: what each column holds, and what its cells mean."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from octavo.base.money import is_currency
from octavo.books.models import Edition
from octavo.importers.sheets.headings import FIELDS
from octavo.importers.sheets.rows import SheetOptions
from octavo.importers.sheets.source import SHOWN_ROWS, Reading, first_rows
from octavo.importers.sheets.table import DELIMITERS, ENCODINGS, Table

FIELD_NAMES = {
    "isbn": "ISBN",
    "other_isbn": gettext_lazy("ISBN, the other one"),
    "source_id": gettext_lazy("Your own number"),
    "title": gettext_lazy("Title"),
    "subtitle": gettext_lazy("Subtitle"),
    "title_original": gettext_lazy("Title in the original script"),
    "title_romanised": gettext_lazy("Title in Latin letters"),
    "authors": gettext_lazy("Authors"),
    "translators": gettext_lazy("Translators"),
    "editors": gettext_lazy("Editors of the book"),
    "illustrators": gettext_lazy("Illustrators"),
    "publisher": gettext_lazy("Publisher"),
    "imprint": gettext_lazy("Imprint"),
    "published": gettext_lazy("Published"),
    "first_year": gettext_lazy("Year of the first edition"),
    "form": gettext_lazy("Form"),
    "pages": gettext_lazy("Pages"),
    "languages": gettext_lazy("Languages"),
    "price": gettext_lazy("Price"),
    "currency": gettext_lazy("Currency"),
    "availability": gettext_lazy("Availability or stock"),
    "series": gettext_lazy("Series"),
    "series_number": gettext_lazy("Number in the series"),
    "description": gettext_lazy("Description"),
    "subjects": gettext_lazy("Subject codes (Thema, BISAC)"),
    "height": gettext_lazy("Height in mm"),
    "width": gettext_lazy("Width in mm"),
    "thickness": gettext_lazy("Thickness in mm"),
    "weight": gettext_lazy("Weight in g"),
    "cover": gettext_lazy("Address of the cover"),
    "website": gettext_lazy("Website"),
    "original_language": gettext_lazy("Original language"),
}
DELIMITER_NAMES = {
    "comma": gettext_lazy("comma"),
    "semicolon": gettext_lazy("semicolon"),
    "tab": gettext_lazy("tab"),
    "bar": gettext_lazy("vertical bar"),
}


SAMPLES = 3


class SheetForm(forms.Form):
    """One select a column, named `column-0`, `column-1`…, and the ways in which cells are meant."""

    encoding = forms.ChoiceField(label=gettext_lazy("Letters are written as"), required=False)
    delimiter = forms.ChoiceField(label=gettext_lazy("Columns are parted by"), required=False)
    names = forms.ChoiceField(
        label=gettext_lazy("Names"),
        choices=[("first", "Eileen Chang, Lu Xun"), ("last", "Chang, Eileen; Lu, Xun")],
    )
    dates = forms.ChoiceField(
        label=gettext_lazy("03/04/2020 is"), choices=[("dmy", gettext_lazy("3 April")), ("mdy", gettext_lazy("4 March"))]
    )
    currency = forms.CharField(label=gettext_lazy("Currency where none is named"), max_length=3, required=False)
    includes_tax = forms.BooleanField(label=gettext_lazy("Prices include tax"), required=False)
    form = forms.ChoiceField(label=gettext_lazy("Form where none is named"), required=False)
    splits_series = forms.BooleanField(label=gettext_lazy("“Title (Series, #3)” names a series"), required=False)

    def __init__(self, data: Any = None, *, table: Table, reading: Reading) -> None:
        told = {
            **vars(reading.options),
            "encoding": reading.encoding or table.encoding,
            "delimiter": reading.delimiter or table.delimiter,
        }
        super().__init__(data, initial=told)
        self.table = table
        self.samples = first_rows(table, SHOWN_ROWS)
        self._choose("form", [("", _("unknown")), *Edition._meta.get_field("form").flatchoices])
        if table.kind == "csv":
            self._choose("encoding", [(name, name) for name in dict.fromkeys([table.encoding, *ENCODINGS])])
            self._choose("delimiter", [(mark, str(DELIMITER_NAMES[name])) for mark, name in DELIMITERS.items()])
        else:
            del self.fields["encoding"], self.fields["delimiter"]
        choices = [("", _("– nothing we need –")), *((name, str(FIELD_NAMES[name])) for name in FIELDS)]
        chosen = {column: name for name, column in reading.mapping.items()}
        for number, heading in enumerate(table.headings):
            label = heading or _("Column %(number)d") % {"number": number + 1}
            field = forms.ChoiceField(label=label, choices=choices, required=False, initial=chosen.get(number, ""))
            self.fields[f"column-{number}"] = field

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    def clean_currency(self) -> str:
        code = str(self.cleaned_data["currency"]).upper()
        if code and not is_currency(code):
            raise forms.ValidationError(_("“%(code)s” is no currency. Use its three letters, for example EUR.") % {"code": code})
        return code

    def clean(self) -> dict[str, Any]:
        words = super().clean() or {}
        chosen = [words.get(f"column-{number}") for number in range(len(self.table.headings))]
        twice = sorted({name for name in chosen if name and chosen.count(name) > 1})
        if twice:
            names = ", ".join(f"“{FIELD_NAMES[name]}”" for name in twice)
            raise forms.ValidationError(_("%(names)s is said of two columns. Choose one of them.") % {"names": names})
        if not {"isbn", "title"} & set(chosen):
            raise forms.ValidationError(_("Say which column holds the ISBN, or which the title."))
        return words

    def reading(self) -> Reading:
        words = self.cleaned_data
        mapping = {words[name]: number for number in range(len(self.table.headings)) if words[name := f"column-{number}"]}
        named = {name: words[name] for name in SheetOptions.__dataclass_fields__ if name in words}
        return Reading(mapping, SheetOptions(**named), words.get("encoding", ""), words.get("delimiter", ""))

    @property
    def columns(self) -> list[dict[str, Any]]:
        """Every column as a row of the form: its field, and what stands in its first cells."""
        return [
            {"field": self[f"column-{number}"], "samples": [row[number] for row in self.samples if row[number]][:SAMPLES]}
            for number in range(len(self.table.headings))
        ]
