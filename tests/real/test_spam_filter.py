"""The spam filter on the YouTube Spam Collection: 1,956 comments that nobody here wrote, 1,005 of them spam."""

import os
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from benchmarks.spam import (
    Judged,
    Labelled,
    Ours,
    Textbook,
    as_it_comes,
    auc,
    by_file,
    by_time,
    caught,
    judge,
    read_sets,
    share_from,
)

from octavo.conversation.spam import HOLD_FROM

FOLDER = Path(os.environ["REAL_DATA"]) / "data/comments-spam/youtube-spam" if os.environ.get("REAL_DATA") else None

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(FOLDER is None, reason="REAL_DATA is not set: the folder that holds data/comments-spam"),
]


@cache
def sets() -> dict[str, list[Labelled]]:
    assert FOLDER is not None
    return read_sets(FOLDER)


@cache
def ours_by_file() -> dict[str, list[Judged]]:
    return by_file(sets(), Ours)
