"""`/?p=7` leads to what it named on the old site, and to nothing else."""

from typing import Any

import pytest
from django.test import Client

from tests.importers import exports as wp
from tests.importers.conftest import Import

pytestmark = pytest.mark.django_db
MIDDLEWARE = "octavo.importers.middleware.ShortAddressMiddleware"


@pytest.fixture(autouse=True)
def _short_addresses(settings: Any) -> None:
    if MIDDLEWARE not in settings.MIDDLEWARE:
        settings.MIDDLEWARE = [MIDDLEWARE, *settings.MIDDLEWARE]


@pytest.mark.parametrize(
    ("path", "leads"), [("/?p=7", "/columns/column-7/"), ("/?page_id=8", "/page-8/"), ("/?p=8&x=1", "/page-8/")]
)
def test_short_addresses_lead_to_what_they_named(bring: Import, client: Client, path: str, leads: str) -> None:
    bring(wp.item(7), wp.page(8))

    answer = client.get(path)

    assert (answer.status_code, answer.headers["Location"]) == (301, leads)


@pytest.mark.parametrize("path", ["/", "/?p=9", "/?p=x", "/?p=", "/?q=7", "/?p=٧"])
def test_other_questions_are_answered_by_the_front_page(bring: Import, client: Client, path: str) -> None:
    bring(wp.item(7))

    assert client.get(path).status_code == 200
