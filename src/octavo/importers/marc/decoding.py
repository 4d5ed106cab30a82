"""One record as fields of text, in whatever letters it is written and whatever it says of that itself."""

import re
import unicodedata
import warnings
from collections.abc import Callable
from typing import Any

from lxml import etree
from pymarc import Field, Indicators, Leader, Record, Subfield
from pymarc.exceptions import PymarcException
from pymarc.marc8 import marc8_to_unicode

from octavo.importers.marc.splitting import END_OF_RECORD
from octavo.importers.onix.mending import Malformed, parse
from octavo.importers.records import Note

_LEADER_CHARACTERS = 24
_MOST_LENGTH = 99_999
_UTF8 = ord("a")
_ESCAPE = b"\x1b"
# Half marks, which span two letters and stand alone in Unicode too.
_HALF_MARKS = frozenset("\u0360\u0361\ufe20\ufe21\ufe22\ufe23")
# Of the rarer Latin letters those of pinyin and of a few others that libraries write; ȧ or ǫ is nearly always a wrong reading.
_USUAL = re.compile("[ơưƠƯǍ-ǜȘ-țəɛɔ]|[ʹ-˿]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

Decode = Callable[[bytes], str]


class Broken(Exception):
    """The record cannot be read; the message says why."""


def decode_exchange(data: bytes) -> tuple[Record, list[Note]]:
    """Return a record of ISO 2709, and what was odd about it. Raises Broken."""
    raw = _raw_record(data)
    notes: list[Note] = []
    decode = _letters_of(raw, data, notes)
    record = Record(leader=str(raw.leader))
    for field in raw.fields:
        record.add_field(_decoded(field, decode))
    return record, notes


def decode_xml(text: str) -> tuple[Record, list[Note]]:
    """Return a record of MARCXML, and what had to be mended. Raises Broken."""
    try:
        element, notes = parse(text, 1, {})
    except Malformed as error:
        raise Broken(str(error)) from error
    record = Record(leader=_leader_in(element))
    for child in element:
        if (field := _field_of(child)) is not None:
            record.add_field(field)
    return record, notes


def _raw_record(data: bytes) -> Record:
    # Its length is known by its end: what its first five digits say is often wrong.
    data = b"%05d" % min(len(data), _MOST_LENGTH) + data[5:]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return Record(data.removesuffix(END_OF_RECORD) + END_OF_RECORD, to_unicode=False)
    except (PymarcException, ValueError, IndexError) as error:
        raise Broken(f"its directory does not fit its fields ({type(error).__name__})") from error


def _letters_of(raw: Record, data: bytes, notes: list[Note]) -> Decode:
    """Return how to read the text of a record; the record's own word is believed only if it can be so."""
    if data.isascii() and _ESCAPE not in data:
        return _ascii
    says_utf8 = data[9] == _UTF8
    if _is_utf8(data) and not data.isascii():
        if not says_utf8:
            notes.append(Note("The record is in UTF-8 and says that it is not."))
        return _utf8
    if says_utf8:
        notes.append(Note("The record says that it is in UTF-8 and is not; its letters were guessed."))
    return _windows if _looks_like_windows(_texts(raw)) else _marc8


def _texts(raw: Record) -> list[bytes]:
    # A record that was not decoded holds bytes where its type says text.
    texts: list[Any] = []
    for field in raw.fields:
        texts += [field.data] if field.control_field else [subfield.value for subfield in field.subfields]
    return [text for text in texts if isinstance(text, bytes) and not text.isascii()]


def _looks_like_windows(texts: list[bytes]) -> bool:
    """Tell whether letters beyond ASCII make no sense as MARC-8, where an accent stands before its letter."""
    if any(_ESCAPE in text for text in texts):
        return False
    high = sum(byte >= 0x80 for text in texts for byte in text)
    odd = sum(_oddness(text) for text in texts)
    return high > 0 and odd * 2 > high


def _oddness(text: bytes) -> int:
    """Count what no cataloguer can have meant: numbers without a letter, marks on what bears none."""
    read = _marc8(text)
    loose = sum(unicodedata.category(letter) == "Mn" and letter not in _HALF_MARKS for letter in read)
    loose += sum(letter.isalpha() and not _USUAL.fullmatch(letter) for letter in read if "\u0180" <= letter < "\u0370")
    # Nothing has these numbers in the alphabet that MARC-8 begins with.
    return loose + sum(0xC9 <= byte <= 0xDF or 0x80 <= byte <= 0xA0 for byte in text) + _marks_at_ends(text)


def _marks_at_ends(text: bytes) -> int:
    """Count accents that a letter should follow and none does."""
    following = text[1:] + b" "
    return sum(one >= 0xE0 and not (chr(after).isalpha() or after >= 0xE0) for one, after in zip(text, following, strict=True))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _decoded(field: Any, decode: Decode) -> Field:
    if field.control_field:
        return Field(tag=field.tag, data=_clean(decode(_as_bytes(field.data))))
    subfields = [Subfield(one.code, _clean(decode(_as_bytes(one.value)))) for one in field.subfields]
    return Field(tag=field.tag, indicators=Indicators(field.indicator1, field.indicator2), subfields=subfields)


def _as_bytes(text: Any) -> bytes:
    return text if isinstance(text, bytes) else str(text).encode()


def _ascii(text: bytes) -> str:
    return text.decode("ascii", "replace")


def _utf8(text: bytes) -> str:
    return unicodedata.normalize("NFC", text.decode("utf-8", "replace"))


def _windows(text: bytes) -> str:
    return text.decode("cp1252", "replace")


def _marc8(text: bytes) -> str:
    try:
        return str(marc8_to_unicode(text, hide_utf8_warnings=True))
    except UnicodeDecodeError:
        return text.decode("cp1252", "replace")


def _clean(text: str) -> str:
    return _CONTROLS.sub("", text)


def _leader_in(element: Any) -> str:
    found = next((child.text or "" for child in element if _name(child) == "leader"), "")
    return str(Leader(found[:_LEADER_CHARACTERS].ljust(_LEADER_CHARACTERS)))


def _field_of(element: Any) -> Field | None:
    name, tag = _name(element), element.get("tag", "") if isinstance(element.tag, str) else ""
    if name == "controlfield" and tag:
        return Field(tag=tag, data=_words(element))
    if name != "datafield" or not tag:
        return None
    subfields = [Subfield(child.get("code", ""), _words(child)) for child in element if _name(child) == "subfield"]
    first, second = ((element.get(f"ind{number}") or " ")[:1] for number in (1, 2))
    return Field(tag=tag, indicators=Indicators(first, second), subfields=subfields)


def _name(element: Any) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _words(element: Any) -> str:
    return unicodedata.normalize("NFC", _clean(" ".join("".join(element.itertext()).splitlines())))
