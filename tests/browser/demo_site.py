"""A scratch site with the demo, served by `octavo serve` as an owner would serve it."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from tests.ports import free_port

START_SECONDS = 240
# Pages of the catalogue that no sitemap lists.
CATALOGUE = (
    "/books/",
    "/books/subjects/",
    "/books/series/quayside-classics/",
    "/books/?q=stone",
    "/books/the-story-of-the-stone/",
    "/zh-hans/books/",
)
FEW = 8
STAFF_EMAIL = "carla@example.org"
STAFF_PASSWORD = "a long sentence for Carla"

_VIEW = re.compile(r'<body data-domain="([a-z-]+)" data-view="([a-z-]+)"')
_LOCATION = re.compile(r"<loc>([^<]+)</loc>")
_TAG = re.compile(r'href="([^"]*/tags/[^"]+)"')


@dataclass
class DemoSite:
    """A folder, a process and an address. `start` waits until it answers."""

    port: int = 0
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="octavo-demo-")))
    process: "subprocess.Popen[bytes] | None" = None
    log: IO[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def site(self) -> Path:
        """Where the site is made; the log lies beside it, because only an empty folder is made into a site."""
        return self.folder / "site"

    def start(self) -> "DemoSite":
        self.port = self.port or free_port()
        self.site.mkdir(exist_ok=True)
        self.log = (self.folder / "serve.log").open("wb")
        # A session of its own: whatever it starts ends with it.
        self.process = subprocess.Popen(
            [_octavo(), "serve", "--demo"],
            cwd=self.site,
            env=self._environ(),
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        )
        self._wait()
        self.manage("createsuperuser", "--noinput", "--email", STAFF_EMAIL)
        return self

    def stop(self) -> None:
        if self.process:
            os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait(timeout=20)
        if self.log:
            self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def manage(self, *words: str) -> str:
        """Run a command of the site, and return what it printed."""
        environ = {**self._environ(), "DJANGO_SUPERUSER_PASSWORD": STAFF_PASSWORD}
        command = [_octavo(), "manage", *words]
        return subprocess.run(command, cwd=self.site, env=environ, check=True, capture_output=True, text=True).stdout

    def get(self, path: str) -> str:
        """Return a page as text, whatever its status."""
        try:
            with urllib.request.urlopen(self.url + path if path.startswith("/") else path) as response:
                return response.read().decode()
        except urllib.error.HTTPError as error:
            return error.read().decode()

    def _environ(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("OCTAVO_", "DJANGO_"))}
        return {**kept, "OCTAVO_PORT": str(self.port), "OCTAVO_URL": self.url}

    def _wait(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self.process and self.process.poll() is not None:
                break
            try:
                # Healthy is not enough: the demo may still be on its way.
                if 'class="card' in self.get("/"):
                    return
            except OSError:
                pass
            time.sleep(0.3)
        raise RuntimeError("octavo serve --demo did not answer:\n" + (self.folder / "serve.log").read_text()[-4000:])


def page_kinds(site: DemoSite) -> dict[str, str]:
    """Return one path for each kind of page the demo has, in both languages; the longest of a kind stands for it."""
    found: dict[str, tuple[int, str]] = {}
    listed = [address.removeprefix(site.url) for address in _LOCATION.findall(site.get("/sitemap.xml"))]
    for path in ["/", *_few_of_each(listed), *CATALOGUE]:
        html = site.get(path)
        for tag in _TAG.findall(html)[:1]:
            _keep(found, site.get(tag), tag)
        _keep(found, html, path)
    return {**{kind: path for kind, (_, path) in sorted(found.items())}, "not-found": "/no-such-page/", "parts": "/-/parts/"}


def _few_of_each(paths: list[str]) -> list[str]:
    """Hundreds of people and books are of one kind each: those at the ends stand for all."""
    many = ("/people/", "/books/", "/zh-hans/people/", "/zh-hans/books/")
    few = [path for path in paths if not path.startswith(many)]
    for start in many:
        group = [path for path in paths if path.startswith(start)]
        few += group[:FEW] + group[-FEW:]
    return few


def _keep(found: dict[str, tuple[int, str]], html: str, path: str) -> None:
    if match := _VIEW.search(html):
        kind = match[2] + ("-zh" if path.startswith("/zh-hans/") else "")
        found[kind] = max(found.get(kind, (0, "")), (len(html), path))


def _octavo() -> str:
    return str(Path(sys.executable).parent / "octavo")
