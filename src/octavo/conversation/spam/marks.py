"""What a text holds besides words, each as one marked token: links and their hosts, prices, numbers, and how it is written."""

import re
import unicodedata
from collections.abc import Iterator

from .folding import MOST_CHARACTERS, UNSEEN, fold, is_mixed

MOST_LINKS = 3

_ZONES = "com|net|org|info|biz|shop|store|xyz|online|site|club|vip|top|example"
_HOST = r"[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*"
# With its scheme; a zone after a dot that stands apart ("to be. Com" is two sentences); a zone that is no English word; any
# two letters, if a path follows ("it.in" is a slip of the pen).
_LINK = re.compile(
    r"https?://\s?[^\s<>\"]+|www\.[^\s<>\"]+"
    rf"|(?<![\w@.-]){_HOST}(?:\s\.\s?(?:com|net|org|example)|\.(?:{_ZONES})|\.[a-z]{{2}}(?=\s?/\w))(?![\w-])(?:\s?/[^\s<>\"]*)?"
)
_AFTER_HOST = re.compile("[/?#:]")
_DOT = re.compile(r"(?<!\s)\s+dot\s+(?=(?:com|net|org)\b)")
_BETWEEN = " \n "
_PLAIN = (
    ("has:address", re.compile(r"(?<![\w.+-])[\w.+-]+\s?@\s?[\w-]+\.[\w.-]+")),
    (
        "has:price",
        re.compile(
            r"(?:[$€£¥₽₹]|(?<!\w)(?:usd|eur|rmb))\s?\d[\d.,]*k?"
            r"|(?<![\d.,])\d[\d.,]*\s?(?:[$€£¥₽₹元块]|(?:usd|eur|rmb|dollars?|euros?|bucks|pounds|yuan)(?!\w))"
        ),
    ),
    ("has:percent", re.compile(r"(?<![\d.,])\d[\d.,]*\s?%")),
    ("has:long-number", re.compile(r"\+?\d[\d ().-]{5,}\d")),
)
_NOTED = (
    ("has:handle", re.compile(r"(?<!\w)@\w")),
    ("has:hashtag", re.compile(r"#\w")),
    ("is:stretched", re.compile(r"([^\W\d_])\1{2,}")),
    ("is:figured", re.compile(r"[a-z][013457@$]+[a-z]")),
)
_REPEATED = re.compile(r"([!?.,~*=<>$#+_-])\1{2,}")
_EMOJI = re.compile("[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]")
_UNSEEN_IN_WORD = re.compile(rf"(?<=[^\W_]){UNSEEN}+(?=[^\W_])")
_WORD = re.compile(r"[^\W_]+")
_FEWEST_LETTERS = 8
_SHOUTED = 0.6


def take_out(folded: str) -> tuple[str, frozenset[str]]:
    """Folded text without its links, addresses, prices and long numbers, and the marks that stand for them."""
    marks: set[str] = set()
    rest = _DOT.sub(".", folded)
    name, address = _PLAIN[0]
    rest = _marked(rest, name, address, marks)
    links = _LINK.findall(rest)
    if links:
        rest = _LINK.sub(_BETWEEN, rest)
        marks |= {"has:link", f"links:{min(len(links), MOST_LINKS)}", *_marks_of_links(links)}
        if not _WORD.search(rest):
            marks.add("only:link")
    for name, pattern in _PLAIN[1:]:
        rest = _marked(rest, name, pattern, marks)
    return rest, frozenset(marks)


def count_links(text: str) -> int:
    """How many links a text has, those without a scheme too."""
    return len(_LINK.findall(_DOT.sub(".", fold(text, MOST_CHARACTERS))))


def manner(typed: str, rest: str) -> Iterator[str]:
    """How a text is written: shouted, stretched, with hidden or borrowed letters, with repeated marks, with pictures.

    `typed` is as it came, `rest` what `take_out` left of it.
    """
    letters = [letter for letter in typed if letter.isalpha()]
    if len(letters) >= _FEWEST_LETTERS and sum(map(str.isupper, letters)) > _SHOUTED * len(letters):
        yield "is:shouted"
    if _UNSEEN_IN_WORD.search(typed):
        yield "is:hidden"
    # Before folding puts them right.
    if any(map(is_mixed, _WORD.findall(unicodedata.normalize("NFKC", typed).casefold()))):
        yield "is:mixed"
    yield from (name for name, pattern in _NOTED if pattern.search(rest))
    yield from (f"marks:{mark * 3}" for mark in set(_REPEATED.findall(rest)))
    yield from (f"emoji:{emoji}" for emoji in set(_EMOJI.findall(rest)))
    if "!" in rest:
        yield "marks:!"


def _marked(text: str, name: str, pattern: re.Pattern[str], marks: set[str]) -> str:
    rest, found = pattern.subn(_BETWEEN, text)
    if found:
        marks.add(name)
    return rest


def _marks_of_links(links: list[str]) -> Iterator[str]:
    for link in links:
        bare = re.sub(r"\s", "", link).removeprefix("http://").removeprefix("https://").removeprefix("www.")
        host = _AFTER_HOST.split(bare, maxsplit=1)[0]
        yield f"host:{host}"
        yield f"zone:{host.rpartition('.')[2]}"
