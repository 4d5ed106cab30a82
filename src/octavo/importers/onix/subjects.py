"""What it is about: Thema, BISAC, and a sender's own scheme that has a name."""

import re
from collections.abc import Iterator

from octavo.importers.book_records import SubjectRecord
from octavo.importers.onix.node import Node
from octavo.importers.onix.reading import Reading

_THEMA = {"93", "94", "95", "96", "97", "98", "99"}
_BISAC = "10"
_OWN = {"23", "24"}
# Words for searching, not subjects: a book's page has no place for them.
_KEYWORDS = "20"
_CODES = {"thema": re.compile(r"[1-6A-Z][A-Z0-9-]{0,30}"), "bisac": re.compile(r"[A-Z]{3}\d{6}")}
# The few whose names a bookseller knows; of the others the number in ONIX list 27 is told.
_SCHEME_NAMES = {
    **{"01": "Dewey", "03": "Library of Congress", "04": "Library of Congress headings", "12": "BIC", "26": "Warengruppe"},
    **{"29": "CLIL", "32": "NUR", "78": "C-Code", "88": "Chinese Library Classification"},
}


def subjects_of(reading: Reading) -> tuple[SubjectRecord, ...] | None:
    """Return the subjects, the main ones first."""
    block = reading.block("DescriptiveDetail")
    if block is None:
        return () if reading.replaces("DescriptiveDetail") else None
    nodes = sorted(block.all("Subject"), key=lambda subject: not subject.has("MainSubject"))
    found = [
        *_main_of_release_2(reading, block),
        *(record for node in nodes for record in _subject(reading, node, _scheme(node))),
    ]
    # Named twice, the one with the words counts.
    unique: dict[tuple[str, str], SubjectRecord] = {}
    for record in found:
        key = (record.scheme, record.code or record.name)
        if key not in unique or (record.name and not unique[key].name):
            unique[key] = record
    return tuple(unique.values()) if found or reading.replaces("DescriptiveDetail") else None


def _scheme(node: Node) -> str:
    return node.text("SubjectSchemeIdentifier", "MainSubjectSchemeIdentifier")


def _main_of_release_2(reading: Reading, block: Node) -> Iterator[SubjectRecord]:
    for code in block.codes("BASICMainSubject"):
        yield from _coded(reading, "bisac", code, "")
    for main in block.all("MainSubject"):
        yield from _subject(reading, main, _scheme(main))
    for code in block.codes("BICMainSubject"):
        _note_scheme(reading, "12", code)


def _subject(reading: Reading, node: Node, scheme: str) -> Iterator[SubjectRecord]:
    code, name = node.text("SubjectCode"), node.words("SubjectHeadingText")
    if scheme in _THEMA:
        yield from _coded(reading, "thema", code, name)
    elif scheme == _BISAC:
        yield from _coded(reading, "bisac", code, name)
    elif scheme in _OWN and node.text("SubjectSchemeName") and (code or name):
        yield SubjectRecord("own", code, name)
    elif scheme != _KEYWORDS and (code or name):
        _note_scheme(reading, scheme, code or name)


def _coded(reading: Reading, scheme: str, code: str, name: str) -> Iterator[SubjectRecord]:
    plain = code.upper().replace(" ", "")
    if _CODES[scheme].fullmatch(plain):
        yield SubjectRecord(scheme, plain, name)
    elif code or name:
        reading.note("A subject whose code is none was left out.", f"{scheme}: {code or name}"[:100])


def _note_scheme(reading: Reading, scheme: str, told: str) -> None:
    named = _SCHEME_NAMES.get(scheme) or f"scheme {scheme}"
    reading.note("A subject of a scheme that is not used here was left out.", f"{named}: {told}"[:100])
