"""Rounds: each thing that is measured has its turn in each, so that what else the machine does meanwhile is shared."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from benchmarks.pages.asking import ask
from benchmarks.pages.load import CONNECTIONS, Beside, Wrk
from benchmarks.pages.servers import Server

BROTLI = {"Accept-Encoding": "br"}
# As many as the threads of a server: what is begun when the time is up is charged and not counted.
CONNECTIONS_OF_SLOW = 4
FIXED, FIXED_OF_SLOW = 1_000, 10
DYNAMIC_PER_SECOND = 20
PAUSE_SECONDS = 0.3
WARM_UPS = 20


@dataclass
class Measured:
    """A request that is repeated, and what it cost in each round. `kind` is what it is compared by: br, identity, 304."""

    what: str
    server: Server
    path: str
    kind: str
    headers: dict[str, str]
    body_bytes: int
    slow: bool = False
    queries: int | None = None
    cpu_us: list[float] = field(default_factory=list)
    per_second: list[float] = field(default_factory=list)
    p50_ms: list[float] = field(default_factory=list)
    p99_ms: list[float] = field(default_factory=list)
    memory_bytes: int = 0

    @property
    def url(self) -> str:
        return self.server.url + self.path

    @property
    def fixed_load(self) -> int:
        return FIXED_OF_SLOW if self.slow else FIXED

    def median(self, name: str) -> float:
        return statistics.median(getattr(self, name))


def static_kinds(server: Server, path: str, what: str) -> list[Measured]:
    """Return a page that is ready in brotli, in plain, and known to the browser already. Raises SystemExit where it is not."""
    packed, plain = ask(server.url + path, BROTLI), ask(server.url + path)
    known = {**BROTLI, "If-None-Match": packed.headers.get("etag", "")}
    again = ask(server.url + path, known)
    said = (
        packed.status,
        packed.headers.get("content-encoding"),
        plain.status,
        plain.headers.get("content-encoding"),
        again.status,
    )
    if said != (200, "br", 200, None, 304):
        raise SystemExit(f"{server.name} does not answer {path} as it should: {said}")
    return [
        Measured(f"{what}, brotli", server, path, "br", BROTLI, len(packed.body)),
        Measured(f"{what}, identity", server, path, "identity", {}, len(plain.body)),
        Measured(f"{what}, 304", server, path, "304", known, 0),
    ]


def rendered(server: Server, path: str, what: str, queries: int | None = None) -> Measured:
    """Return a page that is made anew each time."""
    answer = ask(server.url + path)
    if answer.status != 200:
        raise SystemExit(f"{server.name} answers {path} with {answer.status}")
    return Measured(what, server, path, "identity", {}, len(answer.body), slow=True, queries=queries)


def run_rounds(measured: list[Measured], wrk: Wrk, count: int, tell: Callable[[str], None]) -> None:
    """Fill in what each costs. Each round has all of them under full load, then all of them under a fixed one."""
    for each in measured:
        tell(f"warming up: {each.what}")
        for _ in range(WARM_UPS):
            ask(each.url, each.headers)
    for number in range(count):
        for each in measured:
            tell(f"round {number + 1} of {count}: {each.what}")
            _full_load(each, wrk)
        for each in measured:
            tell(f"round {number + 1} of {count}: {each.what}, {each.fixed_load:,} requests a second")
            _fixed_load(each, wrk)
    for each in measured:
        each.memory_bytes = each.server.tree.memory_bytes()


def _full_load(each: Measured, wrk: Wrk) -> None:
    before = each.server.tree.cpu_seconds()
    seen = wrk.run(each.url, each.headers, connections=CONNECTIONS_OF_SLOW if each.slow else CONNECTIONS)
    each.cpu_us.append(1e6 * (each.server.tree.cpu_seconds() - before) / seen.requests)
    each.per_second.append(seen.per_second)
    time.sleep(PAUSE_SECONDS)


def _fixed_load(each: Measured, wrk: Wrk) -> None:
    seen = wrk.run(
        each.url, each.headers, connections=CONNECTIONS_OF_SLOW if each.slow else CONNECTIONS, per_second=each.fixed_load
    )
    each.p50_ms.append(seen.p50_ms)
    each.p99_ms.append(seen.p99_ms)
    time.sleep(PAUSE_SECONDS)


@dataclass
class Mixed:
    """The p99 of a baked page, alone and with pages beside that are made anew (milliseconds)."""

    load: str
    alone_ms: list[float] = field(default_factory=list)
    beside_ms: list[float] = field(default_factory=list)
    dynamic_ms: list[float] = field(default_factory=list)

    @property
    def times(self) -> float:
        return statistics.median(self.beside_ms) / statistics.median(self.alone_ms)


def run_mixed(baked: Measured, dynamic_path: str, wrk: Wrk, count: int, tell: Callable[[str], None]) -> list[Mixed]:
    """Measure a baked page with dynamic requests beside it, on the same server: under full load and under a fixed one."""
    loads = {f"{CONNECTIONS} connections": None, f"{FIXED:,} requests/s": float(FIXED)}
    mixed = {name: Mixed(name) for name in loads}
    for number in range(count):
        for name, per_second in loads.items():
            tell(f"round {number + 1} of {count}: baked with {DYNAMIC_PER_SECOND} dynamic requests a second, {name}")
            mixed[name].alone_ms.append(wrk.run(baked.url, baked.headers, per_second=per_second).p99_ms)
            time.sleep(PAUSE_SECONDS)
            # A request of htmx is for Django, whatever is baked.
            beside = Beside(baked.server.url + dynamic_path, {"HX-Request": "true"}, DYNAMIC_PER_SECOND)
            with beside.asked():
                mixed[name].beside_ms.append(wrk.run(baked.url, baked.headers, per_second=per_second).p99_ms)
            if beside.failed:
                raise SystemExit(f"{beside.failed} dynamic requests failed")
            mixed[name].dynamic_ms.append(statistics.median(beside.taken_ms))
            time.sleep(PAUSE_SECONDS)
    return list(mixed.values())
