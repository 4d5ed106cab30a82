"""A backup is whole, read back, and apart from the secrets."""

import json
import os
import shutil
import stat
import tarfile
from pathlib import Path

import pytest

from octavo.site.backups.errors import BackupError
from octavo.site.backups.making import Backup, make_backup
from octavo.site.config import Config
from tests.site.places import run_octavo


def names_in(path: Path) -> list[str]:
    with tarfile.open(path) as tar:
        return tar.getnames()


def test_a_backup_holds_settings_theme_media_and_the_database_and_no_secret(backup: Backup, site: Config) -> None:
    names = names_in(backup.path)

    assert names[0] == "octavo-backup"
    assert names[-1] == "manifest.json"
    assert {"octavo.toml", "theme/static/owner.css", "data/media/花.txt", "data/media/original_images/field.jpg"} < set(names)
    assert ("data/octavo.sqlite3" in names) == site.is_sqlite
    assert not [name for name in names if "secret" in name or name.rsplit("/")[-1].endswith((".lock", "_lock"))]
    assert site.secret_key.encode() not in b"".join(path.read_bytes() for path in [backup.path])


def test_the_secrets_lie_beside_it_closed_to_others(backup: Backup, site: Config) -> None:
    assert backup.secrets == backup.path.with_name(backup.path.name + ".secrets")
    assert stat.S_IMODE(backup.secrets.stat().st_mode) == 0o600
    assert stat.S_IMODE(backup.path.stat().st_mode) == 0o600
    assert json.loads(backup.secrets.read_text())["secrets"] == {"secret_key": site.secret_key}


def test_the_manifest_counts_rows_and_names_migrations(backup: Backup) -> None:
    assert backup.manifest.rows["django_migrations"] == len(backup.manifest.migrations) > 200
    assert ["octavo_mail", "0001_hold_and_kept_letters"] in backup.manifest.migrations


def test_nothing_but_the_backup_is_left_behind(backup: Backup) -> None:
    left = {path.name for path in backup.path.parent.iterdir()}

    assert left == {"site", backup.path.name, backup.path.name + ".secrets"}


def test_a_file_that_is_there_is_never_written_over(backup: Backup, site: Config) -> None:
    before = backup.path.read_bytes()

    with pytest.raises(BackupError, match=r"is there already\. Choose another name"):
        make_backup(site, backup.path)

    assert backup.path.read_bytes() == before


def test_a_folder_that_is_not_there_is_named(site: Config, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match=r"nowhere is no folder that can be written"):
        make_backup(site, tmp_path / "nowhere" / "kept.tar.gz")


def test_a_database_that_is_damaged_is_not_taken_for_a_backup(site: Config, tmp_path: Path) -> None:
    if not site.is_sqlite:
        pytest.skip("PostgreSQL looks after its own pages")
    with site.sqlite_path.open("r+b") as file:
        file.seek(40_000)
        file.write(os.urandom(60_000))

    with pytest.raises(BackupError, match=r"damaged|cannot be (read|copied)"):
        make_backup(site, tmp_path / "kept.tar.gz")

    assert {path.name for path in tmp_path.iterdir()} == {"site"}


def test_a_link_that_leads_back_up_is_left_out_and_said(site: Config, tmp_path: Path) -> None:
    (site.media_folder / "around").symlink_to(site.media_folder, target_is_directory=True)

    backup = make_backup(site, tmp_path / "kept.tar.gz")

    assert [note for note in backup.notes if "around leads back" in note]


def test_media_on_another_disk_come_along(site: Config, tmp_path: Path) -> None:
    elsewhere = tmp_path / "big-disk"
    shutil.move(site.media_folder, elsewhere)
    site.media_folder.symlink_to(elsewhere, target_is_directory=True)

    backup = make_backup(site, tmp_path / "kept.tar.gz")

    assert "data/media/花.txt" in backup.manifest.members


def test_the_command_says_what_it_kept(site: Config) -> None:
    done = run_octavo(site.folder, "backup")

    assert done.returncode == 0, done.stderr
    assert "read back and compared" in done.stdout
    assert [path.name.endswith(".octavo.tar.gz") for path in sorted((site.data_folder / "backups").glob("*.gz"))] == [True]
