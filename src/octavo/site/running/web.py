"""The web server. Run by the supervisor."""

from granian import Granian
from granian.constants import Interfaces

from octavo.site.config import Config

BACKLOG = 1024
RESPAWN_SECONDS = 1.0


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
        respawn_failed_workers=True,
        respawn_interval=RESPAWN_SECONDS,
        workers_kill_timeout=10,
        websockets=False,
        log_enabled=False,
    ).serve()


if __name__ == "__main__":
    import os
    from pathlib import Path

    from octavo.site.config import find_site, load_config
    from octavo.site.running.parent import end_with_parent

    end_with_parent()
    run(load_config(find_site(Path.cwd(), os.environ)))
