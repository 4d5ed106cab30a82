"""Which foreign players may be shown in a frame, and the address each is framed from.

Only a click loads a frame. A site that is not listed is a plain link: a frame
needs an entry here and, through `frame_hosts`, in the content security policy.
"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, quote, urlsplit


@dataclass(frozen=True)
class Provider:
    name: str
    hosts: frozenset[str]
    frame_host: str
    path: re.Pattern[str]
    frame: str

    def frame_url(self, url: str) -> str:
        """Return the address to frame, or "" when `url` names no single recording."""
        parts = urlsplit(url)
        found = self.path.fullmatch(parts.path)
        if not found:
            return ""
        words = {name: value for name, value in found.groupdict().items() if value}
        if "id" not in words and "v" in parse_qs(parts.query):
            words["id"] = parse_qs(parts.query)["v"][0]
        if not words.get("id") or not re.fullmatch(r"[\w/-]+", words["id"]):
            return ""
        return f"https://{self.frame_host}" + self.frame.format(
            id=words["id"], url=quote(url, safe=""), **{"kind": words.get("kind", "")}
        )


PROVIDERS = (
    Provider(
        "YouTube",
        frozenset({"youtube.com", "www.youtube.com", "m.youtube.com", "youtu.be", "www.youtube-nocookie.com"}),
        "www.youtube-nocookie.com",
        re.compile(r"/(?:watch|(?:embed/|shorts/|live/|v/)?(?P<id>[\w-]{6,}))"),
        "/embed/{id}",
    ),
    Provider(
        "Vimeo",
        frozenset({"vimeo.com", "www.vimeo.com", "player.vimeo.com"}),
        "player.vimeo.com",
        re.compile(r"/(?:video/)?(?P<id>\d+)(?:/.*)?"),
        "/video/{id}?dnt=1",
    ),
    Provider(
        "Dailymotion",
        frozenset({"dailymotion.com", "www.dailymotion.com", "geo.dailymotion.com"}),
        "geo.dailymotion.com",
        re.compile(r"/(?:embed/)?video/(?P<id>\w+)"),
        "/player.html?video={id}",
    ),
    Provider(
        "Bilibili",
        frozenset({"bilibili.com", "www.bilibili.com"}),
        "player.bilibili.com",
        re.compile(r"/video/(?P<id>BV\w+)/?"),
        "/player.html?bvid={id}&autoplay=0",
    ),
    Provider(
        "SoundCloud",
        frozenset({"soundcloud.com", "www.soundcloud.com"}),
        "w.soundcloud.com",
        re.compile(r"/(?P<id>[\w-]+/[\w-]+)/?"),
        "/player/?url={url}",
    ),
    Provider(
        "Spotify",
        frozenset({"open.spotify.com"}),
        "open.spotify.com",
        re.compile(r"/(?:embed/)?(?P<kind>track|album|episode|show|playlist)/(?P<id>\w+)"),
        "/embed/{kind}/{id}",
    ),
)

frame_hosts = tuple(f"https://{provider.frame_host}" for provider in PROVIDERS)


def provider_of(url: str) -> Provider | None:
    """Return the listed provider whose whole host name `url` has."""
    host = (urlsplit(url).hostname or "").lower()
    return next((provider for provider in PROVIDERS if host in provider.hosts), None)


def frame_url(url: str) -> str:
    """Return the address to put in a frame after a click, or "" when `url` is only a link."""
    provider = provider_of(url)
    return provider.frame_url(url) if provider else ""


def provider_name(url: str) -> str:
    """Return who will be contacted, in words a reader knows."""
    provider = provider_of(url)
    return provider.name if provider else (urlsplit(url).hostname or url)
