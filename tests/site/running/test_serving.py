"""`octavo serve` with real processes: everything lives, what dies comes back, and all end together."""

import http.client
import http.cookiejar
import os
import re
import signal
import sqlite3
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from octavo.site.config import load_config
from tests.ports import free_port
from tests.site.places import ROOT, SETTINGS, clean_environ, run_octavo
from tests.site.serving import Served

# One site for all of them, so one worker for all of them.
pytestmark = [pytest.mark.process, pytest.mark.xdist_group("served")]

PASSWORD = "a long sentence for the owner"
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Visitor:
    """A browser without a window: cookies, forms, no script."""

    def __init__(self, url: str) -> None:
        self.url = url
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar)

    def get(self, path: str) -> str:
        with self.opener.open(self.url + path, timeout=60) as answer:
            return answer.read().decode()

    def post(self, path: str, **fields: str) -> str:
        """Fill in the form on a page, and return the address it leads to."""
        token = _TOKEN.search(self.get(path))
        assert token
        body = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": token[1]}).encode()
        with self.opener.open(self.url + path, data=body, timeout=60) as answer:
            return answer.url.removeprefix(self.url)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A site that `octavo serve` made in an empty folder. The tests below share it, and run in their order."""
    folder = tmp_path_factory.mktemp("served") / "magazine"
    folder.mkdir()
    served = Served(folder, environ={"OCTAVO_WEB_PROCESSES": "2", "OCTAVO_STAFF_SECOND_FACTOR": "false"}).start()
    yield served
    served.stop(signal.SIGTERM)
    assert served.processes() == []


@pytest.fixture(scope="module")
def owner(served: Served) -> Visitor:
    """Somebody with the owner's account, made by the link that was printed."""
    visitor = Visitor(served.url)
    served.wait_for("the link", lambda: "/desk/welcome/" in served.log)
    path = re.search(r"(/desk/welcome/\S+)", served.log)[1]
    assert visitor.post(path, display_name="Olga", email="olga@example.org", password=PASSWORD) == "/desk/"
    return visitor


def alive(served: Served) -> bool:
    return served.status("/healthz") == 200


def test_an_empty_folder_becomes_a_site_with_all_parts_alive(served: Served) -> None:
    served.wait_for("health", lambda: alive(served))

    assert served.get("/healthz") == b'{"web": true, "database": true, "worker": true, "scheduler": true}'
    assert (served.folder / "octavo.toml").is_file()
    assert f"The magazine   {served.url}/" in served.log


def test_the_link_that_is_printed_makes_the_owner_once(served: Served, owner: Visitor) -> None:
    path = re.search(r"(/desk/welcome/\S+)", served.log)[1]

    assert "olga@example.org" in owner.get("/desk/account/") or "Olga" in owner.get("/desk/")
    assert served.status(path) == 410
    assert "there is an owner" in run_octavo(served.folder, "check").stdout


def test_the_same_port_is_refused_with_the_next_step(served: Served, tmp_path: Path) -> None:
    done = run_octavo(tmp_path, "serve", OCTAVO_PORT=str(served.port))

    assert done.returncode == 1
    assert done.stderr == (
        f"octavo: Port {served.port} of 127.0.0.1 is taken. "
        f"Stop what listens there, or choose another: OCTAVO_PORT={served.port + 1} octavo serve\n"
    )
    assert done.stdout == ""


def test_of_two_sites_that_start_at_once_on_one_port_one_gives_way(tmp_path: Path) -> None:
    sites = [Served(tmp_path / name, port=free_port()) for name in ("one", "two")]
    for site in sites:
        site.folder.mkdir()
        site.port = sites[0].port
    with ThreadPoolExecutor(2) as pool:
        # The one that gives way may be answered for by the other, or be seen to have ended.
        started = [pool.submit(site.start) for site in sites]
    errors = [start.exception() for start in started]

    [refused] = [site for site in sites if f"Port {site.port} of 127.0.0.1 is taken." in site.log]
    [served] = [site for site in sites if site is not refused]
    assert refused.process
    assert refused.process.wait(30) == 1
    assert errors[sites.index(served)] is None
    served.stop(signal.SIGTERM)


@pytest.mark.parametrize("part", ["worker", "scheduler"])
def test_a_part_that_is_killed_is_started_again_and_said(served: Served, part: str) -> None:
    served.wait_for(part, lambda: served.processes(part))
    [old] = served.processes(part)

    os.kill(old, signal.SIGKILL)

    served.wait_for("another", lambda: [pid for pid in served.processes(part) if pid != old])
    assert f"The {part} ended (killed by SIGKILL) and is started again in 1 s." in served.log


def test_a_web_server_that_is_killed_comes_back_and_leaves_no_orphan(served: Served) -> None:
    before = served.processes("web")

    os.kill(before[0], signal.SIGKILL)

    served.wait_for("the word", lambda: "The web ended (killed by SIGKILL)" in served.log)
    served.wait_for("the web", lambda: served.status("/") == 200)
    assert not set(before) & set(served.processes("web"))


