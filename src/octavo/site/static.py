"""Addresses of static files that change when the file does."""

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage

DIGITS = 10


class VersionedStaticStorage(StaticFilesStorage):
    """Adds `?v=` and a hash of the content, so that a browser may keep a file for long."""

    def url(self, name: str | None) -> str:
        url = super().url(name)
        version = "" if name is None or settings.DEBUG else version_of(name)
        return f"{url}?v={version}" if version else url


@cache
def version_of(name: str) -> str:
    """Return the first digits of the file's hash, or "" for a file that is not there."""
    path = finders.find(name)
    if not path:
        return ""
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:DIGITS]
