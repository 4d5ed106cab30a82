"""A report in the words of the desk."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from octavo.importers.models import FeedRun
from octavo.importers.records import Kind
from octavo.importers.report import Outcome

# Of one reason; the whole report has them all.
LINES_SHOWN = 20

KINDS = {
    Kind.EDITION: gettext_lazy("Editions"),
    Kind.WORK: gettext_lazy("Books"),
    Kind.COVER: gettext_lazy("Covers"),
    Kind.SAMPLE: gettext_lazy("Samples"),
    Kind.PERSON: gettext_lazy("Persons"),
    "book": gettext_lazy("Books"),
    "publisher": gettext_lazy("Publishers"),
    "subject": gettext_lazy("Subjects"),
    "series": gettext_lazy("Series"),
}
OUTCOMES = {
    Outcome.MADE: gettext_lazy("new"),
    Outcome.UPDATED: gettext_lazy("changed"),
    Outcome.UNCHANGED: gettext_lazy("as before"),
    Outcome.KEPT: gettext_lazy("kept as it is here"),
    Outcome.SKIPPED: gettext_lazy("left out"),
    Outcome.FAILED: gettext_lazy("failed"),
}
LEFT_OUT = (Outcome.SKIPPED, Outcome.FAILED)


@dataclass
class Group:
    """What is said of several items for one reason."""

    kind: str
    reason: str
    times: int = 0
    lines: list[dict[str, Any]] = field(default_factory=list)

    @property
    def shown(self) -> list[dict[str, Any]]:
        return self.lines[:LINES_SHOWN]

    @property
    def others(self) -> int:
        return self.times - sum(line.get("times", 1) for line in self.shown)


def counts_of(run: FeedRun) -> dict[str, int]:
    """Return what became of a run's editions: made, updated, unchanged, kept, left_out."""
    row = run.report.get("kinds", {}).get(Kind.EDITION, {})
    counts = {outcome.value: row.get(outcome.value, 0) for outcome in Outcome}
    return {**counts, "left_out": sum(counts[outcome] for outcome in LEFT_OUT)}


def table_of(run: FeedRun) -> dict[str, Any]:
    """Return {"heads": [word], "rows": [(kind, [number])]}, with columns and rows that have something in them alone."""
    kinds = {kind: row for kind, row in run.report.get("kinds", {}).items() if any(row.get(outcome, 0) for outcome in Outcome)}
    heads = [outcome for outcome in Outcome if any(row.get(outcome, 0) for row in kinds.values())]
    rows = [(KINDS.get(kind, kind), [row.get(outcome, 0) for outcome in heads]) for kind, row in kinds.items()]
    return {"heads": [OUTCOMES[outcome] for outcome in heads], "rows": rows}


def groups_of(run: FeedRun, where: str) -> list[Group]:
    """Return what a report says under "left_out" or "notes", one group a reason, the most frequent first."""
    groups: dict[tuple[str, str], Group] = defaultdict(lambda: Group("", ""))
    for line in run.report.get(where, ()):
        group = groups[line["kind"], line["reason"]]
        group.kind, group.reason = str(KINDS.get(line["kind"], line["kind"])), line["reason"]
        group.times += line.get("times", 1)
        # The line that stands for those that were not listed names none.
        if line.get("title") or line.get("source_id") or line.get("line"):
            group.lines.append({**line, "called": line.get("title") or line.get("source_id") or gettext("without a title")})
    return sorted(groups.values(), key=lambda group: -group.times)
