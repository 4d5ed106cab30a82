"""An importer ready to run on what a test writes."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from octavo.columns.models import HomePage
from tests.importers import exports

Import = Callable[..., dict[str, Any]]


@pytest.fixture
def write_export(tmp_path: Path) -> Callable[..., Path]:
    def write(*pieces: str) -> Path:
        path = tmp_path / "export.xml"
        path.write_text(exports.export(*pieces), encoding="utf-8")
        return path

    return write


@pytest.fixture
def bring(home: HomePage, write_export: Callable[..., Path], tmp_path: Path, settings: Any) -> Import:
    """Import what is given as an export and return the report."""
    settings.MEDIA_ROOT = tmp_path / "media"

    def run(*pieces: str, path: Path | None = None, **options: Any) -> dict[str, Any]:
        report = tmp_path / "report.json"
        said = StringIO()
        wanted = {"no_fetch": True, "report": report, "stdout": said, **options}
        call_command("import_wordpress", str(path or write_export(*pieces)), **wanted)
        return {**json.loads(report.read_text()), "said": said.getvalue()}

    return run


def reasons(report: dict[str, Any]) -> list[str]:
    return [line["reason"] for line in report["left_out"]]


def notes(report: dict[str, Any]) -> list[str]:
    return [line["reason"] for line in report["notes"]]
