"""Reads the command line and calls the verb."""

import argparse
import sys
from collections.abc import Sequence

from octavo import __version__
from octavo.cli import backup, check, django_verbs, new, restore, serve, upgrade
from octavo.site.backups.errors import BackupError
from octavo.site.config import ConfigError
from octavo.site.running.lock import SiteIsRunning
from octavo.site.upgrading import CannotUpgrade

VERBS = (new, serve, check, upgrade, backup, restore)
REFUSALS = (ConfigError, new.CannotMakeSite, CannotUpgrade, BackupError, SiteIsRunning)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a verb; return its exit code. What the owner can mend is said in a sentence, never a trace."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and given[0] in django_verbs.COMMANDS:
        run = lambda: django_verbs.run(given[0], given[1:])  # noqa: E731 - the same shape as the verbs below
    else:
        options = parser().parse_args(given)
        run = lambda: options.run(options)  # noqa: E731
    try:
        return run() or 0
    except REFUSALS as error:
        sys.stderr.write(f"octavo: {error}\n")
        return 1
    except KeyboardInterrupt:
        return 130


def parser() -> argparse.ArgumentParser:
    """Return the parser of every verb, with its help."""
    outer = argparse.ArgumentParser(prog="octavo", description="A magazine that sells books.")
    outer.add_argument("--version", action="version", version=f"octavo {__version__}")
    verbs = outer.add_subparsers(title="verbs", metavar="VERB", required=True)
    for verb in VERBS:
        verb.add_to(verbs)
    for name, command in django_verbs.COMMANDS.items():
        verbs.add_parser(name, help=command.help)
    return outer


if __name__ == "__main__":
    sys.exit(main())
