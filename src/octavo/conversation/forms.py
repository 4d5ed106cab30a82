"""What readers fill in."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from octavo.conversation.models.words import MAX_CHARACTERS


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
