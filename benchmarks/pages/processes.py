"""Servers as process trees: started on a core of their own, and what they have cost by now."""

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
START_SECONDS = 120
STOP_SECONDS = 30
QUIET_SECONDS, LOOK_SECONDS, QUIET_SHARE = 600, 3, 0.1
# The fields of /proc/…/stat after the name: user, system, and the same of children that have ended.
PARENT, TIMES = 1, slice(11, 15)


@dataclass(frozen=True)
class Cores:
    """Which cores the server has, which the load, and which what asks beside it."""

    server: str
    load: str
    beside: str
    note: str

    @property
    def load_count(self) -> int:
        return len(self.load.split(","))


def share_out(available: list[int]) -> Cores:
    """Give the first core to the server and the others to the load, as far as there are any."""
    names = [str(core) for core in sorted(available)]
    if len(names) == 1:
        return Cores(names[0], names[0], names[0], "One core for all: wrk takes from the server what it needs itself.")
    if len(names) == 2:
        return Cores(names[0], names[1], names[1], "Two cores: one for the server, one for wrk and all else.")
    if len(names) == 3:
        return Cores(names[0], names[1], names[2], "Three cores: one for the server, one for wrk, one for all else.")
    load, beside = ",".join(names[1:3]), ",".join(names[3:])
    return Cores(names[0], load, beside, f"Core {names[0]} for the server, {load} for wrk, {beside} for all else.")


@dataclass
class Tree:
    """A process and all that came from it."""

    pid: int

    def cpu_seconds(self) -> float:
        """Return the user and system time of all, with children that have ended."""
        rows = _stats()
        return sum(int(field) for pid in _tree(self.pid, rows) for field in rows[pid][TIMES]) / TICKS_PER_SECOND

    def memory_bytes(self) -> int:
        """Return the proportional set size of all: what is shared is counted once."""
        return sum(map(_pss_bytes, _tree(self.pid, _stats())))

    def pids(self) -> list[int]:
        return _tree(self.pid, _stats())


@contextmanager
def started(command: list[str], *, core: str, log: Path, folder: Path, environ: dict[str, str] | None = None) -> Iterator[Tree]:
    """Run a server on a core; end it, and all that came from it, at the end."""
    with log.open("ab") as said:
        process = subprocess.Popen(
            ["taskset", "-c", core, *command],
            cwd=folder,
            env={**os.environ, **(environ or {})},
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
    try:
        yield Tree(process.pid)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait_until_answers(url: str, log: Path) -> None:
    """Raises SystemExit with the end of the log when nothing has come for a long while."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=30):
                return
        except urllib.error.HTTPError as error:
            raise SystemExit(f"{url} answers {error.code}.\n{log.read_text()[-2000:]}") from error
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"Nothing answers at {url}.\n{log.read_text()[-2000:]}")


def wait_until_quiet(tree: Tree) -> None:
    """Wait until a server does next to nothing: its background work is done."""
    deadline, before = time.monotonic() + QUIET_SECONDS, tree.cpu_seconds()
    while time.monotonic() < deadline:
        time.sleep(LOOK_SECONDS)
        now = tree.cpu_seconds()
        if now - before < QUIET_SHARE * LOOK_SECONDS:
            return
        before = now
    raise SystemExit("A server does not come to rest: its background work does not end.")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _stats() -> dict[int, list[str]]:
    found = {}
    for path in Path("/proc").iterdir():
        if path.name.isdigit():
            try:
                found[int(path.name)] = (path / "stat").read_text().rpartition(") ")[2].split()
            except OSError:
                continue
    return found


def _tree(root: int, rows: dict[int, list[str]]) -> list[int]:
    children: dict[int, list[int]] = {}
    for pid, fields in rows.items():
        children.setdefault(int(fields[PARENT]), []).append(pid)
    found = [root] if root in rows else []
    for pid in found:
        found.extend(children.get(pid, ()))
    return found


def _pss_bytes(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
