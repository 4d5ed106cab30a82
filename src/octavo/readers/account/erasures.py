"""The list of who was erased, kept beside the backups: one that is restored has them again, and forgets them again.

A line names nobody: it is a hash of an account's number and the moment it was made.
"""

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from octavo.readers.models import Reader


def key_of(reader: Reader) -> str:
    return hashlib.sha256(f"{reader.pk} {reader.date_joined.isoformat()}".encode()).hexdigest()


def note_erased(key: str, *, keep_words: bool) -> None:
    """Write an erasure down, on the disk when this returns."""
    path: Path = settings.OCTAVO_ERASED
    path.parent.mkdir(parents=True, exist_ok=True)
    line = json.dumps({"key": key, "keep_words": keep_words, "at": timezone.now().isoformat(timespec="seconds")})
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "a") as file:
        file.write(line + "\n")
        file.flush()
        os.fsync(file.fileno())


def read_erased(paths: Iterable[Path]) -> dict[str, bool]:
    """Return whether words were kept, by key. A line that was cut off names nobody any more, and is passed over."""
    found = {}
    for path in paths:
        for line in path.read_text().splitlines() if path.is_file() else ():
            try:
                row = json.loads(line)
                found[str(row["key"])] = bool(row["keep_words"])
            except (ValueError, KeyError, TypeError):
                continue
    return found
