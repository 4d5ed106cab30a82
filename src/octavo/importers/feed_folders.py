"""The watched folder and its neighbours: where files of books wait, are worked on, and lie when that is done."""

import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

INBOX, WORK, DONE, REFUSED = "in", "work", "done", "refused"
# What was brought to the desk waits here until somebody says that it may come in.
DESK = "desk"
# What programs call a file that they are still writing.
_UNFINISHED = (".part", ".partial", ".tmp", ".temp", ".filepart", ".crdownload", ".download", ".swp")
_REPORT = ".txt"


def folder(name: str) -> Path:
    """Return one of the folders, made if it is not there."""
    path = Path(settings.OCTAVO_FEEDS) / name
    path.mkdir(parents=True, exist_ok=True)
    return path


def waiting_files(name: str = INBOX) -> Iterator[Path]:
    """Yield the files of a folder that somebody has put there for us, by name."""
    for path in sorted(folder(name).iterdir()):
        is_ours = not path.name.startswith((".", "~")) and not path.name.lower().endswith(_UNFINISHED)
        if is_ours and path.is_file() and not path.is_symlink():
            yield path


def claim(name: str) -> Path | None:
    """Take a file out of the inbox, at once or not at all; return where it is now, None if there is no such file.

    A file of the same name that is being worked on, or that a killed worker
    left, comes first; the one in the inbox waits for its turn.
    """
    work = folder(WORK) / name
    if not work.exists():
        try:
            (folder(INBOX) / name).rename(work)
        except FileNotFoundError:
            return None
    return work


def put_away(path: Path, into: str, report: str) -> Path:
    """Move a file to where it stays, with its report beside it; one of the same name gets a number."""
    target = _free(folder(into) / path.name)
    told = target.with_name(target.name + _REPORT)
    half = told.with_name(f".{told.name}.{os.getpid()}")
    half.write_text(report, encoding="utf-8")
    half.replace(told)
    # The file last: as long as it is in the folder of work, somebody takes it up again.
    path.replace(target)
    return target


def _free(path: Path) -> Path:
    number, free = 2, path
    while free.exists():
        free, number = path.with_name(f"{path.stem}-{number}{path.suffix}"), number + 1
    return free
