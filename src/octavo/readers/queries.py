from allauth.mfa.models import Authenticator
from wagtail.models import GroupPagePermission

from octavo.readers.models import Reader


def has_owner() -> bool:
    """Tell whether somebody can already do everything in the desk."""
    return Reader.objects.filter(is_superuser=True, is_active=True).exists()


def reader_with_address(email: str) -> Reader | None:
    """Return the reader with an address, in whatever case it is written."""
    found = Reader.objects.filter(email__iexact=email)
    # A database may take two letters for one that are two to a mail server, like i and the dotless ı.
    return next((reader for reader in found if reader.email.lower() == email.lower()), None)


def has_second_factor(reader: Reader) -> bool:
    return Authenticator.objects.filter(user=reader, type__in=(Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)).exists()


def is_asked_for_second_factor(reader: Reader) -> bool:
    """Tell whether a code or a password alone does not sign somebody in.

    A reader's passkey is a quicker way in, not a second lock, unless they lead the desk.
    """
    kinds = set(Authenticator.objects.filter(user=reader).values_list("type", flat=True))
    return Authenticator.Type.TOTP in kinds or (Authenticator.Type.WEBAUTHN in kinds and needs_second_factor(reader))


def needs_second_factor(reader: Reader) -> bool:
    """Tell whether somebody may publish, or do everything: owners, editors, and roles made after theirs."""
    if reader.is_superuser:
        return True
    return GroupPagePermission.objects.filter(group__user=reader, permission__codename="publish_page").exists()
