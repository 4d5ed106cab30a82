"""Forms of accounts at the desk: an account is an e-mail address and a display name."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from octavo.readers.account.actions import change_picture
from octavo.readers.models import Reader

FIELDS = ("email", "display_name", "is_superuser", "groups")
GROUPS = {"groups": forms.CheckboxSelectMultiple}


class _AccountForm(forms.ModelForm):
    # Wagtail's forms declare these two, which nobody here has.
    first_name = None
    last_name = None
    error_messages: dict[str, Any] = {
        "duplicate_username": _("Somebody has an account with this e-mail address."),
        "password_mismatch": UserCreationForm.error_messages["password_mismatch"],
    }

    def clean_email(self) -> str:
        email = Reader.objects.normalize_email(self.cleaned_data["email"])
        # The database compares without regard to case, so must the form, or it would break off with an error.
        if Reader.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(self.error_messages["duplicate_username"], code="duplicate_username")
        return email


class NewAccountForm(_AccountForm, UserCreationForm):
    class Meta(UserCreationForm.Meta):
        model = Reader
        fields = FIELDS
        widgets = GROUPS


class AccountForm(_AccountForm, UserEditForm):
    class Meta(UserEditForm.Meta):
        model = Reader
        fields = (*FIELDS, "handle", "is_active")
        widgets = GROUPS

    without_picture = forms.BooleanField(label=_("Take the picture away"), required=False)

    def save(self, commit: bool = True) -> Reader:
        reader: Reader = super().save(commit=commit)
        change_picture(reader, None, takes_away=self.cleaned_data["without_picture"])
        return reader


class OwnNameForm(forms.ModelForm):
    """What a person changes of their own account under Account."""

    class Meta:
        model = Reader
        fields = ("display_name",)
        help_texts = {"display_name": _("Another e-mail address: at your account, under “Address”.")}
