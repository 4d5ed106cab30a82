"""WordPress' `[shortcodes]`, turned into HTML that the body's reader knows.

Scanned by hand, in one pass: the expressions WordPress uses take minutes on a
text that opens ten thousand shortcodes and closes none.
"""

import html
import re
from collections.abc import Callable, Iterator

_OPENING = re.compile(r"\[(\[?)([a-z][\w-]*)(?=[\s\]/])")
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s'"]+))|"([^"]*)"|'([^']*)'|(\S+)""")
_CLOSING = re.compile(r"\[/([a-z][\w-]*)\]")
_AS_WRITTEN = re.compile(r"<(?:(pre|code|script|style)\b|!--)", re.IGNORECASE)
_CURLY_QUOTES = str.maketrans({"“": '"', "”": '"', "″": '"', "‘": "'", "’": "'"})
MAX_ATTRIBUTES_CHARACTERS = 5_000

Attributes = dict[str, str]


def expand(text: str) -> str:
    """Return `text` with the common shortcodes as HTML; others, and those in code, stay as written."""
    pieces: list[str] = []
    position = 0
    for start, end in _written_spans(text):
        pieces += [_expand(text[position:start]), text[start:end]]
        position = end
    return "".join([*pieces, _expand(text[position:])])


def unknown(text: str) -> Iterator[str]:
    """Yield the names of what looks like shortcodes of plugins: with attributes, or closed somewhere."""
    closed = set(_CLOSING.findall(text))
    for found in _OPENING.finditer(text):
        name, end = found[2], text.find("]", found.end(), found.end() + MAX_ATTRIBUTES_CHARACTERS)
        if not found[1] and end > 0 and name not in _WRITERS and ("=" in text[found.end() : end] or name in closed):
            yield name


def attributes_of(text: str) -> Attributes:
    """Return named attributes, and those without a name under "0", "1"…"""
    attributes: Attributes = {}
    for name, double, single, bare, *loose in _ATTRIBUTE.findall(html.unescape(text).translate(_CURLY_QUOTES)):
        value = next((part for part in (double, single, bare, *loose) if part), "")
        attributes.setdefault(name.lower() or str(sum(key.isdecimal() for key in attributes)), value)
    return attributes


def _written_spans(text: str) -> Iterator[tuple[int, int]]:
    lowered = text.lower()
    position = 0
    never_closed: set[str] = set()
    while found := _AS_WRITTEN.search(lowered, position):
        end_mark = f"</{found[1]}" if found[1] else "-->"
        end = -1 if end_mark in never_closed else lowered.find(end_mark, found.end())
        if end < 0:
            never_closed.add(end_mark)
            position = found.end()
            continue
        position = end + len(end_mark)
        yield found.start(), position


def _expand(text: str) -> str:
    pieces: list[str] = []
    position = 0
    never_closed: set[str] = set()
    while found := _OPENING.search(text, position):
        pieces.append(text[position : found.start()])
        written, position = _expanded_at(text, found, never_closed)
        pieces.append(written)
    return "".join([*pieces, text[position:]])


def _expanded_at(text: str, found: re.Match[str], never_closed: set[str]) -> tuple[str, int]:
    """Return what stands for the shortcode at `found`, and where the text goes on."""
    name = found[2]
    end = text.find("]", found.end(), found.end() + MAX_ATTRIBUTES_CHARACTERS)
    if end < 0 or name not in _WRITERS:
        return found[0], found.end()
    if found[1]:
        # [[gallery]] is how WordPress writes "[gallery]" for readers.
        literal = text[found.start() + 1 : end + 1]
        return literal, end + 2 if text[end + 1 : end + 2] == "]" else end + 1
    within, after = "", end + 1
    if name in _ENCLOSING and name not in never_closed and text[end - 1] != "/":
        close = text.find(f"[/{name}]", after)
        if close < 0:
            never_closed.add(name)
        else:
            within, after = text[end + 1 : close], close + len(name) + 3
    return _WRITERS[name](attributes_of(text[found.end() : end].rstrip("/")), within), after


def _tag(name: str, within: str = "", **attributes: str) -> str:
    written = "".join(f' data-{key}="{html.escape(value)}"' for key, value in attributes.items() if value)
    return f"<{name}{written}>{within}</{name}>"


def _caption(attributes: Attributes, within: str) -> str:
    # Before WordPress 3.4 the caption was an attribute, since then it is the text after the picture.
    image = re.match(r"\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(.*)", within, re.DOTALL)
    picture, words = (image[1], image[2]) if image else ("", within)
    number = attributes.get("id", "").removeprefix("attachment_")
    classes = html.escape(attributes.get("align", ""))
    words = words.strip() or html.escape(attributes.get("caption", ""))
    return f'<figure class="{classes}" data-id="{html.escape(number)}">{picture}<figcaption>{words}</figcaption></figure>'


def _gallery(attributes: Attributes, _within: str) -> str:
    ids = attributes.get("ids") or attributes.get("include", "")
    return _tag("octavo-gallery", ids=ids, parent=attributes.get("id", ""), exclude=attributes.get("exclude", ""))


def _playlist(attributes: Attributes, _within: str) -> str:
    return _tag("octavo-playlist", ids=attributes.get("ids", ""), type=attributes.get("type", "audio"))


def _player(kind: str, formats: tuple[str, ...]) -> Callable[[Attributes, str], str]:
    def write(attributes: Attributes, within: str) -> str:
        source = next((attributes[name] for name in ("src", *formats, "0") if attributes.get(name)), "")
        return _tag(f"octavo-{kind}", src=source, poster=attributes.get("poster", "")) if source else within

    return write


def _embed(address: str = "{}") -> Callable[[Attributes, str], str]:
    def write(attributes: Attributes, within: str) -> str:
        given = within.strip() or next(
            (attributes[name] for name in ("url", "src", "href", "id", "0") if attributes.get(name)), ""
        )
        url = given if "://" in given else address.format(given.strip()) if given else ""
        return _tag("octavo-embed", url=html.unescape(url))

    return write


_VIDEO_FORMATS = ("mp4", "m4v", "webm", "ogv", "flv", "wmv")
_AUDIO_FORMATS = ("mp3", "m4a", "ogg", "wav", "flac", "wma")
_ENCLOSING = {"caption", "wp_caption", "embed", "audio", "video", "youtube"}
_WRITERS: dict[str, Callable[[Attributes, str], str]] = {
    "caption": _caption,
    "wp_caption": _caption,
    "gallery": _gallery,
    "playlist": _playlist,
    "audio": _player("audio", _AUDIO_FORMATS),
    "video": _player("video", _VIDEO_FORMATS),
    "embed": _embed(),
    "youtube": _embed("https://www.youtube.com/watch?v={}"),
    "vimeo": _embed("https://vimeo.com/{}"),
    "dailymotion": _embed("https://www.dailymotion.com/video/{}"),
    "ted": _embed("https://www.ted.com/talks/view/id/{}"),
    "soundcloud": _embed(),
    "spotify": _embed("https://open.spotify.com/{}"),
    "mixcloud": _embed("https://www.mixcloud.com/{}"),
    "tweet": _embed("https://twitter.com/i/status/{}"),
    "instagram": _embed(),
    "facebook": _embed(),
    "gist": _embed("https://gist.github.com/{}"),
    "hulu": _embed("https://www.hulu.com/watch/{}"),
    "twitchtv": _embed(),
    "wpvideo": _embed("https://videopress.com/v/{}"),
    "archiveorg": _embed("https://archive.org/details/{}"),
}
