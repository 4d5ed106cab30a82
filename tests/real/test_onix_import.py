"""Every ONIX file of the real set comes in or is refused, with the oracle's counts, and nothing is left for a second run."""

import json
import os
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from octavo.books.models import Book, Edition, Price
from octavo.importers.models import FeedRun

FOLDER = Path(os.environ["REAL_DATA"]) / "data" / "onix" if os.environ.get("REAL_DATA") else None
ORACLE: dict[str, Any] = json.loads((FOLDER / "ORACLE.json").read_text()) if FOLDER else {}
# A single composite of a record, taken out of it: there is no product in the file, and the oracle counts none.
FRAGMENTS = [name for name, told in ORACLE.items() if not told["products"]]
# The oracle counts the currencies that prices name; two Australian files name theirs once for all, in the header.
IN_HEADER = {"AUD"}
# Their products have no title at all, one to show a flaw in a text and one a flaw in a date.
WITHOUT_TITLE = ["im_onix/invalid_textformat_cdata_xhtml.xml", "yob-small/product_invalid_pubdate.xml"] if FOLDER else []
WHOLE = [name for name in ORACLE if name not in FRAGMENTS]

pytestmark = [
    pytest.mark.real,
    pytest.mark.django_db,
    pytest.mark.skipif(FOLDER is None, reason="REAL_DATA is not set: the folder that holds data/onix"),
]


def bring(name: str, tmp_path: Path) -> dict[str, Any]:
    assert FOLDER is not None
    report = tmp_path / "report.json"
    call_command("import_onix", str(FOLDER / name), no_fetch=True, report=report, stdout=StringIO())
    return json.loads(report.read_text())


@pytest.mark.parametrize("name", WHOLE)
def test_every_file_comes_in_with_the_oracles_count_and_a_second_run_changes_nothing(name: str, tmp_path: Path) -> None:
    first, second = bring(name, tmp_path), bring(name, tmp_path)

    row = first["kinds"]["edition"]
    assert row["found"] == ORACLE[name]["products"]
    assert (row["made"], row["failed"]) == (0 if name in WITHOUT_TITLE else row["found"], 0)
    assert Edition.objects.count() == row["made"]
    assert set(Price.objects.values_list("currency", flat=True)) <= {*ORACLE[name]["currencies"], *IN_HEADER}
    assert second["changes"] == 0


@pytest.mark.parametrize("name", WITHOUT_TITLE)
def test_a_product_that_no_record_names_is_left_out_with_the_reason(name: str, tmp_path: Path) -> None:
    (line,) = bring(name, tmp_path)["left_out"]

    assert line["reason"].startswith("it has no title")
    assert line["line"] > 0


@pytest.mark.parametrize("name", FRAGMENTS)
def test_a_file_without_a_product_is_refused_with_the_reason(name: str) -> None:
    assert FOLDER is not None
    with pytest.raises(
        CommandError, match=r"\.xml, line \d+: .* Nothing was imported\.|there is a header and no product after it"
    ):
        call_command("import_onix", str(FOLDER / name), no_fetch=True, stdout=StringIO())

    assert FeedRun.objects.get().state == FeedRun.State.REFUSED
    assert not Edition.objects.exists()


def test_all_files_at_once_are_one_catalogue_in_which_nothing_is_twice(tmp_path: Path) -> None:
    """Some senders and books occur in several files: in both dialects, in two releases, with and without a declaration."""
    assert FOLDER is not None
    files = [str(FOLDER / name) for name in WHOLE]
    said = StringIO()

    call_command("import_onix", *files, no_fetch=True, stdout=StringIO())
    editions, books = Edition.objects.count(), Book.objects.count()
    call_command("import_onix", *files, no_fetch=True, stdout=said)

    assert (Edition.objects.count(), Book.objects.count()) == (editions, books)
    isbns = list(Edition.objects.exclude(isbn=None).values_list("isbn", flat=True))
    assert len(isbns) == len(set(isbns))
    assert books <= editions <= len(WHOLE)