def test_eight_writers_at_once_lose_nothing(served: Served, owner: Visitor) -> None:
    served.wait_for("health", lambda: alive(served))
    cookies = _cookies(owner)
    token = _TOKEN.search(owner.get("/desk/redirects/add/"))[1]
    enqueued = enqueue(served, 40)

    with ThreadPoolExecutor(8) as writers:
        statuses = list(writers.map(lambda number: add_redirect(served, cookies, token, number), range(96)))

    unfinished = "status NOT IN ('SUCCESSFUL')"
    # What the worker that was killed above had in hand is handed over when it is surely dead: after a minute.
    served.wait_for("the tasks", lambda: not count(served, "django_tasks_database_dbtaskresult", unfinished), seconds=180)
    assert statuses == [302] * 96
    assert count(served, "wagtailredirects_redirect") == 96
    assert count(served, "django_tasks_database_dbtaskresult", "status = 'SUCCESSFUL'") >= enqueued
    with closing(sqlite3.connect(served.folder / "data" / "octavo.sqlite3")) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert "Traceback" not in served.log
    assert "locked" not in served.log


def _cookies(visitor: Visitor) -> str:
    jar = next(
        handler.cookiejar for handler in visitor.opener.handlers if isinstance(handler, urllib.request.HTTPCookieProcessor)
    )
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)


def add_redirect(served: Served, cookies: str, token: str, number: int) -> int:
    body = urllib.parse.urlencode(
        {
            "csrfmiddlewaretoken": token,
            "old_path": f"/old-{number}/",
            "redirect_link": "https://example.org/",
            "is_permanent": "on",
        }
    )
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=60)
    headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/desk/redirects/add/", body, headers)
    status = connection.getresponse().status
    connection.close()
    return status


def enqueue(served: Served, number: int) -> int:
    """Let another process put tasks into the queue that read and write."""
    script = (
        "import django; django.setup()\n"
        "from django_tasks import task_backends\n"
        "from wagtail.models import Page\n"
        "from modelsearch.tasks import insert_or_update_object_task as again\n"
        "from wagtail.models import Page\n"
        "page = Page.objects.filter(depth=2).first().specific\n"
        f"[again.enqueue(page._meta.app_label, page._meta.model_name, str(page.pk)) for _ in range({number})]\n"
    )
    environ = clean_environ(OCTAVO_SITE=str(served.folder), DJANGO_SETTINGS_MODULE=SETTINGS)
    subprocess.run([sys.executable, "-c", script], env=environ, check=True)
    return number


def count(served: Served, table: str, where: str = "1") -> int:
    with closing(sqlite3.connect(served.folder / "data" / "octavo.sqlite3", timeout=20)) as database:
        return database.execute(f"SELECT count(*) FROM {table} WHERE {where}").fetchone()[0]


def test_what_is_scheduled_goes_live_without_cron(served: Served) -> None:
    script = (
        "import django; django.setup()\n"
        "from datetime import timedelta\n"
        "from django.utils import timezone\n"
        "from tests import makers\n"
        "from octavo.columns.models import SectionPage\n"
        "root = SectionPage.objects.get(slug='columns', locale__language_code='en')\n"
        "makers.make_draft(parent=root, title='Soon', slug='soon', go_live_at=timezone.now() + timedelta(seconds=2))\n"
    )
    environ = clean_environ(OCTAVO_SITE=str(served.folder), DJANGO_SETTINGS_MODULE=SETTINGS, PYTHONPATH=str(ROOT))
    subprocess.run([sys.executable, "-c", script], env=environ, check=True)

    assert served.status("/columns/soon/") == 404
    served.wait_for("the column", lambda: served.status("/columns/soon/") == 200, seconds=25)


def test_a_site_that_is_served_can_be_backed_up_but_not_upgraded(served: Served) -> None:
    backup = run_octavo(served.folder, "backup")
    (served.folder / "data" / "migrated").unlink()
    upgrade = run_octavo(served.folder, "upgrade")

    assert backup.returncode == 0, backup.stderr
    assert upgrade.returncode == 1
    assert "is being served by another process. Stop that one, then try again." in upgrade.stderr


def test_sqlite_is_used_as_the_design_says(served: Served) -> None:
    settings = load_config(served.folder, {}).database_settings()

    assert settings["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert settings["CONN_MAX_AGE"] == 600
    assert "mmap" not in str(settings)
    script = (
        "from django.db import connection as c; k = c.cursor(); "
        "names = 'journal_mode', 'synchronous', 'foreign_keys', 'mmap_size', 'busy_timeout'; "
        "print([k.execute('PRAGMA ' + name).fetchone()[0] for name in names])"
    )
    done = run_octavo(served.folder, "manage", "shell", "--no-imports", "-c", script)
    assert done.stdout.strip() == "['wal', 2, 1, 0, 20000]"
