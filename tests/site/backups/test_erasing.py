"""Who was deleted does not come back with an older backup."""

from pathlib import Path

import pytest

from octavo.readers.account.erasures import read_erased
from octavo.site.backups.making import make_backup
from octavo.site.backups.restoring import Restore, restore_backup
from octavo.site.config import Config, load_config
from tests.site.places import make_postgres_database, run_django

MAKE = "from octavo.readers.models import Reader; Reader.objects.create_user('{0}@example.org', display_name='{0}')"
ERASE = (
    "from octavo.readers.account.actions import erase_reader; from octavo.readers.models import Reader;"
    " erase_reader(Reader.objects.get(email='ana@example.org'), keep_words=False)"
)
WHO = "from octavo.readers.models import Reader; print('who', sorted(Reader.objects.values_list('display_name', flat=True)))"


def who(site: Config) -> str:
    return next(line for line in run_django(site, "shell", "-c", WHO).splitlines() if line.startswith("who"))


@pytest.mark.migrates
@pytest.mark.process
def test_a_reader_who_was_deleted_since_is_deleted_again(site: Config, tmp_path: Path) -> None:
    for name in ("ana", "ben"):
        run_django(site, "shell", "-c", MAKE.format(name))
    (site.data_folder / "backups").mkdir(exist_ok=True)
    backup = make_backup(site, site.data_folder / "backups" / "kept.octavo.tar.gz")
    run_django(site, "shell", "-c", ERASE)
    erased = site.data_folder / "backups" / "erased"
    assert "ana" not in erased.read_text()
    assert erased.stat().st_mode & 0o777 == 0o600

    environ = {} if site.is_sqlite else {"OCTAVO_DATABASE": make_postgres_database(empty=True)}
    elsewhere = Restore(archive=backup.path, folder=tmp_path / "restored", run_django=run_django, environ=environ)
    restore_backup(elsewhere)
    assert who(load_config(elsewhere.folder, environ)) == "who ['ben']"

    if site.is_sqlite:
        restore_backup(Restore(archive=backup.path, folder=site.folder, run_django=run_django, replace=True, environ={}))
        assert who(site) == "who ['ben']"
        assert erased.is_file()


def test_a_line_that_was_cut_off_stops_nothing(tmp_path: Path) -> None:
    path = tmp_path / "erased"
    path.write_text('{"key": "a", "keep_words": true}\n[1]\n{"key": "b"}\n\n{"key": "c", "keep_w')
    assert read_erased([path, tmp_path / "none"]) == {"a": True}
