"""Who made it, in which part, in which order."""

import re
from collections.abc import Iterator

from octavo.books.codes import ROLES
from octavo.importers.book_records import ContributorRecord
from octavo.importers.onix.node import Node
from octavo.importers.onix.reading import Reading
from octavo.importers.onix.texts import html_of

# Codes of ONIX list 17 that are one of our roles besides the code that stands for it on the way out.
_ROLE_OF = {code: role for role, code in ROLES.items()} | {
    **dict.fromkeys(("A02", "A03", "A04", "A05", "A09", "A14", "A31", "A38", "A45", "A99", "B03", "B07", "B33"), "author"),
    **dict.fromkeys(
        ("B09", "B11", "B12", "B13", "B14", "B15", "B16", "B17", "B18", "B19", "B20", "B21", "B24", "B26", "B29", "B31"), "editor"
    ),
    **dict.fromkeys(("B08", "B10", "B32"), "translator"),
    **dict.fromkeys(("A07", "A35", "A39", "A40", "A46", "A47"), "illustrator"),
    **dict.fromkeys(("A08",), "photographer"),
    **dict.fromkeys(("A29",), "introduction"),
    **dict.fromkeys(("A15", "A16"), "foreword"),
    **dict.fromkeys(("A22",), "afterword"),
    **dict.fromkeys(("A21", "A25"), "notes"),
    **dict.fromkeys(("B02", "B04", "B22", "B36", "B99"), "adapter"),
    **dict.fromkeys(("C02", "C03", "C04", "C99"), "compiler"),
    **dict.fromkeys(("A49", "A50", "A56"), "cover"),
    **dict.fromkeys(("D99",), "director"),
    **dict.fromkeys(("E03", "E11"), "narrator"),
    **dict.fromkeys(("E02", "E04", "E05", "E06", "E08", "E09", "E10", "E99"), "performer"),
}
_ROLE_CODE = re.compile(r"[A-Z]\d\d")
_NAME_PARTS = (
    "TitlesBeforeNames",
    "NamesBeforeKey",
    "PrefixToKey",
    "KeyNames",
    "NamesAfterKey",
    "SuffixToKey",
)
# Unnamed persons (list 19) that a title page does name so; whether it is several.
_UNNAMED = {"02": ("Anonymous", False), "04": ("Various authors", True)}
_UNNAMED_WORDS = {
    "01": "unknown",
    "03": "and others",
    **dict.fromkeys(("05", "06", "07", "08"), "a synthesised voice"),
    "09": "artificial intelligence",
}
_AFTER_ALL_NUMBERED = 10**6
_TRANSLITERATION = "05"
_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ]")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def contributors_of(reading: Reading) -> tuple[ContributorRecord, ...] | None:
    """Return the contributors in order, one record for each part that each has."""
    block = reading.block("DescriptiveDetail")
    told = reading.replaces("DescriptiveDetail")
    nodes = block.all("Contributor") if block else []
    if not nodes:
        if block and (statement := block.words("ContributorStatement")):
            reading.note("Contributors are told in a sentence only, so none is listed.", statement[:200])
        return () if told or (block and block.has("NoContributor")) else None
    ordered = sorted(enumerate(nodes), key=lambda pair: (_place(pair[1]), pair[0]))
    found = [record for _, node in ordered for record in _contributor(reading, node)]
    return tuple(dict.fromkeys(found))


def _place(node: Node) -> int:
    number = node.text("SequenceNumber")
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 7 else _AFTER_ALL_NUMBERED


def _contributor(reading: Reading, node: Node) -> Iterator[ContributorRecord]:
    name, is_team = _name(node)
    if not name:
        _note_nameless(reading, node)
        return
    sort_name = _sort_name(node)
    name, original = _in_two_scripts(name, node)
    biography = next((html for note in node.all("BiographicalNote") if (html := html_of(note))), "")
    for code in node.codes("ContributorRole") or [""]:
        yield ContributorRecord(
            name,
            _role(reading, code),
            "" if sort_name == name else sort_name,
            original,
            is_team,
            biography,
            code,
        )


def role_of(code: str) -> str:
    """Return our role for a code of list 17, “other” for those that we have no word for."""
    return _ROLE_OF.get(code, "other")


def _role(reading: Reading, code: str) -> str:
    if not _ROLE_CODE.fullmatch(code):
        reading.note("A contributor's part is not said; kept as “other”.", code[:20])
    return role_of(code)


def _note_nameless(reading: Reading, node: Node) -> None:
    unnamed = node.text("UnnamedPersons")
    if unnamed in _UNNAMED_WORDS:
        reading.note("A contributor without a name was left out.", _UNNAMED_WORDS[unnamed])
    else:
        reading.note("A contributor without a name was left out.", " ".join(node.codes("ContributorRole")))


def _name(node: Node) -> tuple[str, bool]:
    """Return the name as one says it, and whether it is a team's."""
    if name := node.words("PersonName") or _of_parts(node) or _turned(node.words("PersonNameInverted")):
        return name, False
    if name := node.words("CorporateName", "CorporateNameInverted"):
        return name, True
    for pen_name in node.all("Name"):
        if (found := _name(pen_name))[0]:
            return found
    return _UNNAMED.get(node.text("UnnamedPersons"), ("", False))


def _of_parts(node: Node) -> str:
    if not node.text("KeyNames"):
        return ""
    parts = [part for name in _NAME_PARTS if (part := node.words(name))]
    if all(_CJK.match(part) for part in parts):
        return "".join(parts)
    text = " ".join(parts)
    return text.replace("’ ", "’").replace("' ", "'") if node.text("PrefixToKey").endswith(("'", "’")) else text


def _turned(inverted: str) -> str:
    last, comma, first = inverted.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and first.strip() and "," not in first else inverted


def _sort_name(node: Node) -> str:
    if inverted := node.words("PersonNameInverted", "CorporateNameInverted"):
        return inverted
    key, first = node.words("KeyNames"), node.words("NamesBeforeKey")
    if not key or not first:
        return ""
    last = " ".join(part for part in (key, node.words("SuffixToKey")) if part)
    return f"{last}, {' '.join(part for part in (first, node.words('PrefixToKey')) if part)}"


def _in_two_scripts(name: str, node: Node) -> tuple[str, str]:
    """Return the name in Latin letters and in its own, where both are given."""
    for other in node.all("AlternativeName"):
        if other.text("NameType") == _TRANSLITERATION and (second := _name(other)[0]):
            if _LATIN.search(name) and not _LATIN.search(second):
                return name, second
            if _LATIN.search(second) and not _LATIN.search(name):
                return second, name
    return name, ""
