"""A front with the real Django behind it, over a folder of its own."""

import io
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections

from octavo.baking import actions
from octavo.baking.folder import CURRENT
from octavo.baking.front import Front
from octavo.baking.table import Table
from octavo.base.furniture import forget_kept

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
def own_database(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[None]:
    """A copy of the database, thrown away afterwards: transactions end in it, so that others see what was changed."""
    connection = connections["default"]
    before = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        connection.close()
        is_postgres = connection.vendor == "postgresql"
        copy = _copied_postgres(before) if is_postgres else _copied_sqlite(before, tmp_path / "copy.sqlite3")
        connection.settings_dict["NAME"] = copy
        forget_kept()
        try:
            yield
        finally:
            connections.close_all()
            if is_postgres:
                _at_postgres(f'DROP DATABASE "{copy}" WITH (FORCE)')
            connection.settings_dict["NAME"] = before
            forget_kept()


def _copied_sqlite(before: str, copy: Path) -> str:
    with closing(sqlite3.connect(before)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    return str(copy)


def _copied_postgres(before: str) -> str:
    copy = f"{before}_copy"
    _at_postgres(f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)')
    _at_postgres(f'CREATE DATABASE "{copy}" TEMPLATE "{before}"')
    return copy


def _at_postgres(statement: str) -> None:
    connection = connections["default"]
    connection.close()
    connection.settings_dict["NAME"] = "postgres"
    with connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()


@pytest.fixture
def node(own_database: None, tmp_path: Path, settings: Any) -> Iterator[Node]:
    settings.OCTAVO_BAKED = tmp_path / "baked"
    settings.ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
    actions.folder.cache_clear()
    yield node_at(settings.OCTAVO_BAKED)
    actions.folder.cache_clear()


@pytest.fixture
def committed(node: Node) -> None:
    """The same without a front."""
    actions.unbake_everything()
