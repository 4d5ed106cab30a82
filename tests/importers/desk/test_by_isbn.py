"""A book added by its ISBN: what is typed or scanned, who knows it, what is made of it."""

from pathlib import Path

import pytest
from django.test import Client

from tests.book_makers import ISBNS
from tests.importers.marc.records import border_town, exchange

pytestmark = pytest.mark.django_db
PAGE = "/desk/by-isbn/"


@pytest.fixture
def library(feeds: Path) -> Path:
    """A file of a library among the owner's sources."""
    path = feeds / "sources" / "library.mrc"
    path.parent.mkdir(parents=True)
    path.write_bytes(exchange(border_town()))
    return path


def test_what_a_file_knows_fills_the_form(bertas: Client, library: Path) -> None:
    page = bertas.get(PAGE, {"isbn": ISBNS[0]})
    words = page.content.decode()

    assert "Found in library.mrc" in words
    assert page.context["form"]["title"].value() == "Border town"
    assert page.context["form"]["title_original"].value() == "边城"
    assert 'value="Jeffrey C. Kinkley"' in words
