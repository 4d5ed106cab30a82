"""What readers fill in about themselves."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from octavo.readers.account.pictures import RULE, PictureRefused, small_square
from octavo.readers.models import Reader

SHORTEST_HANDLE = 3
_HANDLE = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_TAKEN = frozenset(
    {"admin", "desk", "octavo", "editor", "editors", "moderator", "owner", "root", "support", "help", "team", "staff"}
)


class ProfileForm(forms.ModelForm):
    new_picture = forms.FileField(
        label=gettext_lazy("A picture of you"),
        required=False,
        help_text=RULE,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/avif"}),
    )
    without_picture = forms.BooleanField(label=gettext_lazy("Take the picture away"), required=False)

    class Meta:
        model = Reader
        fields = ("display_name", "handle")
        labels = {"display_name": gettext_lazy("Your name, as others see it"), "handle": gettext_lazy("Your handle")}
        help_texts = {
            "handle": gettext_lazy("Others call you by it: @handle. Letters, figures and hyphens, at least three."),
        }

    def clean_display_name(self) -> str:
        name = " ".join(self.cleaned_data["display_name"].split())
        if not name:
            raise forms.ValidationError(_("Others have to call you something."))
        return name

    def clean_new_picture(self) -> Any:
        sent = self.cleaned_data["new_picture"]
        try:
            return small_square(sent, size_bytes=sent.size) if sent else None
        except PictureRefused as error:
            raise forms.ValidationError(str(error)) from error

    def clean_handle(self) -> str:
        handle = str(self.cleaned_data["handle"])
        if len(handle) < SHORTEST_HANDLE or not _HANDLE.fullmatch(handle):
            raise forms.ValidationError(_("Letters, figures and hyphens, at least three."))
        others = Reader.objects.exclude(pk=self.instance.pk)
        if handle.casefold() in _TAKEN or others.filter(handle__iexact=handle).exists():
            raise forms.ValidationError(_("Somebody is called that already."))
        return handle


class LeaveForm(forms.Form):
    """The address is typed: nobody loses an account by a slip of the hand."""

    email = forms.CharField(
        label=gettext_lazy("Type your address, to be sure"), widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    words = forms.ChoiceField(
        label=gettext_lazy("What you have written"),
        choices=[("remove", gettext_lazy("Remove it")), ("keep", gettext_lazy("Leave it, without my name"))],
        initial="remove",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader

    def clean_email(self) -> str:
        typed = str(self.cleaned_data["email"])
        if typed.strip().casefold() != self.reader.email.casefold():
            raise forms.ValidationError(_("This is not the address of this account."))
        return typed
