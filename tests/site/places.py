"""Real site folders for tests of what works on a whole site, on either database."""

import atexit
import itertools
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from octavo.site import prepared, upgrading
from octavo.site.backups.secrets_file import place_secrets
from octavo.site.config import Config, load_config
from tests.scratch_site import postgres_url, wants_postgres

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = "octavo.site.settings"
TOML = 'name = "The Small Review"\nurl = "http://127.0.0.1:8300"\nstaff_second_factor = false\n'
_numbers = itertools.count()


def clean_environ(**more: str) -> dict[str, str]:
    """Return the environment without what the tests themselves set."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("OCTAVO_", "DJANGO_"))}
    return {**kept, **more}


def make_place(folder: Path) -> Config:
    """Make a site with an empty database of this version, without running a command."""
    for name in ("data/media", "theme"):
        (folder / name).mkdir(parents=True)
    database = f'database = "{make_postgres_database()}"\n' if wants_postgres() else ""
    (folder / "octavo.toml").write_text(TOML + database)
    place_secrets(folder / "data" / "secrets", {})
    config = load_config(folder, {})
    if config.is_sqlite:
        source = prepared.prepared_file()
        assert source, "no prepared database: make setup"
        prepared.unpack(source, config.sqlite_path)
    upgrading.note_up_to_date(config)
    return config


def make_postgres_database(*, empty: bool = False) -> str:
    """Return the address of a new database; needs the template that django_db_setup makes."""
    import psycopg

    name = f"octavo_place_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}_{os.getpid()}_{next(_numbers)}"
    template = "" if empty else f' TEMPLATE "octavo_template_{prepared.fingerprint()}"'
    with psycopg.connect(postgres_url(), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"{template}')
    atexit.register(_drop_postgres_database, name)
    return postgres_url(name)


def _drop_postgres_database(name: str) -> None:
    import psycopg

    with psycopg.connect(postgres_url(), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def run_django(config: Config, *words: str) -> str:
    environ = clean_environ(OCTAVO_SITE=str(config.folder), DJANGO_SETTINGS_MODULE=SETTINGS, PYTHONPATH=str(ROOT))
    if config.database:
        environ["OCTAVO_DATABASE"] = config.database
    done = subprocess.run([sys.executable, "-m", "django", *words], env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def run_octavo(folder: Path, *words: str, **environ: str) -> "subprocess.CompletedProcess[str]":
    """Run the command as an owner would, in the site's folder."""
    command = [str(Path(sys.executable).parent / "octavo"), *words]
    return subprocess.run(command, cwd=folder, env=clean_environ(**environ), capture_output=True, text=True, check=False)


def refusing_django(config: Config, *words: str) -> None:
    raise AssertionError(f"{words} should not have been reached")


DjangoRunner = Callable[..., object]
