"""`octavo serve` and `octavo work`: the site at work."""

import argparse
import errno
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from octavo.cli import new, upgrade
from octavo.cli.site_env import environ_of, site_config
from octavo.site import upgrading
from octavo.site.config import TOML_NAME, Config, ConfigError, load_config
from octavo.site.running.lock import running
from octavo.site.running.supervisor import Address, Supervisor

DESK = "/desk/"
# The scheduler has Django loaded and asks it whether there is an owner yet.
SAY_OWNER_LINK = "--say-owner-link"

# The magazine that `octavo demo` fills a site with.
DEMO_NAME = "The Quayside Review"


def add_to(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    verb = verbs.add_parser("serve", help="run the site: web, worker and scheduler")
    verb.add_argument("--demo", action="store_true", help="fill a new site with the demo magazine first")
    verb.set_defaults(run=serve)
    verbs.add_parser("work", help="run worker and scheduler alone, on another machine").set_defaults(run=work)


def serve(options: argparse.Namespace) -> int:
    if options.demo:
        # A demo is looked at, by whoever comes: nobody sets up an app for it.
        os.environ.setdefault("OCTAVO_STAFF_SECOND_FACTOR", "false")
    config = _with_secret_key(_site_here(DEMO_NAME if options.demo else new.DEFAULT_NAME))
    with _port_claimed(config):
        _bring_up_to_date(config)
        if options.demo and not new.has_demo(config):
            new.call_child(config, "demo")
            new.note_demo(config)
        address = Address(_reachable(config.host), config.port, config.allowed_hosts[0])
        supervisor = Supervisor(
            say=_say, environ=environ_of(config), address=address, first_words={"scheduler": [SAY_OWNER_LINK]}
        )
        with running(config.data_folder):
            return supervisor.run(["web", "worker", "scheduler"], when_ready=lambda: _greet(config))


def work(options: argparse.Namespace) -> int:
    config = site_config()
    _bring_up_to_date(config)
    _say("Working. Ctrl-C ends it.")
    with running(config.data_folder):
        return Supervisor(say=_say, environ=environ_of(config)).run(["worker", "scheduler"])


def _site_here(name: str) -> Config:
    """Return the site of this folder; an empty folder is made into one called `name`."""
    here = Path.cwd()
    try:
        return site_config()
    except ConfigError:
        if (here / TOML_NAME).exists() or any(here.iterdir()):
            raise
    return new.make_site(here, name=name)


def _with_secret_key(config: Config) -> Config:
    """Return the settings with a key: octavo.toml may have come here without data/."""
    if config.secret_key:
        return config
    new.write_secret(config.folder)
    _say("There was no secret key: a new one was made. Whoever was signed in signs in again.")
    return load_config(config.folder)


def _bring_up_to_date(config: Config) -> None:
    config.media_folder.mkdir(parents=True, exist_ok=True)
    if config.is_sqlite and not config.sqlite_path.exists():
        new.make_database(config)
    elif not upgrading.is_up_to_date(config):
        upgrade.upgrade(config)
    if not new.is_prepared(config):
        new.prepare(config, invite=False)


@contextmanager
def _port_claimed(config: Config) -> Iterator[None]:
    """Hold the port from now on. Raises ConfigError if it is taken.

    Several web processes may listen on one port, so that of two sites that
    start in the same second each would get every other request.
    """
    with socket.socket(socket.AF_INET6 if ":" in config.host else socket.AF_INET) as claim:
        claim.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            claim.bind((config.host, config.port))
        except OSError as error:
            raise _cannot_listen(config, error) from error
        if sys.platform == "linux":
            # Shared with our own web processes, which ask for it in this way, and with nobody who looks as we just did.
            claim.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 0)
            claim.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        else:
            claim.close()
        yield


def _cannot_listen(config: Config, error: OSError) -> ConfigError:
    if error.errno == errno.EADDRINUSE:
        hint = f"Stop what listens there, or choose another: OCTAVO_PORT={config.port + 1} octavo serve"
        return ConfigError(f"Port {config.port} of {config.host} is taken. {hint}")
    return ConfigError(f"{config.host}:{config.port} cannot be listened on ({error.strerror}). Set host and port in {TOML_NAME}.")


def _greet(config: Config) -> None:
    host = _reachable(config.host)
    address = f"http://{f'[{host}]' if ':' in host else host}:{config.port}"
    _say(f"\n  The magazine   {address}/\n  The desk       {address}{DESK}")
    if not config.url.startswith(address):
        _say(f"  For others     {config.url}/")


def _reachable(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound


def _say(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()
