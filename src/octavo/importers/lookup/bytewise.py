"""A file as text of which each character is known to stand at a place in bytes, so that it can be found again."""

from typing import BinaryIO

from octavo.importers.onix.decoding import READ_BYTES, FeedText

# Longer marks first: that of UTF-32 begins like one of UTF-16. The unit, and which byte of it is the low one.
_MARKS = ((b"\xff\xfe\0\0", 4, 0), (b"\0\0\xfe\xff", 4, 3), (b"\xff\xfe", 2, 0), (b"\xfe\xff", 2, 1), (b"\xef\xbb\xbf", 1, 0))
_UNMARKED = ((b"<\0\0\0", 4, 0), (b"\0\0\0<", 4, 3), (b"<\0", 2, 0), (b"\0<", 2, 1))


class ByteText(FeedText):
    """Reads one character for each unit of the encoding, whatever letter that is: tags are ASCII in every one of them."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__(file)
        head = file.read(4)
        mark, self.unit, self._low = next((row for row in _MARKS if head.startswith(row[0])), (b"", 0, 0))
        if not self.unit:
            _, self.unit, self._low = next((row for row in _UNMARKED if head.startswith(row[0])), (b"", 1, 0))
        self.skipped = len(mark)
        file.seek(self.skipped)

    def read(self) -> str:
        chunk = self.file.read(READ_BYTES)
        self.bytes_read += len(chunk)
        return chunk[self._low :: self.unit].decode("latin-1").replace("\r", " ")

    def place(self, characters: int) -> int:
        """Return how many bytes of the file stand before a character."""
        return self.skipped + characters * self.unit
