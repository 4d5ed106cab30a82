"""What is typed to sign in."""

import unicodedata
from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_ADDRESS = 254
LONGEST_CODE = 60
LONGEST_NAME = 60


class AddressForm(forms.Form):
    """An address, to sign in with or to change to."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=LONGEST_ADDRESS,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()


class CodeForm(forms.Form):
    """A code as it stood in a letter: spaces and dashes, and full-width digits, are taken as they come."""

    code = forms.CharField(
        label=_("Code"),
        max_length=LONGEST_CODE,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, expected: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected = expected

    def clean_code(self) -> str:
        code = "".join(unicodedata.normalize("NFKC", self.cleaned_data["code"]).split())
        if not compare_user_code(actual=code, expected=self.expected):
            raise forms.ValidationError(_("This is not the code."), code="incorrect_code")
        return code


class PasswordForm(forms.Form):
    """An address and a password."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=LONGEST_ADDRESS,
        widget=forms.EmailInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


class AddPasskeyForm(AddWebAuthnForm):
    """Every key here is a passkey: it signs in by itself, so it must know its owner."""

    name = forms.CharField(label=_("Its name"), max_length=LONGEST_NAME, required=False)
    passwordless = None


class PasskeyNameForm(EditWebAuthnForm):
    name = forms.CharField(label=_("Its name"), max_length=LONGEST_NAME)
