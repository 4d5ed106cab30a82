"""Starts the parts of a site, watches them, starts a dead one again and says so, ends all together.

Imports no Django: the parent stays small and the first page comes soon.
"""

import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field

MODULES = {
    "web": "octavo.site.running.web",
    "worker": "octavo.site.running.worker",
    "scheduler": "octavo.site.running.scheduler",
}
LOOK_SECONDS = 0.2
STOP_SECONDS = 15.0
READY_SECONDS = 60.0
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 1.0, 30.0
LONG_LIFE_SECONDS = 60.0


@dataclass
class Child:
    part: str
    process: subprocess.Popen[bytes]
    started_at: float
    pause_seconds: float = FIRST_PAUSE_SECONDS
    again_at: float | None = None


@dataclass
class Supervisor:
    """`say` takes a sentence for the owner; `address` is where the web part answers, if there is one."""

    say: Callable[[str], None]
    environ: dict[str, str]
    address: str = ""
    children: dict[str, Child] = field(default_factory=dict)
    stopping: threading.Event = field(default_factory=threading.Event)

    def run(self, parts: list[str], *, when_ready: Callable[[], None] = lambda: None) -> int:
        """Keep the parts alive until SIGINT or SIGTERM. Returns the exit code."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: self.stopping.set())
        try:
            self._start_in_order(parts, when_ready)
            while not self.stopping.wait(LOOK_SECONDS):
                self._look_after()
        finally:
            self._stop_all()
        return 0

    def _start_in_order(self, parts: list[str], when_ready: Callable[[], None]) -> None:
        # The web alone first: on a small machine the others would take the processor from the first page.
        if "web" in parts:
            self._start("web")
            self._wait_for_web()
        if not self.stopping.is_set():
            when_ready()
        for part in parts:
            if part != "web" and not self.stopping.is_set():
                self._start(part)

    def _start(self, part: str, *, pause_seconds: float = FIRST_PAUSE_SECONDS) -> None:
        # A session of its own: Ctrl-C in the terminal is for the supervisor, which ends the parts in order.
        process = subprocess.Popen(  # noqa: S603 - our own modules
            [sys.executable, "-m", MODULES[part]], env=self.environ, start_new_session=True
        )
        self.children[part] = Child(part, process, time.monotonic(), pause_seconds)

    def _look_after(self) -> None:
        now = time.monotonic()
        for child in list(self.children.values()):
            if child.again_at is not None:
                if now >= child.again_at:
                    self._start(child.part, pause_seconds=min(2 * child.pause_seconds, LONGEST_PAUSE_SECONDS))
            elif child.process.poll() is not None:
                lived_seconds = now - child.started_at
                pause = FIRST_PAUSE_SECONDS if lived_seconds > LONG_LIFE_SECONDS else child.pause_seconds
                child.pause_seconds, child.again_at = pause, now + pause
                self.say(f"The {child.part} ended ({_how(child.process.returncode)}) and is started again in {pause:.0f} s.")

    def _wait_for_web(self) -> None:
        deadline = time.monotonic() + READY_SECONDS
        web = self.children["web"].process
        while time.monotonic() < deadline and web.poll() is None and not self.stopping.is_set():
            if _answers(self.address):
                return
            time.sleep(0.05)

    def _stop_all(self) -> None:
        # granian ignores SIGTERM while its workers still import: let the web come up before it goes.
        web = self.children.get("web")
        if web and web.process.poll() is None and time.monotonic() - web.started_at < STOP_SECONDS:
            self._wait_until_stoppable(web)
        alive = [child for child in self.children.values() if child.process.poll() is None]
        for child in alive:
            child.process.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for child in alive:
            try:
                child.process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                self.say(f"The {child.part} did not end in {STOP_SECONDS:.0f} s and is killed.")
                _kill_session(child.process)

    def _wait_until_stoppable(self, web: Child) -> None:
        deadline = time.monotonic() + STOP_SECONDS
        while time.monotonic() < deadline and web.process.poll() is None and not _answers(self.address):
            time.sleep(0.05)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/healthz", timeout=5):  # noqa: S310 - our own address
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def _how(code: int | None) -> str:
    if code is None or code >= 0:
        return f"exit code {code}"
    return f"killed by {signal.Signals(-code).name}"


def _kill_session(process: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
