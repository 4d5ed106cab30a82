"""WordPress and Ghost, where somebody has them running on this machine and says where."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.pages.processes import Cores, Tree
from benchmarks.pages.servers import Server

KNOWN = ("WordPress", "Ghost")


@dataclass(frozen=True)
class Other:
    server: Server
    path: str


@dataclass
class Trees(Tree):
    """Several trees taken for one, such as PHP's and its database's."""

    others: tuple[Tree, ...] = ()

    def cpu_seconds(self) -> float:
        return super().cpu_seconds() + sum(tree.cpu_seconds() for tree in self.others)

    def memory_bytes(self) -> int:
        return super().memory_bytes() + sum(tree.memory_bytes() for tree in self.others)

    def pids(self) -> list[int]:
        return [*super().pids(), *(pid for tree in self.others for pid in tree.pids())]


def others_here(stack: ExitStack, cores: Cores) -> Iterator[Other | str]:
    """Yield each that was named, put on the server's core as long as the stack is open; of one that was not, a sentence."""
    for name in KNOWN:
        start = f"OCTAVO_BENCH_{name.upper()}"
        url, pids = os.environ.get(f"{start}_URL", ""), os.environ.get(f"{start}_PID", "")
        if not url or not pids:
            yield f"{name} is skipped: {start}_URL and {start}_PID do not say where one runs."
            continue
        first, *more = [int(pid) for pid in pids.split(",")]
        tree = Trees(first, tuple(Tree(pid) for pid in more))
        stack.enter_context(_pinned(tree, cores))
        parts = urlsplit(url)
        yield Other(Server(name, f"{parts.scheme}://{parts.netloc}", tree), parts.path or "/")


@contextmanager
def _pinned(tree: Trees, cores: Cores) -> Iterator[None]:
    threads = [int(path.name) for pid in tree.pids() for path in Path(f"/proc/{pid}/task").iterdir()]
    before = {thread: os.sched_getaffinity(thread) for thread in threads}
    for thread in threads:
        os.sched_setaffinity(thread, {int(cores.server)})
    try:
        yield
    finally:
        for thread, where in before.items():
            if Path(f"/proc/{thread}").exists():
                os.sched_setaffinity(thread, where)
