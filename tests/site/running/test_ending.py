"""However `octavo serve` ends, nothing of it goes on."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.site.places import clean_environ, make_place
from tests.site.serving import Served

pytestmark = pytest.mark.process


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    served = Served(make_place(tmp_path / "site").folder)
    yield served
    if served.process:
        served.stop(signal.SIGKILL)


def gone(served: Served) -> bool:
    deadline = time.monotonic() + 15
    while served.processes() and time.monotonic() < deadline:
        time.sleep(0.1)
    return not served.processes()


def test_ctrl_c_ends_everything_cleanly(served: Served) -> None:
    served.start()
    served.wait_for("health", lambda: served.status("/healthz") == 200)
    began = time.monotonic()

    assert served.stop(signal.SIGINT) == 0

    assert time.monotonic() - began < 8
    assert served.processes() == []
    assert served.status("/") == 0
    assert "is killed" not in served.log
    assert "Traceback" not in served.log


def test_nothing_outlives_a_supervisor_that_was_killed(served: Served) -> None:
    served.start()
    served.wait_for("the others", lambda: len(served.processes()) >= 4)

    os.kill(served.process.pid, signal.SIGKILL)

    assert served.process.wait(10) == -signal.SIGKILL
    assert gone(served)


def test_ctrl_c_before_the_web_is_up_ends_at_once(served: Served) -> None:
    command = [str(Path(sys.executable).parent / "octavo"), "serve"]
    served.process = subprocess.Popen(
        command, cwd=served.folder, env=clean_environ(OCTAVO_PORT="8397"), stdout=subprocess.DEVNULL
    )
    while not served.processes("web"):
        time.sleep(0.05)
    began = time.monotonic()

    assert served.stop(signal.SIGINT) == 0

    assert time.monotonic() - began < 5
    assert gone(served)


def test_a_web_that_cannot_start_ends_the_command_and_says_so(served: Served) -> None:
    (served.folder / "octavo.toml").write_text('extra_apps = ["no_such_app"]\n')
    (served.folder / "data" / "prepared").write_text("Octavo\nhttp://127.0.0.1:8396\nen\nen\nzh-hans")
    command = [str(Path(sys.executable).parent / "octavo"), "serve"]

    done = subprocess.run(
        command, cwd=served.folder, env=clean_environ(OCTAVO_PORT="8396"), capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert "no_such_app" in done.stderr
    assert gone(served)
