"""A site served by real processes, as an owner would serve it."""

import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.ports import free_port
from tests.site.places import clean_environ

START_SECONDS = 60


@dataclass
class Served:
    """`octavo serve` in a folder. `log` is what it said."""

    folder: Path
    port: int = 0
    environ: dict[str, str] = field(default_factory=dict)
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        return self._log_path.read_text()

    @property
    def _log_path(self) -> Path:
        return self.folder.with_name(f"{self.folder.name}.log")

    def start(self, *words: str) -> "Served":
        self.port = self.port or free_port()
        environ = clean_environ(OCTAVO_PORT=str(self.port), **self.environ)
        with self._log_path.open("ab") as log:
            command = [str(Path(sys.executable).parent / "octavo"), "serve", *words]
            self.process = subprocess.Popen(command, cwd=self.folder, env=environ, stdout=log, stderr=log, start_new_session=True)
        self.wait_for("an answer", lambda: self.status("/") == 200, seconds=START_SECONDS)
        return self

    def stop(self, number: int = signal.SIGINT) -> int:
        assert self.process
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(30)

    def get(self, path: str) -> bytes:
        with urllib.request.urlopen(self.url + path, timeout=30) as answer:
            return answer.read()

    def status(self, path: str) -> int:
        try:
            with urllib.request.urlopen(self.url + path, timeout=10) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def wait_for(self, what: str, is_so: Callable[[], object], *, seconds: float = 30) -> None:
        deadline = time.monotonic() + seconds
        while not is_so():
            if time.monotonic() > deadline or (self.process and self.process.poll() is not None):
                raise AssertionError(f"waited in vain for {what}:\n{self.log[-3000:]}")
            time.sleep(0.1)

    def processes(self, part: str = "") -> list[int]:
        """Return the process ids of a part of this site, or of all parts, oldest first."""
        return sorted(
            pid
            for pid in _all_pids()
            if f"octavo.site.running.{part}" in _command_line(pid) and _site_of(pid) == str(self.folder)
        )


def _all_pids() -> list[int]:
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]


def _command_line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def _site_of(pid: int) -> str:
    try:
        pairs = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    except OSError:
        return ""
    return next((pair.removeprefix(b"OCTAVO_SITE=").decode() for pair in pairs if pair.startswith(b"OCTAVO_SITE=")), "")
