"""What a page was to cost, and whether it does."""

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.pages.rounds import DYNAMIC_PER_SECOND, Measured, Mixed


@dataclass(frozen=True)
class Goal:
    """`value` is to be at most `most`; `aim` is what would be better still."""

    what: str
    value: float
    most: float
    aim: float | None = None
    unit: str = " ×"

    @property
    def holds(self) -> bool:
        return self.value <= self.most

    def sentence(self) -> str:
        aim = f", aim {self.aim:g}" if self.aim else ""
        shown = f"{self.value:.2f}{self.unit}" if self.unit else f"{self.value:.0f}"
        return f"{'reached' if self.holds else 'MISSED'}: {self.what}: {shown} (at most {self.most:g}{aim})"


def goals(measured: list[Measured], mixed: list[Mixed]) -> Iterator[Goal]:
    """Yield those that can be judged from one run."""
    files = {each.kind: each for each in measured if each.server.name == "nginx"}
    baked = {each.kind: each for each in measured if each.server.name == "Octavo"}
    for kind, said, most, aim in (("br", "baked page in brotli ÷ nginx", 1.8, 1.5), ("304", "baked page, 304 ÷ nginx", 1.5, 1.3)):
        yield Goal(f"{said}, processor time", baked[kind].median("cpu_us") / files[kind].median("cpu_us"), most, aim)
    for each in mixed:
        yield Goal(
            f"p99 of a baked page with {DYNAMIC_PER_SECOND} dynamic requests a second ÷ without, {each.load}", each.times, 3
        )
    full = next(each for each in measured if "with everything" in each.what)
    plain = next(each for each in measured if each.server.name == "plain Wagtail")
    yield Goal(
        "column with everything ÷ plain Wagtail's article, processor time", full.median("cpu_us") / plain.median("cpu_us"), 0.5
    )
    yield Goal("queries of a column with everything", full.queries or 0, 12, unit="")
