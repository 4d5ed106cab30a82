"""The spam filter on the YouTube Spam Collection: 1,956 comments that nobody here wrote, 1,005 of them spam.

What is asked for is in issue 4: AUC 0.97 on each set, and nine tenths of the spam caught where one honest comment in a
hundred is held. Where less is reached, the test says how much.
"""

import os
from functools import cache
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
VIDEOS = ("Psy", "KatyPerry", "LMFAO", "Eminem", "Shakira")

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(FOLDER is None, reason="REAL_DATA is not set: the folder that holds data/comments-spam"),
]


@cache
def sets() -> dict[str, list[Labelled]]:
    assert FOLDER is not None
    return read_sets(FOLDER)


@cache
def each_by_the_others() -> dict[str, list[Judged]]:
    return by_file(sets(), Ours)


@cache
def as_a_desk_sees_it() -> list[Judged]:
    return as_it_comes(sets(), Ours)


def test_the_collection_is_whole() -> None:
    assert tuple(sets()) == VIDEOS
    assert [sum(text.is_spam for text in texts) for texts in sets().values()] == [175, 175, 236, 245, 174]
    assert sum(map(len, sets().values())) == 1_956


@pytest.mark.parametrize("video", VIDEOS)
def test_each_video_is_judged_by_what_was_learned_on_the_others(video: str) -> None:
    assert auc(each_by_the_others()[video]) >= 0.98


def test_nine_tenths_of_the_spam_are_caught_where_one_in_a_hundred_is_held() -> None:
    spam = {video: sum(text.is_spam for text in texts) for video, texts in sets().items()}
    shares = {video: caught(judged) for video, judged in each_by_the_others().items()}
    assert sum(shares[video] * spam[video] for video in VIDEOS) / sum(spam.values()) >= 0.90
    # Two of the five stay just below.
    assert min(shares.values()) >= 0.87


def test_the_later_comments_are_judged_by_what_was_learned_on_the_earlier() -> None:
    judged = by_time(sets(), Ours)
    assert auc(judged) >= 0.98
    assert caught(judged) >= 0.90


def test_comments_judged_as_they_come_and_learned_after() -> None:
    assert auc(as_a_desk_sees_it()) >= 0.985
    assert caught(as_a_desk_sees_it()) >= 0.89


def test_from_the_default_on_hardly_anything_honest_is_held() -> None:
    assert share_from(as_a_desk_sees_it(), HOLD_FROM, is_spam=False) <= 0.01
    assert share_from(as_a_desk_sees_it(), HOLD_FROM, is_spam=True) >= 0.88


def test_a_score_means_what_it_says() -> None:
    sure = [one.is_spam for one in as_a_desk_sees_it() if one.score >= 0.99]
    doubtful = [one.is_spam for one in as_a_desk_sees_it() if 0.25 <= one.score < 0.75]
    honest = [one.is_spam for one in as_a_desk_sees_it() if one.score < 0.1]
    assert sum(sure) / len(sure) >= 0.99
    assert 0.2 <= sum(doubtful) / len(doubtful) <= 0.6
    assert sum(honest) / len(honest) <= 0.02


def test_the_seed_alone_is_of_use_and_holds_nobody() -> None:
    judged = judge(Ours(), (), (text for texts in sets().values() for text in texts))
    assert auc(judged) >= 0.92
    assert share_from(judged, HOLD_FROM, is_spam=False) <= 0.005


def test_it_does_better_than_a_textbook() -> None:
    theirs = by_file(sets(), Textbook)
    for video in VIDEOS:
        assert auc(each_by_the_others()[video]) > auc(theirs[video])
        assert caught(each_by_the_others()[video]) > caught(theirs[video])
