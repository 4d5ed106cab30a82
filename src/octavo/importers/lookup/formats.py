"""The kinds of file that are looked into: where their records stand, and one of them read by itself."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO, ClassVar

from octavo.importers.book_records import EditionRecord
from octavo.importers.lookup.bytewise import ByteText
from octavo.importers.marc.decoding import Broken, decode_exchange, decode_xml
from octavo.importers.marc.numbers import isbns_in
from octavo.importers.marc.record import ABOUT_ANOTHER, read_marc
from octavo.importers.marc.splitting import split_exchange, split_xml
from octavo.importers.onix.decoding import FeedText
from octavo.importers.onix.guard import FeedRefused
from octavo.importers.onix.identifiers import isbns_in as isbns_in_product
from octavo.importers.onix.mending import Malformed, parse
from octavo.importers.onix.node import Node
from octavo.importers.onix.source import OnixFile
from octavo.importers.onix.splitting import Splitter
from octavo.importers.records import Refusal

# Before the first record stands a header; what is longer is none.
MAX_HEAD_BYTES = 1 << 20
_KIND = "edition"
_LEADER = re.compile(rb"[\r\n \x00]{0,8}\d{5}[ -~]{5}[ \d]{2}[\d ]{5}")
_ROOT = re.compile(rb"<(?:[\w.-]{1,40}:)?([A-Za-z][\w.-]{0,40})[\s/>]")
_XML_HEAD = re.compile(rb"^\s*<\?xml[^>]{0,300}\?>")
_MARC_ROOTS = {b"collection", b"record"}
_ANSWER_ROOTS = {b"searchretrieveresponse", b"oai-pmh"}
_FIELD_020 = re.compile(
    rb"""<(?:[\w.-]{1,40}:)?datafield\s[^>]*?tag\s*=\s*["'](020|024)["'][^>]*>(.{0,4000}?)</(?:[\w.-]{1,40}:)?datafield""",
    re.DOTALL,
)
_SUBFIELD_A = re.compile(rb"""code\s*=\s*["']a["'][^>]*>([^<]{0,200})<""")
# A product's own numbers stand before whatever else may name another product's.
_AFTER_NUMBERS = re.compile(
    r"<(?:[\w.-]{1,40}:)?(?:DescriptiveDetail|descriptivedetail|ProductForm|b012|[Tt]itle|RelatedMaterial|relatedmaterial"
    r"|RelatedProduct|relatedproduct|ContainedItem|containeditem|Set|set|Series|series|PublishingDetail|publishingdetail)[\s>]"
)
_VALUE = re.compile(r">\s*([0-9Xx][0-9Xx -]{8,16}[0-9Xx])\s*<")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands, which ISBNs it is about, and its bytes, if they are at hand. `flaw`: why it cannot be read."""

    start: int
    length: int
    data: bytes
    isbns: tuple[str, ...] = ()
    flaw: str = ""


@dataclass
class Format(ABC):
    """One file of a kind. `head` is what each of its records needs to be read: known when `places` has begun.

    Of a packed file the bytes of each record are kept, of another only where they stand.
    """

    path: Path
    is_packed: bool = False
    head: bytes = field(default=b"", init=False)
    name: ClassVar[str]

    @abstractmethod
    def places(self, file: BinaryIO) -> Iterator[Place]:
        """Yield where each record stands. Raises FeedRefused for a file that is none of this kind, or a trick."""

    @staticmethod
    @abstractmethod
    def read(head: bytes, data: bytes, isbn: str) -> EditionRecord | Refusal:
        """Return the edition with an ISBN out of the bytes of its record."""


class Onix(Format):
    name = "ONIX"

    def places(self, file: BinaryIO) -> Iterator[Place]:
        source = ByteText(file)
        if source.unit > 1 and self.is_packed:
            raise FeedRefused(self.path, "it is packed, and in an encoding of wide letters: unpack it first")
        is_first = True
        for piece in Splitter(self.path, source).pieces():
            if piece.name != "product":
                continue
            start = source.place(piece.start)
            if is_first:
                self.head, is_first = _first_bytes(self.path, file, start), False
            isbns = () if piece.flaw else _isbns_of_product(piece.text)
            data = piece.text.encode("latin-1") if self.is_packed else b""
            yield Place(start, len(piece.text) * source.unit, data, isbns, piece.flaw)

    @staticmethod
    def read(head: bytes, data: bytes, isbn: str) -> EditionRecord | Refusal:
        with NamedTemporaryFile(suffix=".onix") as file:
            file.write(head + data)
            file.flush()
            try:
                entry = next(OnixFile(Path(file.name)).entries(), None)
            except FeedRefused as error:
                return Refusal(_KIND, isbn, "", error.reason)
            found = entry.read() if entry else Refusal(_KIND, isbn, "", "there is no product in it")
        if isinstance(found, EditionRecord) and found.isbn != isbn:
            return Refusal(_KIND, isbn, "", ABOUT_ANOTHER)
        return found


class Marc21(Format):
    name = "MARC 21"

    def places(self, file: BinaryIO) -> Iterator[Place]:
        for raw in split_exchange(file):
            if raw.flaw:
                yield Place(raw.start, len(raw.data), raw.data, flaw=raw.flaw)
                continue
            try:
                yield Place(raw.start, len(raw.data), raw.data, tuple(dict.fromkeys(_isbns_of_exchange(raw.data))))
            except ValueError:
                yield Place(raw.start, len(raw.data), raw.data, flaw="its directory does not fit its fields")

    @staticmethod
    def read(head: bytes, data: bytes, isbn: str) -> EditionRecord | Refusal:
        try:
            record, notes = decode_exchange(data)
        except Broken as error:
            return Refusal(_KIND, isbn, "", str(error))
        return read_marc(record, isbn, notes)


class MarcXml(Format):
    name = "MARCXML"

    def places(self, file: BinaryIO) -> Iterator[Place]:
        declaration = _XML_HEAD.match(file.read(1000))
        self.head = declaration[0] if declaration else b""
        file.seek(0)
        for raw in split_xml(self.path, file):
            yield Place(raw.start, len(raw.data), raw.data, tuple(dict.fromkeys(_isbns_of_xml(raw.data))), raw.flaw)

    @staticmethod
    def read(head: bytes, data: bytes, isbn: str) -> EditionRecord | Refusal:
        source, text = FeedText(BytesIO(head + data)), ""
        while more := source.read():
            text += more
        try:
            record, notes = decode_xml(text[len(head) :] if head else text)
        except Broken as error:
            return Refusal(_KIND, isbn, "", str(error))
        return read_marc(record, isbn, [*source.notes, *notes])


FORMATS: dict[str, type[Format]] = {kind.name: kind for kind in (Onix, Marc21, MarcXml)}


def format_of(path: Path, head: bytes, *, is_packed: bool = False) -> Format:
    """Return the kind that the first bytes of a file show, whatever it is called. Raises FeedRefused for another."""
    if _LEADER.match(head):
        return Marc21(path, is_packed)
    plain = head.replace(b"\0", b"")
    root = _ROOT.search(re.sub(rb"<!--.*?-->", b"", plain, flags=re.DOTALL))
    name = root[1].lower() if root else b""
    if name in _MARC_ROOTS or name in _ANSWER_ROOTS:
        return MarcXml(path, is_packed)
    if name in {b"onixmessage", b"product", b"header"}:
        return Onix(path, is_packed)
    raise FeedRefused(path, "it is neither ONIX nor MARC", next_step="It is not looked into.")


def _first_bytes(path: Path, file: BinaryIO, end: int) -> bytes:
    if end > MAX_HEAD_BYTES:
        raise FeedRefused(path, f"its first product stands behind {MAX_HEAD_BYTES >> 20} MB of something else")
    here = file.tell()
    file.seek(0)
    head = file.read(end)
    file.seek(here)
    return head


def _isbns_of_product(text: str) -> tuple[str, ...]:
    """Return the product's own ISBNs: mostly by a look at its beginning, else by reading it."""
    end = _AFTER_NUMBERS.search(text)
    found = [isbn for value in _VALUE.findall(text[: end.start()] if end else text[:4000]) for isbn in isbns_in(value)]
    if found and end:
        return tuple(dict.fromkeys(found))
    try:
        return tuple(dict.fromkeys(isbns_in_product(Node(parse(text, 1, {})[0]))))
    except Malformed:
        return ()


def _isbns_of_exchange(data: bytes) -> Iterator[str]:
    """Yield ISBNs by the directory alone. Raises ValueError for one that leads nowhere."""
    base = int(data[12:17])
    for at in range(24, base - 1, 12):
        if data[at : at + 3] in {b"020", b"024"}:
            start = base + int(data[at + 7 : at + 12])
            for subfield in data[start : start + int(data[at + 3 : at + 7])].split(b"\x1f")[1:]:
                if subfield.startswith(b"a"):
                    yield from isbns_in(subfield[1:].decode("ascii", "replace"))


def _isbns_of_xml(data: bytes) -> Iterator[str]:
    for _tag, inside in _FIELD_020.findall(data):
        for value in _SUBFIELD_A.findall(inside):
            yield from isbns_in(value.decode("ascii", "replace"))
