from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from octavo.base.time_words import ago_words
from tests.base.moments import MOMENTS, NOW


@pytest.mark.parametrize(("moment", "english"), [(moment, english) for moment, english, _ in MOMENTS])
def test_a_moment_is_worded_in_english(moment: datetime, english: str) -> None:
    with translation.override("en"):
        assert ago_words(moment, NOW) == english


@pytest.mark.parametrize(("moment", "chinese"), [(moment, chinese) for moment, _, chinese in MOMENTS])
def test_a_moment_is_worded_in_chinese(moment: datetime, chinese: str) -> None:
    with translation.override("zh-hans"):
        assert ago_words(moment, NOW) == chinese


def test_an_anniversary_is_a_year_in_leap_years_too() -> None:
    with translation.override("en"):
        words = [ago_words(datetime(2024, 3, 1, tzinfo=UTC), datetime(2024 + years, 3, 1, tzinfo=UTC)) for years in (1, 4, 8)]

    assert words == ["about 1 year ago", "about 4 years ago", "about 8 years ago"]


def test_the_zone_of_a_moment_changes_nothing() -> None:
    from zoneinfo import ZoneInfo

    moment = datetime(2021, 3, 1, 0, 30, tzinfo=UTC)

    assert ago_words(moment.astimezone(ZoneInfo("Asia/Shanghai")), NOW) == ago_words(moment, NOW)


def test_no_length_of_time_is_left_without_words() -> None:
    with translation.override("en"):
        words = {ago_words(NOW - timedelta(hours=hours), NOW) for hours in range(0, 24 * 1200, 7)}

    assert all("%" not in word and " 0 " not in word for word in words)
