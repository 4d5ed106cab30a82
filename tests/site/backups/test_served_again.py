"""Back up a site at work, restore it elsewhere, serve it: the same pages, the same media, mail on hold."""

import hashlib
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from octavo.site.config import Config
from tests.site.places import ROOT, SETTINGS, clean_environ, make_place, run_octavo
from tests.site.serving import Served

pytestmark = pytest.mark.process

URL = "http://127.0.0.1:8300"
WRITE = """
import django; django.setup()
from tests import makers
root = makers.SectionPage.objects.get(slug="columns", locale__language_code="en")
section = makers.make_section(parent=root, title="People", slug="people")
ben = makers.make_person()
for number in range(2):
    makers.make_column(parent=section, slug=f"column-{number}", people=(ben,), hero=makers.make_picture(width=480, height=320))
"""


@pytest.fixture
def serve() -> Iterator[Callable[[Path], Served]]:
    """Serve a folder; whatever is still served at the end of a test is stopped."""
    served: list[Served] = []

    def start(folder: Path) -> Served:
        served.append(Served(folder, environ={"OCTAVO_URL": URL}))
        return served[-1].start()

    yield start
    for each in served:
        each.stop()


@pytest.fixture
def site(tmp_path: Path) -> Config:
    config = make_place(tmp_path / "site")
    run_octavo(config.folder, "manage", "prepare_site")
    environ = clean_environ(OCTAVO_SITE=str(config.folder), DJANGO_SETTINGS_MODULE=SETTINGS, PYTHONPATH=str(ROOT))
    subprocess.run([sys.executable, "-c", WRITE], env=environ, check=True)
    return config


def addresses(served: Served) -> list[str]:
    """Return every page of the site map, and every picture those pages show."""
    pages = [
        "/",
        *re.findall(r"<loc>[^<]*?(/[^/<][^<]*)</loc>", re.sub("https?://[^/<]*", "", served.get("/sitemap.xml").decode())),
    ]
    media = {found for page in pages for found in re.findall(r"/media/[^\s\",]+", served.get(page).decode())}
    return sorted({*pages, *media})


def unfinished_tasks(served: Served) -> int:
    with closing(sqlite3.connect(served.folder / "data" / "octavo.sqlite3", timeout=20)) as database:
        query = "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status IN ('READY', 'RUNNING')"
        return database.execute(query).fetchone()[0]


def settle(served: Served) -> None:
    """Look at every page until the pictures they ask for have all been made."""
    for _ in range(5):
        addresses(served)
        if not unfinished_tasks(served):
            return
        served.wait_for("the worker", lambda: not unfinished_tasks(served), seconds=60)


def hashes(served: Served, paths: list[str]) -> dict[str, str]:
    return {path: hashlib.sha256(served.get(path)).hexdigest() for path in paths}


def test_a_restored_site_serves_the_same_pages_and_media_with_its_mail_on_hold(
    site: Config, tmp_path: Path, serve: Callable[[Path], Served]
) -> None:
    first = serve(site.folder)
    settle(first)
    backup = run_octavo(site.folder, "backup", str(tmp_path / "kept.octavo.tar.gz"))
    assert backup.returncode == 0, backup.stderr
    first.stop()
    again = tmp_path / "again"
    restored = run_octavo(tmp_path, "restore", "kept.octavo.tar.gz", "again")

    assert restored.returncode == 0, restored.stderr
    assert "Its mail is on hold: no letter leaves until you say  octavo mail release" in restored.stdout
    both = [serve(folder) for folder in (site.folder, again)]
    paths = addresses(both[0])
    assert len([path for path in paths if path.startswith("/columns/people/column-")]) == 2
    assert [path for path in paths if path.startswith("/media/")]
    assert hashes(both[0], paths) == hashes(both[1], paths)
    assert "Letters are kept: this site was restored from kept.octavo.tar.gz." in run_octavo(again, "mail", "status").stdout
