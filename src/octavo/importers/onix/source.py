"""An ONIX file: the door that the importer goes in by."""

import re
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from pathlib import Path

from octavo.importers.book_records import EditionEntry, EditionRecord
from octavo.importers.onix.decoding import FeedText
from octavo.importers.onix.guard import FeedRefused, refuse_packed
from octavo.importers.onix.header import defaults_of, sender_of
from octavo.importers.onix.identifiers import source_id_of
from octavo.importers.onix.mending import Malformed, parse
from octavo.importers.onix.node import Node
from octavo.importers.onix.product import KIND, read_product
from octavo.importers.onix.reading import Defaults, Reading
from octavo.importers.onix.splitting import Piece, Splitter
from octavo.importers.onix.titles import main_title
from octavo.importers.records import Note, Refusal

# What a product that cannot be parsed calls itself.
_REFERENCE = re.compile(r"<(?:[\w.-]{1,40}:)?(?:RecordReference|a001)(?:\s[^<>]*)?>\s*([^<]{1,200}?)\s*<")


class OnixFile:
    """One file, read in flat memory as often as `entries` is asked. Raises `FeedRefused` for what is no ONIX.

    `sender` is what a ledger knows the sender by; the file says it unless the
    owner does. `bytes_read` of `total_bytes` tells how far `entries` has come.
    `notes` holds what is odd about the file itself and `is_cut_off` whether its
    end is missing: both are known when all entries have been taken.
    """

    def __init__(self, path: Path, *, sender: str = "") -> None:
        self.path = path
        self.total_bytes = 0
        self.bytes_read = 0
        self.release = ""
        self.notes: list[Note] = []
        self.is_cut_off = False
        self._header: Node | None = None
        self._read_head()
        self.sender = sender or sender_of(self._header)

    def entries(self) -> Iterator[EditionEntry]:
        """Yield each product, parsed but not yet read; what is broken is an entry too, whose reading is a refusal.

        An entry holds its product: memory is flat for who lets each go before the next.
        """
        for splitter, piece in self._pieces():
            if piece.name == "product":
                yield self._entry(piece, splitter)
            else:
                self._take_header(piece, splitter)

    def _read_head(self) -> None:
        with closing(self._pieces()) as pieces:
            for splitter, piece in pieces:
                self.release = splitter.release
                if piece.name == "product":
                    break
                self._take_header(piece, splitter)
        self.bytes_read = 0

    def _pieces(self) -> Generator[tuple[Splitter, Piece], None, None]:
        try:
            with self.path.open("rb") as file:
                self.total_bytes = self.path.stat().st_size
                refuse_packed(self.path, file.read(8))
                file.seek(0)
                source = FeedText(file)
                splitter = Splitter(self.path, source)
                for piece in splitter.pieces():
                    self.bytes_read = source.bytes_read
                    yield splitter, piece
        except OSError as error:
            raise FeedRefused(self.path, f"the file cannot be read ({error.strerror})", next_step="Check the path.") from error
        self.bytes_read = source.bytes_read
        self._finish(splitter, source)

    def _finish(self, splitter: Splitter, source: FeedText) -> None:
        if splitter.root.lower() == "header" and not splitter.products:
            raise FeedRefused(self.path, "there is a header and no product after it")
        self.is_cut_off = splitter.is_cut_off
        self.notes = list(source.notes)
        if splitter.is_cut_off:
            self.notes.append(Note("The file was cut off while it was sent: its end is missing. Ask for it again."))
        if splitter.series_records:
            self.notes.append(Note("Records of whole series were left out: books say themselves which series they are in."))
        if not splitter.products:
            self.notes.append(Note("There is no product in the file."))

    def _take_header(self, piece: Piece, splitter: Splitter) -> None:
        try:
            self._header = Node(parse(piece.text, piece.line, splitter.prefixes)[0])
        except Malformed:
            # A feed is not its header: products that name all they need are as good without.
            self._header = None

    def _entry(self, piece: Piece, splitter: Splitter) -> EditionEntry:
        try:
            if piece.flaw:
                raise Malformed(piece.flaw)
            element, notes = parse(piece.text, piece.line, splitter.prefixes)
        except Malformed as error:
            return self._refused(piece, str(error))
        product, defaults = Node(element), defaults_of(self._header)
        return EditionEntry(
            source_id_of(product), main_title(product), piece.line, self._reader(product, defaults, notes, piece.line)
        )

    def _reader(self, product: Node, defaults: Defaults, notes: list[Note], line: int) -> Callable[[], EditionRecord | Refusal]:
        return lambda: read_product(Reading(product, defaults, self.sender, list(notes)), line)

    def _refused(self, piece: Piece, reason: str) -> EditionEntry:
        called = _REFERENCE.search(piece.text)
        source_id = called[1] if called else ""
        refusal = Refusal(KIND, source_id, "", f"line {piece.line}: {reason}")
        return EditionEntry(source_id, "", piece.line, lambda: refusal)
