"""What every test may ask for."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from octavo.base.models import Picture
from octavo.columns.models import HomePage, SectionPage
from octavo.people.models import Person
from tests import makers
from tests.scratch_site import wants_postgres


def pytest_configure() -> None:
    """Hash passwords quickly: a good hash takes half a second, and most tests have somebody with a password."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_collection_modifyitems(config: pytest.Config, items: list[Any]) -> None:
    """Put last what empties the database. On PostgreSQL, leave out what asks no database: it was run a minute ago."""
    items.sort(key=_empties_the_database)
    if not wants_postgres():
        return
    wanted = {"db", "site", "django_db_setup", "own_database"}
    asking = [item for item in items if wanted & set(item.fixturenames) or item.get_closest_marker("django_db")]
    # Who may do what is asked of Python, thousands of times: once is enough.
    asking = [item for item in asking if "permissions" not in item.path.parts]
    config.hook.pytest_deselected(items=[item for item in items if item not in asking])
    items[:] = asking


def _empties_the_database(item: Any) -> bool:
    mark = item.get_closest_marker("django_db")
    return bool(mark and mark.kwargs.get("transaction"))


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A database with every table and the rows of a new site, copied instead of migrated."""
    from octavo.baking.triggers import ensure_triggers
    from octavo.site.actions import make_site_rows
    from octavo.site.settings import CONFIG

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        if wants_postgres():
            _use_copied_postgres()
        else:
            _use_copied_sqlite(tmp_path_factory.mktemp("database") / "octavo.sqlite3")
        # The copy may be of a time when other changes were noted.
        ensure_triggers()
        make_site_rows(CONFIG)
    yield
    connections.close_all()


def _use_copied_sqlite(path: Path) -> None:
    from octavo.site import prepared

    source = prepared.prepared_file()
    assert source, "no prepared database: make setup"
    prepared.unpack(source, path)
    connection = connections["default"]
    connection.close()
    connection.settings_dict["NAME"] = str(path)


def _use_copied_postgres() -> None:
    """Migrate once for this set of migrations; after that every worker copies the result."""
    import os

    from fasteners import InterProcessLock

    from octavo.site import prepared
    from tests.scratch_site import CACHE

    template = f"octavo_template_{prepared.fingerprint()}"
    copy = f"octavo_test_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    connection = connections["default"]
    with InterProcessLock(CACHE / "postgres.lock"):
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template])
            is_there = cursor.fetchone() is not None
            if not is_there:
                cursor.execute(f'CREATE DATABASE "{template}_new"')
        if not is_there:
            _switch(template + "_new")
            call_command("migrate", verbosity=0)
            _switch("postgres")
            with connection.cursor() as cursor:
                cursor.execute(f'ALTER DATABASE "{template}_new" RENAME TO "{template}"')
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{template}"')
    _switch(copy)


def _switch(database: str) -> None:
    connection = connections["default"]
    connection.close()
    connection.settings_dict["NAME"] = database


@pytest.fixture
def home(db: None) -> HomePage:
    return HomePage.objects.get(locale__language_code="en")


@pytest.fixture
def people_section(home: HomePage) -> SectionPage:
    """The section People, under the root of sections."""
    return makers.make_section(title="People", slug="people")


@pytest.fixture
def ben(db: None) -> Person:
    """Ben writes."""
    return makers.make_person(name="Ben Okri Lin", slug="ben")


@pytest.fixture
def picture(db: None) -> Picture:
    return makers.make_picture()
