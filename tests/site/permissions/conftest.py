"""One world for all rows."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.site.permissions.world import World, make_world


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Made once for all rows and taken back at the end; what a row changes is taken back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)
