"""Whether a site is being served from a folder, on this machine."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NAME = "running.lock"


class SiteIsRunning(Exception):
    """Somebody serves the site just now, in a sentence for the owner."""


@contextmanager
def running(data_folder: Path) -> Iterator[None]:
    """Let others see that the site is served. The lock goes with the process, however it ends."""
    with _locked(data_folder, fcntl.LOCK_SH):
        yield


@contextmanager
def standing_still(data_folder: Path) -> Iterator[None]:
    """Go on only while nobody serves the site. Raises SiteIsRunning."""
    with _locked(data_folder, fcntl.LOCK_EX):
        yield


@contextmanager
def _locked(data_folder: Path, kind: int) -> Iterator[None]:
    descriptor = os.open(data_folder / NAME, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(descriptor)
        what = "is being served" if kind == fcntl.LOCK_EX else "is being upgraded or restored"
        raise SiteIsRunning(
            f"The site in {data_folder.parent} {what} by another process. Stop that one, then try again."
        ) from error
    try:
        yield
    finally:
        os.close(descriptor)
