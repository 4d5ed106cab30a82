"""`octavo upgrade`: backs up, migrates, checks."""

import argparse
import sys

from octavo import __version__
from octavo.cli import new
from octavo.cli.site_env import site_config
from octavo.site import upgrading
from octavo.site.backups import postgres_copy
from octavo.site.config import Config


def add_to(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    verb = verbs.add_parser("upgrade", help="back up, migrate, check")
    verb.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    config = site_config()
    if upgrading.is_up_to_date(config):
        say(f"Nothing to do: the database fits Octavo {__version__}.")
        return 0
    upgrade(config)
    return 0


def upgrade(config: Config) -> None:
    """Upgrade the site's database, saying so; fill one that is empty. Raises what upgrading raises."""
    if not config.is_sqlite and postgres_copy.is_empty(config):
        new.make_database(config)
        new.prepare(config, invite=False)
        return
    say(f"The database was made by another version of Octavo than {__version__}.")
    upgrading.upgrade_site(config, run_django=new.call_child, say=say)


def say(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()
