"""Letters come into the queue in the transaction of their cause."""

from copy import copy
from datetime import datetime
from email.utils import parseaddr
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction

from octavo.mail.addresses import checked, hash_of, one_line, own_address
from octavo.mail.kinds import LetterKind, kind_called
from octavo.mail.models import Letter
from octavo.mail.queries import reason_for_none
from octavo.mail.signals import letters_queued
from octavo.mail.writing import LONGEST_SUBJECT, known_language, new_message_id, write


def queue_letter(  # noqa: PLR0913 - each is a property of the letter
    kind: str,
    to: str,
    context: dict[str, Any],
    *,
    language: str = "",
    key: str = "",
    reply_to: str = "",
    expires_at: datetime | None = None,
) -> Letter | None:
    """Write a letter of a kind into the queue, in the caller's transaction; it is sent after the commit.

    `context` is what the templates of the kind say they read; links in it are whole addresses.
    A second letter with a `key` there was already is not written: the first is returned.
    None when the address has left the kind or is to get nothing. After `expires_at` it is not sent any more.
    Raises LookupError for an unknown kind and BadAddress for what is no e-mail address.
    """
    known = kind_called(kind)
    if key and (first := Letter.objects.filter(key=key).first()):
        return first
    address = checked(to)
    if reason_for_none(kind, hash_of(address)):
        return None
    spoken = known_language(language)
    words = write(known, address, context, spoken)
    fields = {**_fields(known, address), **words._asdict(), "language": spoken, "expires_at": expires_at}
    return _queue({**fields, "reply_to": checked(reply_to) if reply_to else ""}, key)


def queue_message(message: EmailMessage, *, kind: str = "plain") -> list[Letter]:
    """Queue what Django or Wagtail wrote, a letter for each recipient who gets letters; attachments go with it.

    The sender is the site's own address, as receivers check; who was named as the sender gets the answers.
    """
    known, message_id = kind_called(kind), new_message_id()
    outgoing = _from_us(message, message_id)
    source: Any = outgoing.message()
    kept = {
        "source": source.as_bytes(linesep="\r\n"),
        "subject": one_line(str(message.subject))[:LONGEST_SUBJECT],
        "text": str(message.body),
        "language": known_language(""),
    }
    addresses = dict.fromkeys(checked(parseaddr(recipient)[1]) for recipient in message.recipients())
    wanted = [address for address in addresses if not reason_for_none(kind, hash_of(address))]
    with transaction.atomic():
        return [_queue({**_fields(known, address), **kept, "message_id": message_id}, "") for address in wanted]


def _fields(kind: LetterKind, address: str) -> dict[str, Any]:
    return {
        "kind": kind.name,
        "stream": kind.stream,
        "order": kind.order,
        "address": address,
        "address_sha256": hash_of(address),
        "message_id": new_message_id(),
    }


def _queue(fields: dict[str, Any], key: str) -> Letter:
    if key:
        # Of two who write it at once, one waits for the other here, and finds its letter.
        letter, _is_new = Letter.objects.get_or_create(key=key, defaults=fields)
    else:
        letter = Letter.objects.create(**fields)
    _announce_once()
    return letter


def _announce_once() -> None:
    """Call the sender after the commit: once for a thousand letters, which Django itself does not offer."""
    if not any(then is _announce for _savepoints, then, *_rest in transaction.get_connection().run_on_commit):
        transaction.on_commit(_announce)


def _announce() -> None:
    letters_queued.send(Letter)


def _from_us(message: EmailMessage, message_id: str) -> EmailMessage:
    ours, (name, address) = copy(message), own_address()
    theirs_name, theirs = parseaddr(message.from_email)
    if theirs.casefold() != address.casefold():
        ours.reply_to = message.reply_to or ([theirs] if theirs else [])
    ours.from_email = f"{_quoted(one_line(theirs_name or name))} <{address}>"
    ours.extra_headers = {**message.extra_headers, "Message-ID": message_id, "Auto-Submitted": "auto-generated"}
    return ours


def _quoted(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
