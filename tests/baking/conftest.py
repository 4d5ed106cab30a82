"""A front with the real Django behind it, over a folder of its own."""

import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from wagtail.models import Collection

from octavo.baking import actions
from octavo.baking.folder import CURRENT
from octavo.baking.front import Front
from octavo.baking.table import Table
from octavo.base.furniture import forget_kept
from octavo.site.actions import make_site_rows
from octavo.site.settings import CONFIG

HOST = "127.0.0.1:8000"


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def is_baked(self) -> bool:
        return "ETag" in self.headers


@dataclass
class Node:
    """A node that serves baked pages. Another `table` is another process of it."""

    root: Path
    front: Front

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        path, _, query = path.partition("?")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": path.encode().decode("latin-1"),
            "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": HOST,
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": sys.stderr,
            **headers,
        }
        said: list[Any] = []
        body = b"".join(self.front(environ, lambda status, given: said.extend([status, given])))
        return Answer(int(said[0].split()[0]), dict(said[1]), body)

    def is_baked(self, path: str) -> bool:
        """Tell whether a page lies in the folder now."""
        name = path.partition("?")[0][1:] + (f"index@{path.partition('?')[2]}" if "?" in path else "index")
        return any((self.root / CURRENT / f"{name}.{ending}").exists() for ending in ("html", "xml", "json"))

    def another_process(self) -> "Node":
        return node_at(self.root)


def node_at(root: Path) -> Node:
    table = Table(root / CURRENT, 10_000_000, actions.folder().epoch)
    return Node(root, Front(WSGIHandler(), table=table, hosts=[HOST]))


@pytest.fixture
def site(transactional_db: None) -> None:
    """The rows of a new site, in a database whose transactions end: what was changed is seen by others only then."""
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    make_site_rows(CONFIG)
    forget_kept()


@pytest.fixture
def node(site: None, tmp_path: Path, settings: Any) -> Iterator[Node]:
    settings.OCTAVO_BAKED = tmp_path / "baked"
    settings.ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
    actions.folder.cache_clear()
    yield node_at(settings.OCTAVO_BAKED)
    actions.folder.cache_clear()
