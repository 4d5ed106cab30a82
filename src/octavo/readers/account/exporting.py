"""What this domain and that of letters know of a reader."""

from typing import Any

from octavo.mail.queries import kinds_left_by, letters_to
from octavo.readers.account.devices import devices_of
from octavo.readers.models import Reader


def account_of(reader: Reader) -> dict[str, Any]:
    return {
        "e-mail address": reader.email,
        "display name": reader.display_name,
        "handle": reader.handle,
        "picture": reader.portrait.url if reader.portrait else None,
        "joined": reader.date_joined.isoformat(),
        "last signed in": reader.last_login.isoformat() if reader.last_login else None,
        "roles": sorted(reader.groups.values_list("name", flat=True)),
    }


def letters_of(reader: Reader) -> dict[str, Any]:
    """Return which letters went to a reader; what they said is not repeated: it may hold a code."""
    sent = [
        {"kind": letter.kind, "subject": letter.subject, "state": letter.state, "written": letter.queued_at.isoformat()}
        for letter in letters_to(reader.email).only("kind", "subject", "state", "queued_at")
    ]
    return {"kinds you have left": sorted(kinds_left_by(reader.email)), "letters to you": sent}


def devices_known_of(reader: Reader) -> dict[str, Any]:
    return {
        "where you are signed in": [
            {
                "browser": device.browser,
                "system": device.system,
                "signed in": device.signed_in_at.isoformat(),
                "last seen": device.seen_at.isoformat(),
            }
            for device in devices_of(reader)
        ]
    }
