import pytest

from octavo.columns.body import reading_minutes
from octavo.columns.embeds import frame_hosts, frame_url, provider_name


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("", 1), ("word " * 230, 1), ("word " * 231, 2), ("字" * 400, 1), ("字" * 401, 2), ("字" * 400 + " word" * 230, 2)],
)
def test_reading_time_counts_words_and_characters(text: str, minutes: int) -> None:
    assert reading_minutes(text) == minutes


@pytest.mark.parametrize(
    ("url", "framed"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
        ("https://youtu.be/dQw4w9WgXcQ?t=4", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
        ("https://www.youtube.com/shorts/dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
        ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1"),
        ("https://open.spotify.com/track/6rqhFgbbKwnb9MLmUQDhG6", "https://open.spotify.com/embed/track/6rqhFgbbKwnb9MLmUQDhG6"),
        ("https://www.bilibili.com/video/BV1xx411c7mD/", "https://player.bilibili.com/player.html?bvid=BV1xx411c7mD&autoplay=0"),
        ("https://www.youtube.com/", ""),
        ("https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ", ""),
        ("https://evil.example/?u=https://vimeo.com/1", ""),
        ('https://www.youtube.com/watch?v="><script>', ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_only_listed_players_are_framed(url: str, framed: str) -> None:
    assert frame_url(url) == framed
    assert not framed or framed.startswith(frame_hosts)


def test_a_stranger_is_named_by_its_host() -> None:
    assert provider_name("https://vimeo.com/1") == "Vimeo"
    assert provider_name("https://archive.example/film") == "archive.example"
