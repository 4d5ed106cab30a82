"""What the readers of a record's parts share: its fields, their other script, and the punctuation of cataloguers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from unicodedata import name as name_of_character

from pymarc import Field, Record

from octavo.importers.records import Note

_LINK = re.compile(r"(?P<tag>\d{3})-(?P<number>\d{2})")
_OTHER_SCRIPT = "880"
# What ISBD puts between the parts of a description stands at their ends in the fields.
_BETWEEN_PARTS = " /:;,=+"
_INITIAL = re.compile(r"(?:^|[\s.-])\w\.$")
_SHORT_WORDS = ("ed.", "rev.", "jr.", "sr.", "etc.", "al.", "st.", "co.", "inc.", "ltd.", "u.s.")


@dataclass(slots=True)
class Marc:
    """One record being read for the sake of one ISBN; it may describe the hardback and the paperback together."""

    record: Record
    isbn: str
    notes: list[Note] = field(default_factory=list)

    def note(self, reason: str, detail: str = "") -> None:
        self.notes.append(Note(reason, detail))

    def fields(self, *tags: str) -> list[Field]:
        return list(self.record.get_fields(*tags))

    def first(self, *tags: str) -> Field | None:
        return next((one for tag in tags for one in self.fields(tag)), None)

    def control(self, tag: str, start: int, end: int) -> str:
        """Return the characters of a field of fixed places, "" where it is missing or too short."""
        found = next((one.data or "" for one in self.fields(tag) if one.control_field), "")
        return found[start:end] if len(found) >= end else ""

    @property
    def kind(self) -> str:
        """Return what the leader says the thing is: "a" is a text."""
        return str(self.record.leader)[6:7]

    def other_script(self, of: Field) -> Field | None:
        """Return the field that says the same in another script."""
        link = _LINK.match((of.get("6") or "").strip())
        if not link or link["number"] == "00":
            return None
        for candidate in self.fields(_OTHER_SCRIPT):
            back = _LINK.match((candidate.get("6") or "").strip())
            if back and back["number"] == link["number"] and back["tag"] == of.tag:
                return candidate
        return None


def subfields(of: Field | None, codes: str) -> Iterator[str]:
    """Yield the texts of these subfields, in their order, without blank ones."""
    for code, text in of.subfields if of is not None else ():
        if code in codes and (words := " ".join(text.split())):
            yield words


def text_of(of: Field | None, codes: str) -> str:
    """Return the first of these subfields, without the punctuation that leads on to the next."""
    return trimmed(next(subfields(of, codes), ""))


def trimmed(text: str) -> str:
    """Return text without what ISBD puts at its end; the full stop of an initial or an abbreviation stays."""
    text = " ".join(text.split()).strip(_BETWEEN_PARTS)
    if text.startswith("[") and text.endswith("]") and text.count("[") == 1:
        text = text[1:-1].strip(_BETWEEN_PARTS)
    is_meant = _INITIAL.search(text) or text.lower().endswith(_SHORT_WORDS) or text.endswith("...")
    return text if is_meant else text.removesuffix(".").rstrip(_BETWEEN_PARTS)


def is_latin(text: str) -> bool:
    """Tell whether words are written in Latin letters, by the first letter there is."""
    letter = next((character for character in text if character.isalpha()), "a")
    return name_of_character(letter, "").startswith("LATIN")
