"""A database of their own for tests whose changes are really committed."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, connections

from octavo.baking import actions
from octavo.baking.triggers import ensure_triggers


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: Any, tmp_path: Path, settings: Any) -> Iterator[None]:
    """A copy of the tests' database, without a transaction round the test, and a folder for baked pages."""
    settings.OCTAVO_BAKED = tmp_path / "baked"
    actions.folder.cache_clear()
    with django_db_blocker.unblock():
        name = connection.settings_dict["NAME"]
        copy = _copied(name, tmp_path)
        _switch(copy)
        cache.clear()
        ensure_triggers()
        actions.unbake_everything()
        yield
        cache.clear()
        connections.close_all()
        if connection.vendor == "postgresql":
            _switch("postgres")
            with connection.cursor() as cursor:
                cursor.execute(f'DROP DATABASE "{copy}" WITH (FORCE)')
        _switch(name)
    actions.folder.cache_clear()


def _copied(name: str, folder: Path) -> str:
    connection.close()
    if connection.vendor == "sqlite":
        return str(shutil.copy(name, folder / "committed.sqlite3"))
    _switch("postgres")
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}_committed" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}_committed" TEMPLATE "{name}"')
    return f"{name}_committed"


def _switch(database: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = database
