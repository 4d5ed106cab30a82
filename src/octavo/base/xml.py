"""XML that whatever anybody has typed or pasted can stand in."""

from datetime import UTC, datetime
from typing import Any

from django.utils.feedgenerator import Rss201rev2Feed

# What is said to have changed then has not changed since.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
# XML 1.0 has no place for these, whatever the encoding.
_FORBIDDEN = {code: None for code in range(0x20) if code not in (0x9, 0xA, 0xD)} | {0xFFFE: None, 0xFFFF: None}
_FORBIDDEN |= dict.fromkeys(range(0xD800, 0xE000))


def sayable(text: str) -> str:
    """Return a text without the characters that XML cannot say."""
    return text.translate(_FORBIDDEN)


class SayableFeed(Rss201rev2Feed):
    """RSS 2.0 in which one strange character of one item does not cost readers the whole feed."""

    def __init__(self, title: str, link: str, description: str, *args: Any, **words: Any) -> None:
        super().__init__(sayable(str(title)), link, sayable(str(description)), *args, **_all_sayable(words))

    def add_item(self, title: str, link: str, description: str, *args: Any, **words: Any) -> None:
        super().add_item(sayable(str(title)), link, sayable(str(description)), *args, **_all_sayable(words))

    def latest_post_date(self) -> datetime:
        """Return the newest date of the items. Without any, Django would say now: another feed every second."""
        dates = [item[name] for item in self.items for name in ("updateddate", "pubdate") if item.get(name)]
        return max(dates, default=NEVER)


def _all_sayable(value: Any) -> Any:
    if isinstance(value, str):
        return sayable(value)
    if isinstance(value, dict):
        return {name: _all_sayable(part) for name, part in value.items()}
    return [_all_sayable(part) for part in value] if isinstance(value, list | tuple) else value
