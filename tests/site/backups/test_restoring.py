"""A restored site is the site again, and sends nothing until somebody says so."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from octavo.site.backups import sqlite_copy
from octavo.site.backups.errors import BackupError
from octavo.site.backups.making import Backup, make_backup
from octavo.site.backups.restoring import Restore, restore_backup
from octavo.site.config import Config, load_config
from octavo.site.running.lock import running
from tests.site.places import clean_environ, make_postgres_database, refusing_django, run_django, run_octavo

# What every restore writes: it holds the mail, and says that all pages are old.
OWN_TABLES = ("octavo_mail_hold", "octavo_base_generation", "octavo_baking_announcement")


def environ_for(site: Config) -> dict[str, str]:
    """A restore never writes over a PostgreSQL database: it wants another."""
    return {} if site.is_sqlite else {"OCTAVO_DATABASE": make_postgres_database(empty=True)}


def unheld(backup: Backup) -> dict[str, list[object]]:
    """What a backup holds, but for what every restore adds and the migration of its database file."""
    own = (*OWN_TABLES, "tables.json", "octavo.sqlite3")
    return {name: about for name, about in backup.manifest.members.items() if not any(word in name for word in own)}


def unheld_rows(backup: Backup) -> dict[str, int]:
    return {table: rows for table, rows in backup.manifest.rows.items() if table not in OWN_TABLES}


@pytest.mark.migrates
def test_a_restored_site_holds_the_same_and_its_mail_is_on_hold(site: Config, backup: Backup, tmp_path: Path) -> None:
    folder, environ = tmp_path / "restored", environ_for(site)

    restore_backup(Restore(archive=backup.path, folder=folder, run_django=run_django, environ=environ))

    restored = load_config(folder, environ)
    again = make_backup(restored, tmp_path / "again.tar.gz")
    assert unheld(again) == unheld(backup)
    assert unheld_rows(again) == unheld_rows(backup)
    assert again.manifest.rows["octavo_mail_hold"] == 1
    assert restored.secret_key == site.secret_key
    assert "restored from kept.octavo.tar.gz" in run_django(restored, "mail", "status")
    assert sorted(path.name for path in folder.iterdir()) == ["data", "octavo.toml", "theme"]


def test_what_is_private_stays_private(site: Config, backup: Backup, tmp_path: Path) -> None:
    if not site.is_sqlite:
        pytest.skip("the same on either database, and quicker on that one")
    folder, environ = tmp_path / "restored", environ_for(site)

    restore_backup(Restore(archive=backup.path, folder=folder, run_django=run_django, environ=environ))

    private = [folder / "data" / "secrets" / "secret_key", *folder.glob("data/octavo.sqlite3")]
    assert {stat.S_IMODE(path.stat().st_mode) for path in private} == {0o600}


def test_without_its_secrets_a_site_gets_new_ones_and_says_what_that_means(site: Config, backup: Backup, tmp_path: Path) -> None:
    if not site.is_sqlite:
        pytest.skip("the same on either database, and quicker on that one")
    backup.secrets.unlink()
    restore = Restore(archive=backup.path, folder=tmp_path / "restored", run_django=run_django, environ=environ_for(site))

    restore_backup(restore)

    assert len(load_config(restore.folder, restore.environ).secret_key) > 40
    assert load_config(restore.folder, restore.environ).secret_key != site.secret_key
    assert [note for note in restore.notes if "everybody has to sign in again" in note]


@pytest.mark.parametrize("change", ["belongs to another backup", "is damaged", "cannot be read as secrets"])
def test_secrets_that_do_not_fit_are_refused(site: Config, backup: Backup, tmp_path: Path, change: str) -> None:
    if change == "belongs to another backup":
        shutil.copy(make_backup(site, tmp_path / "other.tar.gz").secrets, backup.secrets)
    elif change == "is damaged":
        backup.secrets.write_text(backup.secrets.read_text().replace(site.secret_key, "guessed"))
    else:
        backup.secrets.write_text("{")

    with pytest.raises(BackupError, match=change):
        restore_backup(Restore(archive=backup.path, folder=tmp_path / "restored", run_django=refusing_django))


def test_a_folder_that_is_not_empty_is_left_alone(backup: Backup, tmp_path: Path) -> None:
    folder = tmp_path / "full"
    folder.mkdir()
    (folder / "thesis.txt").write_text("mine")

    for replace in (False, True):
        with pytest.raises(BackupError, match=r"is not empty|holds no site"):
            restore_backup(Restore(archive=backup.path, folder=folder, run_django=refusing_django, replace=replace))

    assert [path.name for path in folder.iterdir()] == ["thesis.txt"]


def test_a_replaced_site_is_kept_beside_the_new_one(site: Config, backup: Backup) -> None:
    if not site.is_sqlite:
        pytest.skip("a restore wants another PostgreSQL database, and leaves the old folder's alone")
    (site.data_folder / "backups").mkdir()
    (site.data_folder / "backups" / "older.tar.gz").write_bytes(b"older")
    (site.media_folder / "花.txt").write_text("later")

    restore_backup(Restore(archive=backup.path, folder=site.folder, run_django=run_django, replace=True, environ={}))

    assert (site.media_folder / "花.txt").read_text() == "花"
    aside = next(site.folder.glob("before-restore-*"))
    assert (aside / "data" / "media" / "花.txt").read_text() == "later"
    assert (aside / "octavo.toml").is_file()
    assert (site.data_folder / "backups" / "older.tar.gz").is_file()


def test_a_restore_that_fails_leaves_the_old_site_as_it_was(site: Config, backup: Backup) -> None:
    def fail(*words: object) -> None:
        raise BackupError("no")

    (site.media_folder / "花.txt").write_text("later")
    before = sorted(path for path in site.folder.rglob("*"))

    with pytest.raises(BackupError):
        restore_backup(Restore(archive=backup.path, folder=site.folder, run_django=fail, replace=True, environ=environ_for(site)))

    assert sorted(path for path in site.folder.rglob("*")) == before
    assert (site.media_folder / "花.txt").read_text() == "later"


@pytest.mark.parametrize("part", ["octavo.toml", "data/media/花.txt", "data/secrets/secret_key", "data/migrated"])
def test_a_restore_that_is_killed_leaves_the_old_site_and_can_be_done_again(site: Config, backup: Backup, part: str) -> None:
    if not site.is_sqlite:
        pytest.skip("a restore wants another PostgreSQL database, and leaves the old folder's alone")
    (site.media_folder / "花.txt").write_text("later")
    octavo = Path(sys.executable).parent / "octavo"
    process = subprocess.Popen(
        [octavo, "restore", backup.path, "--replace"], cwd=site.folder, env=clean_environ(), start_new_session=True
    )
    while not list(site.folder.glob(f".restoring-*/{part}")):
        assert process.poll() is None
        time.sleep(0.001)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()

    assert (site.media_folder / "花.txt").read_text() in {"later", "花"}
    sqlite_copy.checked_rows(site.sqlite_path)
    done = run_octavo(site.folder, "restore", str(backup.path), "--replace")
    assert done.returncode == 0, done.stderr
    assert (site.media_folder / "花.txt").read_text() == "花"
    assert not list(site.folder.glob(".restoring-*"))


def test_a_backup_without_media_goes_with_those_that_are_there(site: Config, tmp_path: Path) -> None:
    if not site.is_sqlite:
        pytest.skip("a restore wants another PostgreSQL database, and leaves the old folder's alone")
    backup = make_backup(site, tmp_path / "small.tar.gz", with_media=False)
    (site.media_folder / "later.txt").write_text("later")

    restore_backup(Restore(archive=backup.path, folder=site.folder, run_django=run_django, replace=True, environ={}))

    assert (site.media_folder / "later.txt").read_text() == "later"
    assert (site.media_folder / "花.txt").read_text() == "花"


def test_a_site_that_is_served_is_not_replaced(site: Config, backup: Backup) -> None:
    with running(site.data_folder):
        done = run_octavo(site.folder, "restore", str(backup.path), "--replace")

    assert done.returncode == 1
    assert "is being served by another process. Stop that one" in done.stderr


def test_a_postgres_database_that_holds_something_is_never_written_over(site: Config, backup: Backup, tmp_path: Path) -> None:
    if site.is_sqlite:
        pytest.skip("for PostgreSQL")

    with pytest.raises(BackupError, match=r"holds \d+ tables already, and a restore never writes over one"):
        restore_backup(Restore(archive=backup.path, folder=tmp_path / "restored", run_django=refusing_django, environ={}))


@pytest.mark.migrates
def test_a_postgres_restore_that_was_cut_can_be_begun_anew(site: Config, backup: Backup, tmp_path: Path) -> None:
    if site.is_sqlite:
        pytest.skip("for PostgreSQL")

    def stop_half_way(config: Config, *words: str) -> None:
        run_django(config, *words)
        raise BackupError("cut")

    environ = environ_for(site)
    with pytest.raises(BackupError, match="cut"):
        restore_backup(Restore(archive=backup.path, folder=tmp_path / "restored", run_django=stop_half_way, environ=environ))
    restore_backup(Restore(archive=backup.path, folder=tmp_path / "restored", run_django=run_django, environ=environ))

    again = make_backup(load_config(tmp_path / "restored", environ), tmp_path / "again.tar.gz")
    assert unheld_rows(again) == unheld_rows(backup)
    assert again.manifest.rows["octavo_mail_hold"] == 1


def test_a_backup_of_the_other_database_is_refused(site: Config, backup: Backup, tmp_path: Path) -> None:
    environ = {"OCTAVO_DATABASE": "postgres://nobody@nowhere/none"} if site.is_sqlite else {"OCTAVO_DATABASE": ""}

    with pytest.raises(BackupError, match=r"asks for (postgres|sqlite)"):
        restore_backup(Restore(archive=backup.path, folder=tmp_path / "restored", run_django=refusing_django, environ=environ))

    assert list((tmp_path / "restored").iterdir()) == []
