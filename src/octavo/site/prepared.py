"""A migrated database, made once for a version and unpacked for every new site.

Running all migrations takes fifteen seconds of processor time. The file is made
when the wheel is built (`python -m octavo.site.prepared`) and named after a
fingerprint of the migrations it holds: one that does not fit is not found.
"""

import gzip
import hashlib
import os
import shutil
import sqlite3
import sys
import tempfile
from importlib import metadata
from pathlib import Path

from octavo import __version__

HERE = Path(__file__).resolve().parent
# Whose migrations a site runs, beside our own.
MIGRATED_DISTRIBUTIONS = ("django", "wagtail", "django-allauth", "django-taggit", "django-tasks-db")


def fingerprint() -> str:
    """Return a short name of the set of migrations that is installed."""
    # Their text, not their names alone: one that is still being written changes under its name.
    ours = [path.read_text(encoding="utf-8") for path in sorted(HERE.parent.glob("*/migrations/0*.py"))]
    theirs = [f"{name} {metadata.version(name)}" for name in MIGRATED_DISTRIBUTIONS]
    return hashlib.sha256("\n".join([__version__, *ours, *theirs]).encode()).hexdigest()[:16]


def prepared_file() -> Path | None:
    """Return the prepared database that fits what is installed, from the package or the user's cache."""
    return next((path for path in (_in_package(), _in_cache()) if path.is_file()), None)


def unpack(source: Path, target: Path) -> None:
    """Write the prepared database to `target`, whole or not at all."""
    half = target.with_name(f".{target.name}.{os.getpid()}")
    half.touch(0o600)
    with gzip.open(source) as packed, half.open("wb") as plain:
        shutil.copyfileobj(packed, plain)
        os.fsync(plain.fileno())
    half.replace(target)


def keep_in_cache(database: Path) -> None:
    """Keep a freshly migrated, still empty database for the next new site of this version, where that is possible."""
    try:
        _in_cache().parent.mkdir(parents=True, exist_ok=True)
        _pack(database, _in_cache())
    except OSError:
        # No home or no room: the next new site migrates again.
        return


def make() -> Path:
    """Migrate an empty database and pack it into the package. Returns the file."""
    target = _in_package()
    with tempfile.TemporaryDirectory(prefix="octavo-prepared-") as folder:
        site = Path(folder)
        (site / "data").mkdir()
        (site / "octavo.toml").write_text("")
        for name in [name for name in os.environ if name.startswith("OCTAVO_")]:
            del os.environ[name]
        os.environ |= {"OCTAVO_SITE": folder, "OCTAVO_SECRET_KEY": "prepared", "DJANGO_SETTINGS_MODULE": "octavo.site.settings"}
        _migrate()
        _pack(site / "data" / "octavo.sqlite3", target)
    for old in target.parent.glob("prepared-*.sqlite3.gz"):
        if old != target:
            old.unlink()
    return target


def _migrate() -> None:
    import django  # noqa: PLC0415 - a light parent asks this module for a fingerprint alone
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415

    django.setup()
    call_command("migrate", verbosity=0)
    connections.close_all()


def _pack(database: Path, target: Path) -> None:
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".packing-") as folder:
        plain, packed = Path(folder) / "plain", Path(folder) / "packed"
        connection = sqlite3.connect(database)
        # One file without its log, and in an order that compresses well.
        connection.execute("VACUUM INTO ?", [str(plain)])
        connection.close()
        with (
            plain.open("rb") as source,
            packed.open("wb") as file,
            gzip.GzipFile(fileobj=file, mode="wb", mtime=0, filename="") as zipped,
        ):
            shutil.copyfileobj(source, zipped)
        packed.replace(target)


def _in_package() -> Path:
    return HERE / f"prepared-{fingerprint()}.sqlite3.gz"


def _in_cache() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "octavo" / f"prepared-{fingerprint()}.sqlite3.gz"


if __name__ == "__main__":
    if not _in_package().is_file():
        sys.stdout.write(f"prepared {make().name}\n")
