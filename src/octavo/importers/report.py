"""What came, what did not and why: counted as it happens, told as text and as JSON."""

from collections import Counter, defaultdict
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

EXAMPLES_SHOWN = 3


class Outcome(StrEnum):
    MADE = "made"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    SKIPPED = "skipped"
    FAILED = "failed"


CHANGES = (Outcome.MADE, Outcome.UPDATED)


@dataclass(frozen=True, slots=True)
class Line:
    """One item that has something to be said of it."""

    kind: str
    source_id: str
    title: str
    reason: str
    detail: str = ""
    times: int = 1
    # Where it begins in the file; 0 where lines mean nothing.
    line: int = 0

    @property
    def name(self) -> str:
        """What to call the item in a list."""
        called = f"“{self.title or self.source_id}”"
        return f"{called} (line {self.line:,})" if self.line else called

    def as_json(self) -> dict[str, Any]:
        usual = {"detail": "", "times": 1, "line": 0}
        return {name: value for name, value in asdict(self).items() if name not in usual or value != usual[name]}


@dataclass
class Report:
    file: str
    source_site: str = ""
    is_dry_run: bool = False
    found: dict[str, int] = field(default_factory=dict)
    implied: Counter[str] = field(default_factory=Counter)
    counts: dict[str, Counter[Outcome]] = field(default_factory=lambda: defaultdict(Counter))
    left_out: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    about_file: list[str] = field(default_factory=list)
    # Of a feed of 100,000 books whose every record has the same flaw, so many are listed and the others counted.
    most_lines: int | None = None
    _listed: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def add(self, kind: str, outcome: Outcome, times: int = 1) -> None:
        if times:
            self.counts[kind][outcome] += times

    def leave_out(self, line: Line, outcome: Outcome) -> None:
        """Count an item that did not come in (or was kept as it is here), with the reason."""
        self.add(line.kind, outcome)
        self._list(self.left_out, "left out", line)

    def note(self, line: Line) -> None:
        """Remember what changed on the way, of an item that came in."""
        self._list(self.notes, "note", line)

    def _list(self, lines: list[Line], where: str, line: Line) -> None:
        key = (where, line.kind, line.reason)
        self._listed[key] += 1
        if self.most_lines is None or self._listed[key] <= self.most_lines:
            lines.append(line)

    def _unlisted(self, where: str) -> list[Line]:
        most = self.most_lines or 0
        more = [(key, times - most) for key, times in self._listed.items() if key[0] == where and self.most_lines is not None]
        return [Line(kind, "", "", reason, "and more", times) for (_, kind, reason), times in more if times > 0]

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> "Report":
        """Return the report that was kept as JSON, to be told as text."""
        report = cls(told.get("file", ""), told.get("source_site", ""), bool(told.get("dry_run")))
        report.about_file = list(told.get("about_file", ()))
        report.left_out = [Line(**line) for line in told.get("left_out", ())]
        report.notes = [Line(**line) for line in told.get("notes", ())]
        for kind, row in told.get("kinds", {}).items():
            report.found[kind], report.implied[kind] = row.get("found", 0), row.get("only_named", 0)
            for outcome in Outcome:
                report.add(kind, outcome, row.get(outcome.value, 0))
        return report

    @property
    def changes(self) -> int:
        return sum(counts[outcome] for counts in self.counts.values() for outcome in CHANGES)

    def as_json(self) -> dict[str, Any]:
        kinds = list(dict.fromkeys([*self.found, *self.counts]))
        return {
            "file": self.file,
            "source_site": self.source_site,
            "dry_run": self.is_dry_run,
            "changes": self.changes,
            "about_file": self.about_file,
            "kinds": {
                kind: {
                    "found": self.found.get(kind, sum(self.counts[kind].values())),
                    "only_named": self.implied[kind],
                    **{outcome.value: self.counts[kind][outcome] for outcome in Outcome},
                }
                for kind in kinds
            },
            "left_out": [line.as_json() for line in [*self.left_out, *self._unlisted("left out")]],
            "notes": [line.as_json() for line in [*self.notes, *self._unlisted("note")]],
        }

    def as_text(self) -> str:
        lines = [f"{self.file} ({self.source_site})", *self.about_file, "", *self._table()]
        lines += _grouped("Did not come, or was left as it is here:", [*self.left_out, *self._unlisted("left out")])
        lines += _grouped("Came, but not whole:", [*self.notes, *self._unlisted("note")])
        verb = "would be made or changed" if self.is_dry_run else "made or changed"
        return "\n".join([*lines, "", f"{self.changes} things {verb}."])

    def _table(self) -> list[str]:
        kinds = self.as_json()["kinds"]
        heads = ["found", "only_named", *(outcome.value for outcome in Outcome)]
        shown = [head for head in heads if head == "found" or any(row[head] for row in kinds.values())]
        width = max((len(kind) for kind in kinds), default=4)
        lines = [" " * width + "".join(f"{head.replace('_', ' '):>12}" for head in shown)]
        return lines + [f"{kind:<{width}}" + "".join(f"{row[head]:>12,}" for head in shown) for kind, row in kinds.items()]


def _grouped(heading: str, lines: list[Line]) -> list[str]:
    groups: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in lines:
        groups[line.kind, line.reason].append(line)
    told = ["", heading] if groups else []
    for (kind, reason), members in sorted(groups.items(), key=lambda group: -len(group[1])):
        named = list(dict.fromkeys(line.name for line in members if line.title or line.source_id or line.line))
        titles = ", ".join(named[:EXAMPLES_SHOWN])
        unlisted = sum(line.times for line in members if not line.title and not line.source_id and not line.line)
        others = max(len(named) - EXAMPLES_SHOWN, 0) + unlisted
        more = f" and {others:,} more" if others else ""
        told.append(f"  {sum(line.times for line in members):>6,} × {kind}: {reason} — {titles}{more}")
    return told
