"""Every export of the real set: the counts of ORACLE.json, and nothing to do the second time."""

import json
import os
import re
from collections import Counter
from io import StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from octavo.columns.models import HomePage
from octavo.conversation.models import ColumnThread, Comment
from octavo.importers.models import ImportedThing

FOLDER = Path(os.environ["REAL_DATA"]) / "data" / "wxr" if os.environ.get("REAL_DATA") else None
ORACLE: dict[str, Any] = json.loads((FOLDER / "ORACLE.json").read_text()) if FOLDER else {}
WHOLE = [name for name, told in ORACLE.items() if told["well_formed"]]
BROKEN = [name for name in ORACLE if name not in WHOLE]
# The oracle counts <wp:category> only; this file writes its one category as a <wp:term> of the taxonomy "category".
OTHERWISE = {("wp-importer-unit/term-meta.xml", "section"): 1}

STATES = {"1": "published", "0": "held", "spam": "spam", "trash": "rejected"}
KINDS = {"", "comment", "pingback", "trackback"}
pytestmark = [
    pytest.mark.real,
    pytest.mark.django_db,
    pytest.mark.skipif(FOLDER is None, reason="REAL_DATA is not set: the folder that holds data/wxr"),
]


def bring(name: str, tmp_path: Path) -> dict[str, Any]:
    assert FOLDER is not None
    report = tmp_path / "report.json"
    call_command("import_wordpress", str(FOLDER / name), no_fetch=True, report=report, stdout=StringIO())
    return json.loads(report.read_text())


@pytest.mark.parametrize("name", WHOLE)
def test_every_whole_file_comes_in_with_the_oracles_counts_and_a_second_run_changes_nothing(
    home: HomePage, name: str, tmp_path: Path
) -> None:
    told = ORACLE[name]

    first, second = bring(name, tmp_path), bring(name, tmp_path)

    types = told["items_by_type"]
    expected = {
        "column": types.get("post", 0),
        "page": types.get("page", 0),
        "section": OTHERWISE.get((name, "section"), told["categories"]),
        "tag": told["tags"],
        "media": types.get("attachment", 0),
        "person": told["authors"],
    }
    kinds = first["kinds"]
    assert {kind: kinds[kind]["found"] for kind in expected} == expected
    assert {kind: kinds[kind]["made"] for kind in ("column", "page")} == {kind: expected[kind] for kind in ("column", "page")}
    assert kinds["section"]["made"] == expected["section"] + kinds["section"]["only_named"]
    assert kinds["tag"]["made"] == expected["tag"] + kinds["tag"]["only_named"]
    assert kinds.get("comment", {"made": 0})["made"] == sum(told["comment_types"].values())
    assert sum(row["failed"] for row in kinds.values()) == 0
    assert second["changes"] == 0


@pytest.mark.parametrize("name", WHOLE)
def test_every_item_that_did_not_come_has_its_reason(home: HomePage, name: str, tmp_path: Path) -> None:
    report = bring(name, tmp_path)

    left_out = sum(row["skipped"] + row["kept"] + row["failed"] for row in report["kinds"].values())
    assert len(report["left_out"]) == left_out
    assert all(line["reason"] for line in report["left_out"])


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_with_its_line(home: HomePage, name: str) -> None:
    assert FOLDER is not None
    with pytest.raises(CommandError, match=r"\.xml, line \d+: not well-formed XML: .* Nothing was imported"):
        call_command("import_wordpress", str(FOLDER / name), no_fetch=True, stdout=StringIO())


def comments_in(name: str) -> dict[str, Counter[str]]:
    """Count the comments of every post of a file by the state they have there, read without any of our code."""
    assert FOLDER is not None
    space = {"wp": "http://wordpress.org/export/1.2/"}
    text = re.sub(
        r"https?://wordpress\.org/export/1\.\d/", "http://wordpress.org/export/1.2/", (FOLDER / name).read_text("utf-8")
    )
    found: dict[str, Counter[str]] = {}
    for item in ElementTree.fromstring(text).iter("item"):
        if item.findtext("wp:post_type", "", space).strip() == "post":
            kinds = [
                (
                    comment.findtext("wp:comment_type", "", space).strip(),
                    comment.findtext("wp:comment_approved", "", space).strip(),
                )
                for comment in item.iterfind("wp:comment", space)
            ]
            number = item.findtext("wp:post_id", "", space).strip()
            found[number] = Counter(STATES.get(status, "held") for kind, status in kinds if kind in KINDS)
    return found


@pytest.mark.parametrize("name", WHOLE)
def test_every_column_has_the_comments_it_had_in_the_states_they_had(home: HomePage, name: str, tmp_path: Path) -> None:
    bring(name, tmp_path)
    told = {number: states for number, states in comments_in(name).items() if states}

    columns = dict(ImportedThing.objects.filter(kind="column").values_list("object_id", "source_id"))
    ours: dict[str, Counter[str]] = {}
    for column, state in Comment.objects.values_list("column", "state"):
        ours.setdefault(columns[column], Counter())[state] += 1

    assert ours == told
    for thread in ColumnThread.objects.all():
        assert thread.comments == Comment.objects.filter(column=thread.column_id, state="published", kind="comment").count()
