"""Moments and the words for them, which Python and the browser's script must both say."""

from datetime import UTC, datetime, timedelta

NOW = datetime(2026, 5, 20, 12, 0, 0, tzinfo=UTC)


def _before(**length: float) -> datetime:
    return NOW - timedelta(**length)


MOMENTS = [
    (NOW, "less than a minute ago", "不到 1 分钟前"),
    (_before(seconds=29), "less than a minute ago", "不到 1 分钟前"),
    (_before(seconds=30), "1 minute ago", "1 分钟前"),
    (_before(seconds=89), "1 minute ago", "1 分钟前"),
    (_before(seconds=90), "2 minutes ago", "2 分钟前"),
    (_before(minutes=44, seconds=29), "44 minutes ago", "44 分钟前"),
    (_before(minutes=44, seconds=30), "about 1 hour ago", "约 1 小时前"),
    (_before(minutes=89, seconds=29), "about 1 hour ago", "约 1 小时前"),
    (_before(minutes=90), "about 2 hours ago", "约 2 小时前"),
    (_before(hours=23, minutes=59), "about 24 hours ago", "约 24 小时前"),
    (_before(hours=24), "1 day ago", "1 天前"),
    (_before(hours=35, minutes=59), "1 day ago", "1 天前"),
    (_before(hours=36), "2 days ago", "2 天前"),
    (_before(days=3), "3 days ago", "3 天前"),
    (_before(days=29, hours=11), "29 days ago", "29 天前"),
    (_before(days=30), "about 1 month ago", "约 1 个月前"),
    (_before(days=45), "about 1 month ago", "约 1 个月前"),
    (_before(days=46), "about 2 months ago", "约 2 个月前"),
    (_before(days=60), "2 months ago", "2 个月前"),
    (_before(days=180), "6 months ago", "6 个月前"),
    (_before(days=349), "11 months ago", "11 个月前"),
    (_before(days=352), "almost 1 year ago", "将近 1 年前"),
    (datetime(2025, 5, 20, 12, 0, 1, tzinfo=UTC), "almost 1 year ago", "将近 1 年前"),
    (datetime(2025, 5, 20, 12, 0, 0, tzinfo=UTC), "about 1 year ago", "约 1 年前"),
    (datetime(2025, 2, 20, 12, 0, 1, tzinfo=UTC), "about 1 year ago", "约 1 年前"),
    (datetime(2025, 2, 20, 12, 0, 0, tzinfo=UTC), "over 1 year ago", "1 年多前"),
    (datetime(2024, 8, 20, 12, 0, 0, tzinfo=UTC), "almost 2 years ago", "将近 2 年前"),
    (datetime(2021, 4, 1, 8, 0, 0, tzinfo=UTC), "about 5 years ago", "约 5 年前"),
    (datetime(2021, 1, 31, 23, 59, 59, tzinfo=UTC), "over 5 years ago", "5 年多前"),
    (datetime(2020, 8, 21, 0, 0, 0, tzinfo=UTC), "over 5 years ago", "5 年多前"),
    (datetime(2020, 8, 20, 11, 0, 0, tzinfo=UTC), "almost 6 years ago", "将近 6 年前"),
    (datetime(2016, 2, 29, 6, 0, 0, tzinfo=UTC), "about 10 years ago", "约 10 年前"),
    (datetime(1969, 7, 20, 20, 17, 0, tzinfo=UTC), "almost 57 years ago", "将近 57 年前"),
    (_before(seconds=-10), "in less than a minute", "不到 1 分钟后"),
    (_before(minutes=-5), "in 5 minutes", "5 分钟后"),
    (_before(hours=-2), "in about 2 hours", "约 2 小时后"),
    (_before(days=-3), "in 3 days", "3 天后"),
    (_before(days=-31), "in about 1 month", "约 1 个月后"),
    (_before(days=-100), "in 3 months", "3 个月后"),
    (datetime(2031, 9, 1, tzinfo=UTC), "in over 5 years", "5 年多后"),
]
