"""The bytes of an attachment: from a local copy of the uploads folder, or from the old site."""

import os
from collections import Counter
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast
from urllib.parse import unquote, urlsplit

from octavo.base.fetch import FetchError, HostUnreachable, fetch
from octavo.importers.actions.ledger import LeftOut

SPOOLED_BYTES = 4 << 20
FETCH_SECONDS = 60
NOT_AT_HAND = "not in the folder of --media, and --no-fetch was given"
# A host that does not answer is asked no more in this run: a dead site would cost a minute for each picture.
TRIES_FOR_A_HOST = 2
_UPLOADS = ("/wp-content/uploads/", "/uploads/", "/files/")

Fetch = Callable[..., object]


class MediaFolder:
    """A copy of wp-content/uploads. Nothing outside it is ever opened, whatever an export says."""

    def __init__(self, folder: Path) -> None:
        self.root = folder.resolve(strict=True)

    def find(self, uploads_path: str, url: str) -> Path | None:
        """Return the file an attachment names by its path, or else the only file of its name."""
        path = unquote(urlsplit(url).path)
        after = [path.partition(mark)[2] for mark in _UPLOADS if mark in path]
        for candidate in [uploads_path, *after, path]:
            if found := self._within(candidate):
                return found
        named = self._by_name.get(path.rpartition("/")[2].lower(), [])
        return self._within(named[0]) if len(named) == 1 else None

    def _within(self, relative: str) -> Path | None:
        parts = [part for part in relative.split("/") if part]
        if not parts or any(part in {".", ".."} or set(part) & set("\\\0:") for part in parts):
            return None
        try:
            found = self.root.joinpath(*parts).resolve(strict=True)
        except OSError:
            return None
        return found if found.is_relative_to(self.root) and found.is_file() else None

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        names: dict[str, list[str]] = {}
        for folder, _, files in os.walk(self.root):
            for name in files:
                names.setdefault(name.lower(), []).append(os.path.relpath(Path(folder) / name, self.root).replace(os.sep, "/"))
        return names


class Files:
    """Where the files of an import come from."""

    def __init__(self, folder: MediaFolder | None = None, *, may_fetch: bool = True, fetch: Fetch = fetch) -> None:
        self.folder, self.may_fetch, self.fetch = folder, may_fetch, fetch
        self._silent_hosts: Counter[str] = Counter()

    def has(self, uploads_path: str, url: str) -> bool:
        """Tell whether the file is at hand without the network."""
        return bool(self.folder and self.folder.find(uploads_path, url))

    def open(self, uploads_path: str, url: str, *, max_bytes: int) -> BinaryIO:
        """Return the file, opened for reading. Raises LeftOut with the reason when it cannot be had."""
        local = self.folder.find(uploads_path, url) if self.folder else None
        if local:
            if local.stat().st_size > max_bytes:
                raise LeftOut(f"larger than {max_bytes >> 20} MB")
            return local.open("rb")
        if not self.may_fetch:
            raise LeftOut(NOT_AT_HAND)
        return self._fetched(url, max_bytes)

    def _fetched(self, url: str, max_bytes: int) -> BinaryIO:
        host = urlsplit(url).hostname or ""
        if self._silent_hosts[host] >= TRIES_FOR_A_HOST:
            raise LeftOut(f"not fetched: {host} did not answer before, and was not asked again in this run")
        file = cast(BinaryIO, SpooledTemporaryFile(max_size=SPOOLED_BYTES))  # noqa: SIM115 - the caller closes it
        try:
            self.fetch(url, file, max_bytes=max_bytes, timeout_seconds=FETCH_SECONDS)
        except FetchError as error:
            file.close()
            if isinstance(error, HostUnreachable):
                self._silent_hosts[host] += 1
            raise LeftOut(f"not fetched: {error}") from error
        file.seek(0)
        return file
