"""What readers fill in."""

import uuid
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from octavo.books.models import Edition
from octavo.conversation.actions import Said
from octavo.conversation.models import Report
from octavo.conversation.models.review import MAX_STARS
from octavo.conversation.models.words import MAX_CHARACTERS

LONGEST = 2_000
MARKS = _("*emphasis*, **strong**, > quotation, `code`; an address becomes a link.")
STAR_WORDS = {5: _("excellent"), 4: _("good"), 3: _("fair"), 2: _("weak"), 1: _("bad")}


class CommentForm(forms.Form):
    text = forms.CharField(
        label=_("Your comment"),
        max_length=MAX_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 6, "data-keep": "comment"}),
        help_text=MARKS,
        error_messages={"required": _("There is nothing in it yet.")},
    )
    # The form's own number: sent twice, it is one comment.
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class ReviewForm(forms.Form):
    stars = forms.TypedChoiceField(
        label=_("How good is it?"),
        choices=[(stars, STAR_WORDS[stars]) for stars in range(MAX_STARS, 0, -1)],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please give it stars, from one to five.")},
    )
    title = forms.CharField(label=_("Title"), required=False, max_length=200)
    text = forms.CharField(
        label=_("Your review"),
        max_length=MAX_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 8, "data-keep": "review"}),
        help_text=MARKS,
        error_messages={"required": _("There is nothing in it yet.")},
    )
    has_spoilers = forms.BooleanField(label=_("It tells how the book ends: fold it in"), required=False)
    edition = forms.ModelChoiceField(
        label=_("Which edition have you read?"),
        queryset=Edition.objects.none(),
        required=False,
        empty_label=_("I would rather not say"),
    )
    # The form's own number: sent twice, it is one review.
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, editions: QuerySet[Edition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["edition"].queryset = editions  # type: ignore[attr-defined]
        if not editions:
            del self.fields["edition"]

    @property
    def said(self) -> Said:
        """What was filled in."""
        words = self.cleaned_data
        return Said(words["stars"], words["text"], words["title"], words["has_spoilers"], words.get("edition"))


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
