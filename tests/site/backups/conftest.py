from pathlib import Path

import pytest

from octavo.site.backups.making import Backup, make_backup
from octavo.site.config import Config
from tests.site.places import make_place


@pytest.fixture
def site(tmp_path: Path, django_db_setup: None) -> Config:
    """A site with a picture and a theme, on the database the tests run on."""
    return make_site_with_files(tmp_path / "site")


@pytest.fixture
def backup(site: Config, tmp_path: Path) -> Backup:
    return make_backup(site, tmp_path / "kept.octavo.tar.gz")


@pytest.fixture(scope="module")
def lasting_backup(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Backup:
    """For the many tests that only read it."""
    folder = tmp_path_factory.mktemp("lasting")
    return make_backup(make_site_with_files(folder / "site"), folder / "kept.octavo.tar.gz")


def make_site_with_files(folder: Path) -> Config:
    config = make_place(folder)
    (config.media_folder / "original_images").mkdir()
    (config.media_folder / "original_images" / "field.jpg").write_bytes(bytes(range(256)) * 400)
    (config.media_folder / "花.txt").write_text("花")
    (config.theme_folder / "static").mkdir()
    (config.theme_folder / "static" / "owner.css").write_text("a { color: teal }")
    return config
