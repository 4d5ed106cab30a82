"""A feed on disk."""

from pathlib import Path

import pytest

from tests.importers.onix.feeds import Feed


@pytest.fixture
def feed(tmp_path: Path) -> Feed:
    def write(text: str | bytes) -> Path:
        path = tmp_path / "feed.xml"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write
