"""Two paths change places, in one step where the system can."""

import ctypes
import os
import sys
from pathlib import Path

AT_FDCWD = -100
RENAME_EXCHANGE = 2


def exchange(new: Path, old: Path) -> None:
    """Put `new` where `old` is and the other way round; where `old` is not there, just move `new`."""
    if not old.exists() and not old.is_symlink():
        new.rename(old)
    elif not _exchange_at_once(new, old):
        # Not every file system can; a cut between these two leaves the old one under its other name.
        between = old.with_name(f".{old.name}.old")
        old.rename(between)
        new.rename(old)
        between.rename(new)


def _exchange_at_once(new: Path, old: Path) -> bool:
    if sys.platform != "linux":
        return False
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    return bool(renameat2(AT_FDCWD, os.fsencode(new), AT_FDCWD, os.fsencode(old), RENAME_EXCHANGE) == 0)
