"""What readers fill in."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from octavo.conversation.models import Report
from octavo.conversation.models.words import MAX_CHARACTERS

LONGEST = 2_000


class CommentForm(forms.Form):
    text = forms.CharField(
        label=_("Your comment"),
        max_length=MAX_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 6, "data-keep": "comment"}),
        help_text=_("*emphasis*, **strong**, > quotation, `code`; an address becomes a link."),
        error_messages={"required": _("There is nothing in it yet.")},
    )
    # The form's own number: sent twice, it is one comment.
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class ReportForm(forms.Form):
    why = forms.ChoiceField(label=_("What is wrong with it?"), choices=Report.Why.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Say it in your words"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("If it is against the law: which, and why."),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("If you want to hear what was decided. Whoever wrote it is not told who reported it."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def clean(self) -> dict[str, Any]:
        words = super().clean() or {}
        if words.get("why") in {Report.Why.ILLEGAL, Report.Why.OTHER} and not words.get("text", "").strip():
            self.add_error("text", _("Please say what is wrong: somebody has to decide by it."))
        return words


class AppealForm(forms.Form):
    text = forms.CharField(
        label=_("Why do you think that it was wrong?"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 6})
    )


class SignedActForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason: the author is told, with the way to object."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
