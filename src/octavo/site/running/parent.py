"""Children do not outlive the supervisor, even one that was killed outright."""

import ctypes
import os
import signal
import sys
import threading
import time

PR_SET_PDEATHSIG = 1
LOOK_SECONDS = 2.0
# Who started us: by the time a child asks, a dead parent has been replaced by another process.
PARENT_VARIABLE = "OCTAVO_STARTED_BY"


def end_with_parent(parent: int | None = None) -> None:
    """Ask for a SIGTERM when the parent dies: from Linux, elsewhere by looking every two seconds. Call it first of all."""
    parent = parent or int(os.environ.get(PARENT_VARIABLE) or os.getppid())
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        # It may have died before we asked.
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGTERM)
        return
    threading.Thread(target=_look, args=(parent,), daemon=True).start()


def _look(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
