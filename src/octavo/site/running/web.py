"""The web server. Run by the supervisor."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from granian import Granian
from granian.constants import Interfaces

from octavo.site.config import Config, find_site, load_config
from octavo.site.running.parent import end_with_parent

BACKLOG = 1024
RESPAWN_SECONDS = 1.0
KILL_SECONDS = 8


def run(config: Config) -> None:
    """Serve until told to stop."""
    # Few threads, said aloud: granian's own default of 512 costs 65 MB.
    Granian(
        "octavo.site.wsgi:application",
        address=config.host,
        port=config.port,
        interface=Interfaces.WSGI,
        workers=config.web_processes,
        blocking_threads=config.web_threads,
        backlog=BACKLOG,
        # One process: the supervisor starts all again, and says so. Several: the others go on meanwhile.
        respawn_failed_workers=config.web_processes > 1,
        respawn_interval=RESPAWN_SECONDS,
        workers_kill_timeout=KILL_SECONDS,
        websockets=False,
        log_enabled=False,
    ).serve(target_loader=application)


def application(target: str) -> Callable[..., Any]:
    """Load the site in a worker process of granian."""
    # It inherits granian's own handlers, which would swallow a SIGTERM until everything is imported.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    granian = multiprocessing.parent_process()
    end_with_parent(granian.pid if granian else None)
    from octavo.site.wsgi import with_baked_pages  # noqa: PLC0415 - in the worker alone

    return with_baked_pages()


if __name__ == "__main__":
    end_with_parent()
    run(load_config(find_site(Path.cwd(), os.environ)))
