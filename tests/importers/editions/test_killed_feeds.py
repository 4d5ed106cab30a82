"""A feed whose import was ended by SIGKILL at any moment, and run again, gives the catalogue of one that was not."""

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.scratch_site import ROOT


def killed(kills: int, seed: int) -> dict[str, Any]:
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "tests.importers.editions.killing",
        "--kills",
        str(kills),
        "--seed",
        str(seed),
    ]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=1_800)
    assert answer.returncode == 0, answer.stderr[-3_000:]
    return json.loads(answer.stdout)


def check(report: dict[str, Any], kills: int) -> None:
    assert [trial["hash"] for trial in report["trials"]] == [report["uncut"]] * kills
    # At least one of them was cut off while records were coming, the others while covers were.
    assert any(0 < trial["killed_at"] < report["things"] for trial in report["trials"]), report


@pytest.mark.process
def test_three_kills_change_nothing() -> None:
    check(killed(3, seed=8), 3)


@pytest.mark.long
@pytest.mark.process
def test_twenty_kills_change_nothing() -> None:
    check(killed(20, seed=20), 20)
