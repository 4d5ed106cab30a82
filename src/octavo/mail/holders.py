"""Which process is sending a letter, and whether it is still there."""

import os
import socket
from pathlib import Path


def this_process() -> str:
    """Return a name by which another process on this machine can tell whether we are gone."""
    return f"{_place()}:{os.getpid()}"


def is_gone(holder: str) -> bool:
    """Tell whether a process surely is no more. Of another machine, or another container, we do not know."""
    place, _colon, number = holder.rpartition(":")
    if place != _place() or not number.isdigit():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def _place() -> str:
    # Two containers can share a host name, but not the numbers of their processes.
    space = Path("/proc/self/ns/pid")
    return f"{socket.gethostname()[:100]}/{space.readlink() if space.is_symlink() else ''}"
