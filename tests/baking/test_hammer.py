"""A site served by several processes is changed at random and read all the time: nobody gets an old page."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.site.places import ROOT, clean_environ
from tests.site.serving import Served

SEED = 20261123


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    folder = tmp_path / "magazine"
    folder.mkdir()
    served = Served(folder, environ={"OCTAVO_WEB_PROCESSES": "3"}).start()
    yield served
    served.stop()


def hammer(served: Served, steps: int) -> "subprocess.CompletedProcess[str]":
    environ = clean_environ(OCTAVO_SITE=str(served.folder), OCTAVO_PORT=str(served.port), **served.environ)
    words = [sys.executable, "-m", "tests.baking.hammer", served.url, str(steps), str(SEED)]
    return subprocess.run(words, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)


@pytest.mark.process
def test_nobody_gets_an_old_page_in_a_thousand_steps(served: Served) -> None:
    done = hammer(served, 1_000)
    assert done.stdout.strip().splitlines()[-1:] == ["1000 steps, 0 faults"], done.stdout[-3000:] + done.stderr[-3000:]


@pytest.mark.long
@pytest.mark.process
def test_nobody_gets_an_old_page_in_ten_thousand_steps(served: Served) -> None:
    done = hammer(served, 10_000)
    assert done.stdout.strip().splitlines()[-1:] == ["10000 steps, 0 faults"], done.stdout[-3000:] + done.stderr[-3000:]
