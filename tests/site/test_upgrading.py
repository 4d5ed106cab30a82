"""An upgrade backs up, migrates and checks; cut anywhere, the old site or the new one is there."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from octavo.site import upgrading
from octavo.site.backups.making import make_backup
from octavo.site.backups.verifying import verify_archive
from octavo.site.config import Config
from octavo.site.running.lock import SiteIsRunning, running
from tests.site.places import clean_environ, make_place, run_django, run_octavo

pytestmark = pytest.mark.process

MAIL = "octavo_mail"


@pytest.fixture
def old_site(tmp_path: Path, django_db_setup: None) -> Config:
    """A site whose database lacks a migration of this version."""
    config = make_place(tmp_path / "site")
    run_django(config, "migrate", MAIL, "zero", "--verbosity=0")
    (config.data_folder / upgrading.STATE_NAME).unlink()
    return config


def has_mail(config: Config) -> bool:
    with closing(sqlite3.connect(config.sqlite_path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return bool(database.execute("SELECT 1 FROM django_migrations WHERE app = ?", [MAIL]).fetchone())


def test_an_upgrade_backs_up_and_migrates_and_says_so(old_site: Config, tmp_path: Path) -> None:
    done = run_octavo(old_site.folder, "upgrade")

    assert done.returncode == 0, done.stderr
    assert "Backing up the database" in done.stdout
    assert "fits Octavo" in done.stdout
    assert upgrading.is_up_to_date(old_site)
    [kept] = (old_site.data_folder / "backups").glob("before-*.gz")
    manifest = verify_archive(kept, scratch=tmp_path)
    assert not [app for app, _ in manifest.migrations if app == MAIL]
    again = make_backup(old_site, tmp_path / "now.tar.gz")
    assert [app for app, _ in again.manifest.migrations if app == MAIL]
    assert run_octavo(old_site.folder, "upgrade").stdout.startswith("Nothing to do: the database fits Octavo")


@pytest.mark.parametrize(
    "moment",
    [
        lambda data: (data / "backups").is_dir(),
        lambda data: list((data / "backups").glob("before-*.gz")),
        lambda data: (data / upgrading.COPY_NAME).exists(),
        lambda data: (data / f"{upgrading.COPY_NAME}-wal").exists(),
    ],
    ids=["backing up", "backed up", "copied", "migrating"],
)
def test_an_upgrade_cut_off_leaves_the_old_site_and_can_be_done_again(old_site: Config, moment: Callable[[Path], object]) -> None:
    if not old_site.is_sqlite:
        pytest.skip("PostgreSQL makes each step a transaction")
    process = subprocess.Popen(
        [str(Path(sys.executable).parent / "octavo"), "upgrade"],
        cwd=old_site.folder,
        env=clean_environ(),
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    while not moment(old_site.data_folder):
        assert process.poll() is None
        time.sleep(0.002)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()

    assert not has_mail(old_site)
    assert run_octavo(old_site.folder, "upgrade").returncode == 0
    assert has_mail(old_site)
    assert not list(old_site.data_folder.glob(f"{upgrading.COPY_NAME}*"))


def test_a_migration_that_fails_leaves_the_old_database(old_site: Config) -> None:
    if not old_site.is_sqlite:
        pytest.skip("PostgreSQL makes each step a transaction")

    def fail(config: Config, *words: str) -> None:
        with closing(sqlite3.connect(words[-1])) as copy:
            copy.execute("DROP TABLE wagtailcore_page")
        raise upgrading.CannotUpgrade("no")

    with pytest.raises(upgrading.CannotUpgrade):
        upgrading.upgrade_site(old_site, run_django=fail, say=str)

    with closing(sqlite3.connect(old_site.sqlite_path)) as database:
        assert database.execute("SELECT count(*) FROM wagtailcore_page").fetchone()[0] > 0
    assert not upgrading.is_up_to_date(old_site)


def test_a_database_that_somebody_has_open_is_not_replaced_under_them(old_site: Config) -> None:
    if not old_site.is_sqlite:
        pytest.skip("PostgreSQL is migrated where it lies")
    with closing(sqlite3.connect(old_site.sqlite_path)) as shell:
        shell.execute("PRAGMA journal_mode=WAL")
        shell.execute("SELECT 1 FROM django_migrations").fetchone()

        done = run_octavo(old_site.folder, "upgrade")

    assert done.returncode == 1
    assert "Another process has" in done.stderr
    assert not has_mail(old_site)


def test_a_site_that_is_served_is_not_upgraded_under_itself(old_site: Config) -> None:
    with running(old_site.data_folder), pytest.raises(SiteIsRunning, match="Stop that one, then try again"):
        upgrading.upgrade_site(old_site, run_django=str, say=str)


def test_another_database_put_in_its_place_is_noticed(tmp_path: Path, django_db_setup: None) -> None:
    config = make_place(tmp_path / "site")
    assert upgrading.is_up_to_date(config)
    if not config.is_sqlite:
        return

    with closing(sqlite3.connect(config.sqlite_path)) as database, database:
        database.execute("DELETE FROM django_migrations WHERE app = 'octavo_mail'")

    assert not upgrading.is_up_to_date(config)
