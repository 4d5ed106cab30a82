"""Load from wrk: as much as a server bears, or so many requests a second."""

import http.client
import json
import os
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.pages.processes import Cores

CONNECTIONS = 64
TIMEOUT_SECONDS = 30
SCRIPT = Path(__file__).with_name("report.lua")


@dataclass(frozen=True)
class Seen:
    """What wrk saw in one run."""

    requests: int
    seconds: float
    p50_ms: float
    p99_ms: float

    @property
    def per_second(self) -> float:
        return self.requests / self.seconds


@dataclass(frozen=True)
class Wrk:
    cores: Cores
    seconds: int

    def run(self, url: str, headers: dict[str, str], *, connections: int = CONNECTIONS, per_second: float | None = None) -> Seen:
        """Ask for one address over kept connections. Raises SystemExit where an answer was an error."""
        environ = dict(os.environ)
        if per_second:
            environ["OCTAVO_BENCH_DELAY_MS"] = f"{1000 * connections / per_second:.0f}"
        threads = min(2, self.cores.load_count)
        command = ["taskset", "-c", self.cores.load, "wrk", f"-t{threads}", f"-c{connections}", f"-d{self.seconds}s"]
        command += [f"--timeout={TIMEOUT_SECONDS}s", "-s", str(SCRIPT)]
        command += [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
        done = subprocess.run([*command, url], env=environ, capture_output=True, text=True, check=True)
        seen = json.loads(done.stdout.splitlines()[-1])
        if seen["refused"] or seen["broken"] or not seen["requests"]:
            raise SystemExit(f"{url} was not answered as it should be: {seen}")
        return Seen(seen["requests"], seen["microseconds"] / 1e6, seen["p50_us"] / 1000, seen["p99_us"] / 1000)


@dataclass
class Beside:
    """Requests that come at fixed moments, however long the answers take."""

    url: str
    headers: dict[str, str]
    per_second: float
    taken_ms: list[float] = field(default_factory=list)
    failed: int = 0

    @contextmanager
    def asked(self, *, threads: int = 8) -> Iterator[None]:
        """Ask while the block runs."""
        stop, started = threading.Event(), time.monotonic()
        workers = [threading.Thread(target=self._ask, args=(stop, started, at, threads)) for at in range(threads)]
        for worker in workers:
            worker.start()
        try:
            yield
        finally:
            stop.set()
            for worker in workers:
                worker.join()

    def _ask(self, stop: threading.Event, started: float, at: int, threads: int) -> None:
        parts = urlsplit(self.url)
        connection = http.client.HTTPConnection(parts.netloc, timeout=TIMEOUT_SECONDS)
        number = at
        while not stop.wait(max(0.0, started + number / self.per_second - time.monotonic())):
            asked_at = time.monotonic()
            connection.request("GET", parts.path, headers=self.headers)
            answer = connection.getresponse()
            answer.read()
            self.failed += answer.status != 200
            self.taken_ms.append(1000 * (time.monotonic() - asked_at))
            number += threads
        connection.close()
