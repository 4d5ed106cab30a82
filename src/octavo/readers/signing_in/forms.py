"""What is typed to sign in."""

import unicodedata
from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from octavo.readers.models import Reader

LONGEST_ADDRESS = 254
LONGEST_CODE = 60
LONGEST_NAME = 60


def code_field() -> forms.CharField:
    return forms.CharField(
        label=pgettext_lazy("typed to sign in", "Code"),
        max_length=LONGEST_CODE,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}),
    )


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

    code = code_field()

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


class OwnPasswordForm(forms.Form):
    """One's own password, once more."""

    password = forms.CharField(
        label=_("Password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader

    def clean_password(self) -> str:
        if not self.reader.check_password(self.cleaned_data["password"]):
            raise forms.ValidationError(_("This is not your password."), code="incorrect_password")
        return self.cleaned_data["password"]


class NewPasswordForm(forms.Form):
    password = forms.CharField(
        label=_("New password"),
        strip=False,
        help_text=_("At least eight characters; a sentence is better than a word."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader

    def clean_password(self) -> str:
        validate_password(self.cleaned_data["password"], self.reader)
        return self.cleaned_data["password"]


class AppCodeForm(ActivateTOTPForm):
    """The first code of an app, which shows that it was set up."""

    code = code_field()


class SecondFactorForm(AuthenticateForm):
    code = code_field()


class AddPasskeyForm(AddWebAuthnForm):
    """Every key here is a passkey: it signs in by itself, so it must know its owner."""

    name = forms.CharField(label=_("Its name"), max_length=LONGEST_NAME, required=False)
    passwordless = None


class PasskeyNameForm(EditWebAuthnForm):
    name = forms.CharField(label=_("Its name"), max_length=LONGEST_NAME)
