"""What this domain itself puts into an account."""

from django.contrib.auth.signals import user_logged_in
from django.utils.translation import gettext_lazy as _

from octavo.readers.account.actions import take_picture_away
from octavo.readers.account.devices import end_every_device
from octavo.readers.account.exporting import account_of, devices_known_of, letters_of
from octavo.readers.account.parts import AccountPart, register_eraser, register_exporter, register_part
from octavo.readers.account.receivers import note_where_somebody_signs_in


def register_all() -> None:
    register_part(AccountPart("account", _("Your name"), 0))
    register_part(AccountPart("account_email", _("Your address"), 30))
    register_part(AccountPart("mfa_list_webauthn", _("Passkeys"), 40))
    register_part(AccountPart("mfa_index", _("The second factor"), 50))
    register_part(AccountPart("account_devices", _("Devices"), 55))
    register_part(AccountPart("account_letters", _("Letters"), 60))
    register_part(AccountPart("account_everything", _("Everything about you"), 70))
    register_part(AccountPart("account_leave", _("Delete your account"), 80))
    register_exporter("account", _("Your account"), account_of)
    register_exporter("letters", _("Letters"), letters_of)
    register_exporter("devices", _("Devices"), devices_known_of)
    register_eraser("devices", end_every_device)
    register_eraser("picture", take_picture_away)
    user_logged_in.connect(note_where_somebody_signs_in, dispatch_uid="devices")
