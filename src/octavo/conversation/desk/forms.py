"""What moderators fill in."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from octavo.conversation.actions.rulings import NEEDS_REASON, Act
from octavo.conversation.models import HouseRule
from octavo.conversation.models.words import MAX_CHARACTERS
from octavo.conversation.spam.rules import Kind, Rule

ACTS = [(act.value, act.label) for act in (Act.APPROVE, Act.REJECT, Act.SPAM, Act.TRUST, Act.BLOCK, Act.EDIT, Act.DISMISS)]
LONGEST_REASON = 2_000


class RulingForm(forms.Form):
    act = forms.ChoiceField(choices=ACTS)
    reason = forms.CharField(required=False, max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 2}))
    source = forms.CharField(required=False, max_length=MAX_CHARACTERS, widget=forms.Textarea)

    def clean(self) -> dict[str, Any]:
        words = super().clean() or {}
        if words.get("act") in NEEDS_REASON and not words.get("reason", "").strip():
            raise forms.ValidationError(_("Say why: the author is told."))
        if words.get("act") == Act.EDIT and not words.get("source", "").strip():
            raise forms.ValidationError(_("There is nothing in it yet."))
        return words


class HouseRuleForm(forms.ModelForm):
    class Meta:
        model = HouseRule
        fields = ("is_on", "value", "weight")

    weight = forms.FloatField(min_value=0, max_value=10, label=gettext_lazy("Weight"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.instance.kind
        if kind == Kind.WORDS:
            self.fields["value"].widget = forms.Textarea(attrs={"rows": 4})
        elif kind in {Kind.FIRST, Kind.BLOCKED}:
            del self.fields["value"]
        else:
            self.fields["value"].widget = forms.NumberInput(attrs={"step": "any", "min": 0})

    def clean(self) -> dict[str, Any]:
        words = super().clean() or {}
        rule = Rule(Kind(self.instance.kind), words.get("value", ""))
        # An empty list of words is no mistake: the rule waits for words.
        if not rule.makes_sense and not (rule.kind == Kind.WORDS and not rule.value.strip()):
            self.add_error("value", _("Give a number of 0 or more."))
        return words
