"""Who stands at the desk, and where files wait."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests import makers
from tests.importers.marc.records import border_town, exchange


@pytest.fixture(autouse=True)
def feeds(settings: Any, tmp_path: Path) -> Path:
    settings.OCTAVO_FEEDS = tmp_path / "feeds"
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return tmp_path / "feeds"


@pytest.fixture
def bertas(client: Client) -> Client:
    """The client of a bookseller."""
    client.force_login(makers.make_reader("Berta", role="Bookseller"))
    return client


@pytest.fixture
def library(feeds: Path) -> Path:
    """A file of a library among the owner's sources: a book in paperback and hardback."""
    path = feeds / "sources" / "library.mrc"
    path.parent.mkdir(parents=True)
    path.write_bytes(exchange(border_town()))
    return path
