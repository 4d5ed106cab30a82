"""`octavo new`: makes a site's folder, its database and the link that makes the owner's account."""

import argparse
import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from octavo import __version__
from octavo.cli.site_env import environ_of
from octavo.site import prepared, upgrading
from octavo.site.config import SECRET_KEY_NAME, TOML_NAME, Config, load_config

TOML = """\
# The settings of this site. docs/owners/settings.md lists them all, with their defaults.

name = {name}

# The address readers type. With https:// cookies are kept to it and browsers are told to insist.
{url}

# languages = ["en", "zh-hans"]
# time_zone = "Europe/Berlin"
# database = "postgres://octavo@localhost/octavo"

# mail_from = "editors@magazine.example"
# smtp_host = "mail.example"          (its password: OCTAVO_SMTP_PASSWORD in the environment)
"""


DEFAULT_NAME = "Octavo"
ROWS_STAMP, DEMO_STAMP = "prepared", "demo"
HALF_NAME = ".new.sqlite3"


class CannotMakeSite(Exception):
    """Why no site can be made here, in a sentence for the owner."""


def add_to(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    verb = verbs.add_parser("new", help="make a site")
    verb.add_argument("folder", type=Path)
    verb.add_argument("--name", default=DEFAULT_NAME, help="the magazine's name")
    verb.add_argument("--url", default="", help="its public address, for example https://magazine.example")
    verb.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    config = make_site(options.folder, name=options.name, url=options.url)
    prepare(config, invite=True)
    sys.stdout.write(f"\nThen:  cd {options.folder} && octavo serve\n")
    return 0


def make_site(folder: Path, *, name: str = DEFAULT_NAME, url: str = "") -> Config:
    """Make the folder with its octavo.toml and secret, and an empty database of this version's shape."""
    if (folder / TOML_NAME).exists():
        raise CannotMakeSite(f"{folder} is a site already. To run it: cd {folder} && octavo serve")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CannotMakeSite(f"{folder} is not empty. Choose a name that is free: octavo new mysite")
    was_there = folder.exists()
    try:
        return _fill(folder, name=name, url=url)
    except OSError as error:
        _empty(folder, keep=was_there)
        raise CannotMakeSite(f"{folder} cannot be written ({error.strerror}). Choose a folder that is yours.") from error
    except BaseException:
        # A half site would be taken for a whole one the next time.
        _empty(folder, keep=was_there)
        raise


def _fill(folder: Path, *, name: str, url: str) -> Config:
    _make_folders(folder)
    address = f"url = {_quoted(url)}" if url else '# url = "https://magazine.example"'
    (folder / TOML_NAME).write_text(TOML.format(name=_quoted(name), url=address), encoding="utf-8")
    config = load_config(folder)
    make_database(config)
    return config


def _empty(folder: Path, *, keep: bool) -> None:
    for path in (folder / "data", folder / "theme") if keep else (folder,):
        shutil.rmtree(path, ignore_errors=True)
    with suppress(OSError):
        (folder / TOML_NAME).unlink()


def make_database(config: Config) -> None:
    """Give a site without a database one: unpacked where a prepared one fits, else by running the migrations."""
    for stamp in (ROWS_STAMP, DEMO_STAMP):
        # They spoke of another database, which is gone or stays where it is.
        (config.data_folder / stamp).unlink(missing_ok=True)
    source = prepared.prepared_file() if config.is_sqlite else None
    if source:
        prepared.unpack(source, config.sqlite_path)
    else:
        sys.stdout.write("Making the database; this takes half a minute, once…\n")
        _migrate(config)
    upgrading.note_up_to_date(config)


def prepare(config: Config, *, invite: bool) -> None:
    """Make the rows of a new site; with `invite`, print the owner's one-time link."""
    call_child(config, "prepare_site", *(["--invite"] if invite else []))
    _note(config, ROWS_STAMP, _rows_fingerprint(config))


def call_child(config: Config, *words: str) -> None:
    """Run a Django command in a process of its own, so that this one stays light. Raises CannotMakeSite."""
    child = subprocess.run([sys.executable, "-m", "django", *words], env=environ_of(config), check=False)  # noqa: S603
    if child.returncode:
        raise CannotMakeSite(f"'{words[0]}' failed; what it said stands above. The site in {config.folder} is left as it was.")


def is_prepared(config: Config) -> bool:
    """Tell without Django whether the site's rows were made for its present name, address and languages."""
    return _noted(config, ROWS_STAMP) == _rows_fingerprint(config)


def has_demo(config: Config) -> bool:
    return bool(_noted(config, DEMO_STAMP))


def note_demo(config: Config) -> None:
    _note(config, DEMO_STAMP, __version__)


def write_secret(folder: Path) -> None:
    """Make the secret key of a site, readable by its owner alone."""
    secrets_folder = folder / "data" / "secrets"
    secrets_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(secrets_folder / SECRET_KEY_NAME, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(50))


def _migrate(config: Config) -> None:
    if not config.is_sqlite:
        call_child(config, "upgrade_database", "--tables-only")
        return
    # Under another name until it is whole: a cut half-way leaves no half database behind.
    half = config.data_folder / HALF_NAME
    half.unlink(missing_ok=True)
    half.touch(0o600)
    call_child(config, "upgrade_database", "--tables-only", "--copy", str(half))
    prepared.keep_in_cache(half)
    half.replace(config.sqlite_path)


def _make_folders(folder: Path) -> None:
    for name in ("data/media", "theme/templates", "theme/static"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    write_secret(folder)


def _rows_fingerprint(config: Config) -> str:
    return "\n".join([config.name, config.url, config.language, *config.languages])


def _noted(config: Config, stamp: str) -> str:
    path = config.data_folder / stamp
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _note(config: Config, stamp: str, text: str) -> None:
    with tempfile.NamedTemporaryFile("w", dir=config.data_folder, delete=False, encoding="utf-8") as file:
        file.write(text)
    Path(file.name).replace(config.data_folder / stamp)


def _quoted(text: str) -> str:
    # What JSON escapes, TOML escapes alike.
    return json.dumps(text, ensure_ascii=False)
