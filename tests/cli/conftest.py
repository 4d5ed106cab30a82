from pathlib import Path

import pytest

from octavo.site.config import Config
from tests.site.places import make_place


@pytest.fixture
def site(tmp_path: Path, django_db_setup: None) -> Config:
    """A new site on the database the tests run on."""
    return make_place(tmp_path / "site")
