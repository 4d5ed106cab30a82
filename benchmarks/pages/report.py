"""What was measured, as tables for the terminal, and as a page and a chart for the documentation."""

import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.pages.chart import Bar, chart
from benchmarks.pages.goals import Goal, goals
from benchmarks.pages.load import CONNECTIONS
from benchmarks.pages.processes import Cores
from benchmarks.pages.rounds import CONNECTIONS_OF_SLOW, DYNAMIC_PER_SECOND, FIXED, FIXED_OF_SLOW, Measured, Mixed

WIDTH = 140
DOCS = Path(__file__).resolve().parents[2] / "docs" / "developers"
HEADS = ("page", "kB", "queries", "processor µs", "÷ nginx", "requests/s ÷ nginx", "p50 ms", "p99 ms", "memory MB")
MIXED_HEADS = (
    "load on the baked page",
    "p99 ms alone",
    f"p99 ms, {DYNAMIC_PER_SECOND}/s beside",
    "times",
    "p50 ms of those beside",
)
ABOUT = f"""\
Processor µs: user and system time of the whole process tree, a request. ÷ nginx: against nginx answering in the same way
(brotli, identity, 304); pages made anew against its plain file. kB: what is sent without its headers. Load from wrk over
{CONNECTIONS} kept connections, over {CONNECTIONS_OF_SLOW} where pages are made anew. p50 and p99 at {FIXED:,} requests a second,
at {FIXED_OF_SLOW} where pages are made anew. Memory: proportional set size of the tree, Octavo's with worker and scheduler."""
BESIDE = """\
The same server answers a baked page in brotli, and makes that column anew as often for htmx, whose answers are never baked."""
OTHERS = """\
They are measured where they run already: `OCTAVO_BENCH_WORDPRESS_URL` is the address of an article, `OCTAVO_BENCH_WORDPRESS_PID`
the process all of it came from, or several with commas (PHP, its web server, its database); the same for `GHOST`. For the run
they are put on the server's core."""


def wide_console() -> Console:
    """Return a console on which the table has room, also where the output is no terminal."""
    return Console(width=max(WIDTH, Console().width))


@dataclass(frozen=True)
class Report:
    measured: list[Measured]
    mixed: list[Mixed]
    cores: Cores
    rounds: int
    seconds: int

    def show(self, console: Console) -> None:
        for title, heads, rows in (
            ("A page, side by side", HEADS, self.rows()),
            ("Beside dynamic requests", MIXED_HEADS, self.mixed_rows()),
        ):
            table = Table(*heads, title=title)
            for row in rows:
                table.add_row(*row)
            console.print(table)
        console.print(f"{self.how}\n{ABOUT}", soft_wrap=True)
        for goal in self.goals:
            console.print(goal.sentence(), soft_wrap=True)

    def write(self, docs: Path = DOCS) -> None:
        """Write performance.md and performance.svg."""
        docs.mkdir(parents=True, exist_ok=True)
        (docs / "performance.md").write_text(self.markdown())
        (docs / "performance.svg").write_text(self.drawing())

    @property
    def how(self) -> str:
        return f"{self.cores.note} Medians of {self.rounds} rounds in turn, {self.seconds} seconds each."

    @cached_property
    def goals(self) -> list[Goal]:
        return list(goals(self.measured, self.mixed))

    def rows(self) -> Iterator[tuple[str, ...]]:
        files = {each.kind: each for each in self.measured if each.server.name == "nginx"}
        for each in self.measured:
            file, cpu_us = files[each.kind], each.median("cpu_us")
            yield (
                each.what,
                f"{each.body_bytes / 1000:.1f}",
                "" if each.queries is None else str(each.queries),
                _short(cpu_us),
                _short(cpu_us / file.median("cpu_us")),
                _short(each.median("per_second") / file.median("per_second")),
                _short(each.median("p50_ms")),
                _short(each.median("p99_ms")),
                f"{each.memory_bytes / 1e6:.0f}",
            )

    def mixed_rows(self) -> Iterator[tuple[str, ...]]:
        for each in self.mixed:
            figures = [statistics.median(values) for values in (each.alone_ms, each.beside_ms)]
            yield each.load, *map(_short, (*figures, each.times, statistics.median(each.dynamic_ms)))

    def markdown(self) -> str:
        parts = [
            "# What a page costs",
            "Written by `python -m benchmarks pages`. Microseconds differ from machine to machine; compare ratios, from one run.",
            "![Processor time of one request, a bar for each server](performance.svg)",
            _table(HEADS, self.rows()),
            f"{self.how}\n{ABOUT}",
            f"## Beside {DYNAMIC_PER_SECOND} dynamic requests a second",
            BESIDE,
            _table(MIXED_HEADS, self.mixed_rows()),
            "## What was to be reached",
            "\n".join(f"- {goal.sentence()}" for goal in self.goals),
            "## WordPress and Ghost",
            OTHERS,
        ]
        return "\n\n".join(parts) + "\n"

    def drawing(self) -> str:
        bars = [Bar(each.what, each.median("cpu_us"), each.server.name.startswith("Octavo")) for each in self.measured]
        return chart("Processor time of one request, microseconds; each line is ten times the one before it", bars)


def _table(heads: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    lines = [heads, ("---", *("---:" for _ in heads[1:])), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _short(number: float) -> str:
    """Three figures that mean something."""
    if number >= 100:
        return f"{number:,.0f}"
    return f"{number:.3g}"
