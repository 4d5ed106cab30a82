from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from octavo.readers.models import Reader


class OwnerForm(forms.Form):
    """What the first account needs."""

    display_name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=_("At least eight characters; a sentence is better than a word."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        if Reader.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError(_("There is an account with this address already."))
        return email

    def clean(self) -> dict[str, Any]:
        words = super().clean() or {}
        if password := words.get("password"):
            try:
                validate_password(password, Reader(email=words.get("email", ""), display_name=words.get("display_name", "")))
            except forms.ValidationError as error:
                self.add_error("password", error)
        return words
