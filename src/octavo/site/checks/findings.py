"""What was looked at, and how it stands."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass

MARKS = {"good": "ok    ", "note": "note  ", "wrong": "WRONG "}


@dataclass(frozen=True)
class Finding:
    """`state` is good, note (it works, but look) or wrong (it does not)."""

    state: str
    sentence: str


def good(sentence: str) -> Finding:
    return Finding("good", sentence)


def note(sentence: str) -> Finding:
    return Finding("note", sentence)


def wrong(sentence: str) -> Finding:
    return Finding("wrong", sentence)


def say_findings(findings: Iterable[Finding]) -> bool:
    """Write them out, a line each. Returns whether none is wrong."""
    is_sound = True
    for finding in findings:
        sys.stdout.write(f"{MARKS[finding.state]}{finding.sentence}\n")
        is_sound = is_sound and finding.state != "wrong"
    sys.stdout.flush()
    return is_sound
