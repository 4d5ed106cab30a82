"""The browsers in which a reader is signed in: noting them, listing them, ending them."""

import hashlib
from datetime import UTC, datetime, timedelta

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import IntegrityError
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from octavo.readers.account.agents import names_of
from octavo.readers.models import Device, Reader

NOTED_EVERY = timedelta(hours=1)


def note_device(session: SessionBase, agent: str) -> None:
    """Note that a session was seen, at most once an hour. A session of nobody is not noted."""
    if SESSION_KEY not in session:
        return
    if not session.session_key:
        # Somebody else was signed in here: the new session has no row yet.
        session.save()
    # The session itself must not change: it would live longer than the hint beside it.
    seen = f"device:{hashlib.sha256(str(session.session_key).encode()).hexdigest()}"
    if cache.add(seen, True, NOTED_EVERY.total_seconds()):
        _note(session, agent)


def _note(session: SessionBase, agent: str) -> None:
    now = timezone.now()
    device = Device.objects.filter(session_id=session.session_key).only("seen_at").first()
    if device is None:
        _add(session, agent)
    elif now - device.seen_at >= NOTED_EVERY:
        Device.objects.filter(pk=device.pk).update(seen_at=now)


def _add(session: SessionBase, agent: str) -> None:
    browser, system = names_of(agent)
    device = Device(
        session_id=str(session.session_key),
        reader_id=int(session[SESSION_KEY]),
        browser=browser,
        system=system,
        signed_in_at=_signed_in_at(session),
    )
    try:
        Device.objects.bulk_create([device], ignore_conflicts=True)
    except IntegrityError:
        # The session, or its reader, was ended from elsewhere while this answer was made.
        return


def _signed_in_at(session: SessionBase) -> datetime:
    """Return when this session began: a change of password gives it another key, and its device another row."""
    records = session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    began = min((record["at"] for record in records), default=None)
    return datetime.fromtimestamp(began, UTC) if began else timezone.now()


def devices_of(reader: Reader) -> list[Device]:
    """Return where a reader is signed in, the last seen first; not where a changed password or address has ended it."""
    devices = Device.objects.filter(reader=reader, session__expire_date__gt=timezone.now())
    return [device for device in devices.select_related("session").order_by("-seen_at", "-pk") if _is_valid(device, reader)]


def _is_valid(device: Device, reader: Reader) -> bool:
    kept = device.session.get_decoded().get(HASH_SESSION_KEY, "")
    hashes = (reader.get_session_auth_hash(), *reader.get_session_auth_fallback_hash())
    return any(constant_time_compare(kept, known) for known in hashes)


def end_device(device: Device) -> None:
    """Sign a browser out, at once."""
    Session.objects.filter(pk=device.session_id).delete()


def end_other_devices(reader: Reader, session_key: str) -> None:
    """Sign a reader out at once wherever they are signed in, but for one session."""
    Session.objects.filter(device__reader=reader).exclude(pk=session_key).delete()


def end_every_device(reader: Reader, keeps_words: bool) -> None:
    """Leave no session of somebody whose account is erased."""
    Session.objects.filter(device__reader=reader).delete()
