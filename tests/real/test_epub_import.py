"""Every EPUB of the real set comes in, with the oracle's titles and languages, and nothing is left to do the second time."""

import json
import os
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from octavo.base.models import Picture
from octavo.books.models import Book, Edition
from octavo.importers.epub.source import SAME_IDENTIFIER

FOLDER = Path(os.environ["REAL_DATA"]) / "data" / "epub" if os.environ.get("REAL_DATA") else None
ORACLE: dict[str, Any] = json.loads((FOLDER / "ORACLE.json").read_text()) if FOLDER else {}
# Eight books have one; the two Waste Lands share theirs.
COVERS = 8

pytestmark = [
    pytest.mark.real,
    pytest.mark.django_db,
    pytest.mark.skipif(FOLDER is None, reason="REAL_DATA is not set: the folder that holds data/epub"),
]


def bring(path: Path, tmp_path: Path) -> dict[str, Any]:
    report = tmp_path / "report.json"
    call_command("import_epub", str(path), report=report, stdout=StringIO())
    return json.loads(report.read_text())


@pytest.mark.parametrize("name", ORACLE)
def test_every_file_comes_in_and_a_second_run_changes_nothing(name: str, tmp_path: Path) -> None:
    assert FOLDER is not None

    first, second = bring(FOLDER / name, tmp_path), bring(FOLDER / name, tmp_path)

    edition = Edition.objects.select_related("book", "sample").get()
    assert (first["kinds"]["edition"]["made"], first["left_out"]) == (1, [])
    assert edition.book.title == ORACLE[name]["title"][0]
    assert edition.languages == [tag.partition("-")[0] for tag in ORACLE[name]["language"]]
    assert edition.sample is not None
    assert second["changes"] == 0


def test_the_whole_folder_comes_in_at_once_each_edition_once(tmp_path: Path) -> None:
    assert FOLDER is not None

    first, second = bring(FOLDER, tmp_path), bring(FOLDER, tmp_path)

    made = first["kinds"]["edition"]["made"]
    reasons = [line["reason"] for line in first["left_out"]]
    # The checker's minimal books differ in their packing only, and the two Alices in their cover.
    assert (made, len(reasons)) == (13, 8)
    assert set(reasons) == {SAME_IDENTIFIER}
    assert made + len(reasons) == len(ORACLE)
    assert Edition.objects.count() == made
    assert Book.objects.count() <= made
    assert Picture.objects.count() == COVERS
    assert second["changes"] == 0
