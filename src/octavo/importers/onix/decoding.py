"""The text of a file, whatever encoding it is in, says it is in, or does not say."""

import codecs
import re
from io import IncrementalNewlineDecoder
from typing import BinaryIO

from octavo.importers.records import Note

READ_BYTES = 1 << 18
# Stands before each letter that had to be guessed. No XML may hold it, so a product with one is sure to be looked at twice.
GUESSED = "\ufffe"

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_WITHIN_WORDS = "’‘–—·\xad\xa0"
# What a declaration may name, with the wider set that those who name the narrow one really use.
_READ_AS = {
    "ascii": "utf-8",
    "utf-8": "utf-8",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "tis-620": "cp874",
} | {
    name: name
    for name in (
        *(f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 11, 13, 14, 15, 16)),
        *(f"cp125{number}" for number in range(9)),
        *"gb18030 big5hkscs cp950 cp932 euc_jp cp949 cp874 koi8-r koi8-u mac-roman cp437 cp850 cp852 cp866".split(),
    )
}


def _guess(error: UnicodeError) -> tuple[str, int]:
    """Read bytes that are no UTF-8 as Windows-1252, which is what stray ones nearly always are, else as those of DOS."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    stray = error.object[error.start : error.end]
    if error.encoding != "utf-8":
        return GUESSED + "\ufffd", error.end
    around = error.object[max(error.start - 1, 0) : error.start] + error.object[error.end : error.end + 1]
    is_within_word = len(around) == 2 and around.isalpha()
    return "".join(GUESSED + _letter(bytes([byte]), is_within_word) for byte in stray), error.end


def _letter(byte: bytes, is_within_word: bool) -> str:
    windows, dos = byte.decode("cp1252", "replace"), byte.decode("cp850")
    # “Patr¡cia” was written where í has the number of ¡.
    is_odd_there = not windows.isalpha() and windows not in _WITHIN_WORDS
    return dos if is_within_word and is_odd_there and dos.isalpha() else windows


codecs.register_error("octavo-guess", _guess)


class FeedText:
    """Text of an open file, piece by piece; every line end is a newline, as XML has it."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.bytes_read = 0
        self.notes: list[Note] = []
        self._lines = IncrementalNewlineDecoder(None, translate=True)
        self._decoder: codecs.IncrementalDecoder | None = None
        self._declared = "utf-8"
        self._is_begun = False

    def read(self) -> str:
        """Return the next piece; "" at the end of the file."""
        while True:
            chunk = self.file.read(READ_BYTES)
            self.bytes_read += len(chunk)
            if not self._is_begun:
                chunk = self._begin(chunk)
            text = self._lines.decode(self._decoded(chunk), not chunk)
            if text or not chunk:
                return text

    def _begin(self, head: bytes) -> bytes:
        self._is_begun = True
        for mark, encoding in _BYTE_ORDER_MARKS:
            if head.startswith(mark):
                self._decode_as(encoding)
                return head[len(mark) :]
        if wide := _wide_without_mark(head):
            self._decode_as(wide)
        elif match := _DECLARED.match(head[:1000]):
            self._declared = self._known(match[1].decode())
        return head

    def _known(self, declared: str) -> str:
        try:
            name = codecs.lookup(declared).name
        except LookupError:
            name = ""
        if name not in _READ_AS:
            self.notes.append(
                Note("The file names an encoding that it is not in, or that nobody knows; read as UTF-8.", declared)
            )
        return _READ_AS.get(name, "utf-8")

    def _decoded(self, chunk: bytes) -> str:
        if self._decoder is None and chunk.isascii():
            return chunk.decode("ascii")
        decoder = self._decoder or self._decode_as(self._choice(chunk))
        return decoder.decode(chunk, not chunk)

    def _choice(self, chunk: bytes) -> str:
        """Return the declared encoding, unless the first letters beyond ASCII show that it is UTF-8 after all."""
        if self._declared == "utf-8" or not _is_utf8(chunk):
            return self._declared
        self.notes.append(Note("The file names another encoding than it is in; read as UTF-8.", self._declared))
        return "utf-8"

    def _decode_as(self, encoding: str) -> codecs.IncrementalDecoder:
        self._decoder = codecs.getincrementaldecoder(encoding)("octavo-guess")
        return self._decoder


def _wide_without_mark(head: bytes) -> str:
    """Return the name of UTF-16 or UTF-32 where the first two characters give it away: both are ASCII in any XML."""
    if len(head) < 4:
        return ""
    zeros = "".join("-0"[byte == 0] for byte in head[:4])
    return {"-0-0": "utf-16-le", "0-0-": "utf-16-be", "-000": "utf-32-le", "000-": "utf-32-be"}.get(zeros, "")


def _is_utf8(chunk: bytes) -> bool:
    try:
        return not codecs.getincrementaldecoder("utf-8")().decode(chunk).isascii()
    except UnicodeDecodeError:
        return False
