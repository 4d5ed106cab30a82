"""Starts the parts of a site, watches them, starts a dead one again and says so, ends all together.

Imports no Django: the parent stays small and the first page comes soon.
"""

import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from octavo.site.running.parent import PARENT_VARIABLE

MODULES = {
    "web": "octavo.site.running.web",
    "worker": "octavo.site.running.worker",
    "scheduler": "octavo.site.running.scheduler",
}
LOOK_SECONDS = 0.2
STOP_SECONDS = 10.0
READY_SECONDS = 60.0
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 1.0, 30.0
LONG_LIFE_SECONDS = 60.0


@dataclass(frozen=True)
class Address:
    """Where the web part answers, and to which name."""

    host: str
    port: int
    name: str


@dataclass
class Child:
    part: str
    process: subprocess.Popen[bytes]
    started_at: float
    pause_seconds: float = FIRST_PAUSE_SECONDS
    again_at: float | None = None


@dataclass
class Supervisor:
    """`say` takes a sentence for the owner; `first_words` go to a part when it is started for the first time."""

    say: Callable[[str], None]
    environ: dict[str, str]
    address: Address | None = None
    first_words: dict[str, list[str]] = field(default_factory=dict)
    children: dict[str, Child] = field(default_factory=dict)
    stopping: threading.Event = field(default_factory=threading.Event)

    def run(self, parts: list[str], *, when_ready: Callable[[], None] = lambda: None) -> int:
        """Keep the parts alive until SIGINT or SIGTERM. Returns the exit code."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: self.stopping.set())
        try:
            if not self._start_in_order(parts, when_ready):
                return 1
            while not self.stopping.wait(LOOK_SECONDS):
                for child in list(self.children.values()):
                    self._look_after(child)
        finally:
            self._stop_all()
        return 0

    def _start_in_order(self, parts: list[str], when_ready: Callable[[], None]) -> bool:
        # The web alone first: on a small machine the others would take the processor from the first page.
        if "web" in parts:
            self._start("web", words=self.first_words.get("web", []))
            if not self._wait_for_web():
                self.say("The web did not start; what it said stands above. Look at octavo check.")
                return False
        if not self.stopping.is_set():
            when_ready()
        for part in parts:
            if part != "web" and not self.stopping.is_set():
                self._start(part, words=self.first_words.get(part, []))
        return True

    def _start(self, part: str, *, words: list[str], pause_seconds: float = FIRST_PAUSE_SECONDS) -> None:
        # A session of its own: Ctrl-C in the terminal is for the supervisor, which ends the parts in order.
        command = [sys.executable, "-m", MODULES[part], *words]
        environ = {**self.environ, PARENT_VARIABLE: str(os.getpid())}
        process = subprocess.Popen(command, env=environ, start_new_session=True)  # noqa: S603 - our own modules
        self.children[part] = Child(part, process, time.monotonic(), pause_seconds)

    def _look_after(self, child: Child) -> None:
        now = time.monotonic()
        if child.again_at is not None:
            if now >= child.again_at:
                self._start(child.part, words=[], pause_seconds=min(2 * child.pause_seconds, LONGEST_PAUSE_SECONDS))
        elif child.process.poll() is not None:
            # Children of its own must not go on answering in its place.
            _kill_session(child.process)
            if now - child.started_at > LONG_LIFE_SECONDS:
                child.pause_seconds = FIRST_PAUSE_SECONDS
            child.again_at = now + child.pause_seconds
            how = _how(child.process.returncode)
            self.say(f"The {child.part} ended ({how}) and is started again in {child.pause_seconds:.0f} s.")

    def _wait_for_web(self) -> bool:
        deadline = time.monotonic() + READY_SECONDS
        web = self.children["web"].process
        while time.monotonic() < deadline and web.poll() is None:
            if self.stopping.is_set() or self.address is None or _answers(self.address):
                return True
            time.sleep(0.05)
        return False

    def _stop_all(self) -> None:
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
            child.process.wait()


def _answers(address: Address) -> bool:
    """Ask for the health of the site; any answer will do. The question also loads what the first page needs."""
    connection = http.client.HTTPConnection(address.host, address.port, timeout=10)
    try:
        connection.request("GET", "/healthz", headers={"Host": address.name})
        return bool(connection.getresponse().status)
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _how(code: int | None) -> str:
    if code is None or code >= 0:
        return f"exit code {code}"
    return f"killed by {signal.Signals(-code).name}"


def _kill_session(process: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return
