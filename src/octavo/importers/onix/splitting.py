"""A feed cut into its header and its products by their tags alone, so that what is broken in one stays in it.

An XML parser gives up for good at the first mistake. Here only the tags of whole
products, comments, CDATA sections and the DOCTYPE are looked for.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from octavo.importers.onix.decoding import FeedText
from octavo.importers.onix.guard import MAX_PRODUCT_CHARACTERS, FeedRefused, refuse_entities

# More than the longest thing looked for: so much of the end of a piece is looked at again with the next one.
_MARGIN = 200
_NAME = r"(?:[\w.-]{1,40}+:)?"
_OUTSIDE = re.compile(
    rf"<(?:!--|!\[CDATA\[|!DOCTYPE|\?|/?{_NAME}"
    r"(?P<name>ONIX[Mm]essage|[Hh]eader|[Pp]roduct|(?:[Mm]ain|[Ss]ub)[Ss]eries[Rr]ecord)(?=[\s/>]))"
)
_INSIDE = re.compile(rf"<(?:!--|!\[CDATA\[|\?|/?{_NAME}(?P<name>ONIX[Mm]essage|[Hh]eader|[Pp]roduct)(?=[\s/>]))")
_FIRST = re.compile(rf"<(?:!--|!\[CDATA\[|!DOCTYPE|\?|{_NAME}(?P<name>[A-Za-z_][\w.-]{{0,99}})(?=[\s/>]))")
_PRODUCT = re.compile(rf"<{_NAME}(?P<name>[Pp]roduct)(?=[\s/>])")
_ENDS = {"<!--": re.compile("-->"), "<![CDATA[": re.compile(r"\]\]>"), "<?": re.compile(r"\?>")}
_TAG_END = re.compile(">")
_SELF_CLOSED = re.compile(r"[^<>]*/>")
_DOCTYPE_HEAD = re.compile(r"""(?:[^\[>"']|"[^"]*"|'[^']*')*+(?P<last>[\[>])""")
_SUBSET_END = re.compile(r"\]\s*>")
_RELEASE = re.compile(r"""\srelease\s*=\s*["']([^"']*)["']""")
_PREFIX = re.compile(r"""\sxmlns:([\w.-]+)\s*=\s*["']([^"'<&]*)["']""")


@dataclass(frozen=True, slots=True)
class Piece:
    """A header or a product as it stands in the file. `flaw`: why it is not whole, in a sentence's end.

    `start` counts the characters before it.
    """

    name: str
    text: str
    line: int
    flaw: str = ""
    start: int = 0


class Splitter:
    """Cuts what `FeedText` reads. Raises `FeedRefused` for what is no ONIX or has entities of its own."""

    def __init__(self, path: Path, source: FeedText) -> None:
        self.path = path
        self.source = source
        self.root = ""
        self.release = ""
        self.prefixes: dict[str, str] = {}
        self.products = 0
        self.series_records = 0
        # The end of the file came before the end of what was begun.
        self.is_cut_off = False
        self._is_open = False
        self._is_lost = False
        self._buffer = ""
        self._passed = 0
        self._position = 0
        self._start: int | None = None
        self._counted = 0
        self._line = 1
        self._is_at_end = False

    def pieces(self) -> Iterator[Piece]:
        """Yield header and products in the order of the file."""
        self._check_beginning()
        while token := self._find(_PRODUCT if self._is_lost else _OUTSIDE):
            self._is_lost = False
            if piece := self._outside(token):
                self.products += piece.name == "product"
                yield piece
        self.is_cut_off = self.is_cut_off or self._is_open

    # What stands where.

    def _check_beginning(self) -> None:
        while not (text := self._buffer.lstrip("\ufeff \t\n")) and self._more():
            self._position = 0 if self._buffer.strip("\ufeff \t\n") else len(self._buffer)
        if not text.startswith("<"):
            shown = " ".join(text[:40].split())
            raise FeedRefused(
                self.path, f"this is not XML: it begins with “{shown}”", line=self._line_at(len(self._buffer) - len(text))
            )
        while token := self._find(_FIRST):
            if token["name"]:
                self._position = token.start()
                self._check_root(token["name"])
                return
            self._outside(token)
        raise FeedRefused(self.path, "there is no element in it")

    def _check_root(self, name: str) -> None:
        self.root = name
        if name.lower() in {"onixmessage", "product", "header"}:
            return
        raise FeedRefused(
            self.path,
            f"it begins with <{name}>, not with <ONIXMessage> or <Product>: a piece of an ONIX record, or no ONIX at all",
            line=self._line_at(self._position),
            next_step="Nothing was imported. Look whether it is the right file.",
        )

    def _outside(self, token: re.Match[str]) -> Piece | None:
        head, name = token[0], (token["name"] or "").lower()
        if head in _ENDS:
            self.is_cut_off |= self._find(_ENDS[head]) is None
        elif head == "<!DOCTYPE":
            self._pass_doctype(token)
        elif name == "onixmessage":
            self._is_open = not _is_end(token)
            if self._is_open:
                self._enter_message(token)
        elif name in {"product", "header"} and not _is_end(token):
            return self._piece(token)
        elif name.endswith("seriesrecord") and not _is_end(token):
            self.series_records += 1
        return None

    def _pass_doctype(self, token: re.Match[str]) -> None:
        self._start = token.start()
        line = self._line_at(self._start)
        while not (head := _DOCTYPE_HEAD.match(self._buffer, self._position)):
            if self._is_too_long() or not self._more():
                raise FeedRefused(self.path, "its DOCTYPE does not end", line=line)
        self._position = head.end()
        if head["last"] == "[":
            if not self._find(_SUBSET_END):
                raise FeedRefused(self.path, "its DOCTYPE does not end", line=line)
            refuse_entities(self.path, self._buffer[self._start : self._position], line)
        self._start = None

    def _enter_message(self, token: re.Match[str]) -> None:
        self._start = token.start()
        self._find(_TAG_END)
        attributes = self._buffer[self._start : self._position]
        self._start = None
        if release := _RELEASE.search(attributes):
            self.release = release[1].strip()
        self.prefixes.update(_PREFIX.findall(attributes))

    # One piece.

    def _piece(self, token: re.Match[str]) -> Piece:
        self._start = token.start()
        line = self._line_at(self._start)
        name = token["name"].lower()
        if closed := _SELF_CLOSED.match(self._buffer, self._position):
            self._position, flaw = closed.end(), ""
        else:
            flaw = self._flaw(name, len(token[0]))
        text, start = self._buffer[self._start : self._position], self._passed + self._start
        self._start = None
        return Piece(name, text, line, flaw, start)

    def _flaw(self, name: str, tag_length: int) -> str:
        """Go to the end of the piece and return "", or to where the next may begin and return what is wrong."""
        while token := self._find(_INSIDE):
            head = token[0]
            if head in _ENDS:
                if not self._pass_over(head):
                    return self._give_up(tag_length, "a comment or CDATA section in it does not end")
            elif _is_end(token) and token["name"].lower() == name:
                self._find(_TAG_END)
                return ""
            else:
                self._position = token.start()
                return f"it has no end tag before line {self._line_at(self._position)}"
        if self._is_at_end:
            return self._give_up(tag_length, "the file ends in the middle of it: it was cut off while it was sent")
        return self._give_up(tag_length, f"it is longer than {MAX_PRODUCT_CHARACTERS >> 20} million characters")

    def _pass_over(self, head: str) -> bool:
        begin = self._position - (self._start or 0)
        if not self._find(_ENDS[head]):
            return False
        # One that holds the next product's beginning has lost its end.
        return not _PRODUCT.search(self._buffer, (self._start or 0) + begin, self._position)

    def _give_up(self, tag_length: int, flaw: str) -> str:
        """Go on with the next product there is, however it comes to stand there."""
        after_tag = (self._start or 0) + tag_length
        if following := _PRODUCT.search(self._buffer, after_tag):
            self._position = following.start()
            return flaw
        self._is_lost = True
        self._position = max(after_tag, len(self._buffer) - _MARGIN)
        if self._is_at_end:
            self.is_cut_off = True
            self._position = len(self._buffer)
            return "the file ends in the middle of it: it was cut off while it was sent"
        return flaw

    # The window on the text.

    def _find(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Return the next match and stand behind it; None at the end of the file or where a piece gets too long."""
        while True:
            found = pattern.search(self._buffer, self._position)
            edge = len(self._buffer) - (0 if self._is_at_end else _MARGIN)
            if found and found.start() <= edge:
                self._position = found.end()
                return found
            if self._is_at_end:
                return None
            self._position = max(self._position, edge)
            if self._is_too_long():
                return None
            self._more()

    def _is_too_long(self) -> bool:
        return self._start is not None and len(self._buffer) - self._start > MAX_PRODUCT_CHARACTERS

    def _more(self) -> bool:
        text = self.source.read()
        self._is_at_end = not text
        kept = self._position if self._start is None else self._start
        self._line_at(kept)
        self._buffer = self._buffer[kept:] + text
        self._passed += kept
        self._position -= kept
        self._counted -= kept
        self._start = None if self._start is None else 0
        return bool(text)

    def _line_at(self, position: int) -> int:
        """Return the line of a position that is not before one asked for earlier."""
        self._line += self._buffer.count("\n", self._counted, position)
        self._counted = max(self._counted, position)
        return self._line


def _is_end(token: re.Match[str]) -> bool:
    return token[0].startswith("</")
