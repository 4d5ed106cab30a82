"""Who did what: by the code or word beside a name, else by what the title page says of the name."""

import re
from collections.abc import Iterator
from unicodedata import name as name_of_character

from pymarc import Field

from octavo.books.epub.relators import OF_THE_FILE, RELATORS
from octavo.importers.book_records import ContributorRecord
from octavo.importers.marc.fields import Marc, is_latin, subfields, text_of, trimmed

_MAIN, _ADDED = ("100", "110", "111"), ("700", "710", "711")
_TEAMS = ("110", "111", "710", "711")
# The words that libraries write out, as they begin, in the languages of those that do.
_WORDS = {
    "translator": ("translat", "übersetz", "ubersetz", "traduct", "traduc", "tradut", "tradutt", "vertaler", "译", "譯", "翻訳"),
    "illustrator": ("illustrat", "illustr", "ilustra", "artist", "drawings", "zeichn", "绘", "繪", "挿絵"),
    "photographer": ("photograph", "fotograf"),
    "introduction": ("introduc", "einleit", "introd"),
    "foreword": ("foreword", "preface", "vorwort", "préf", "prólogo", "prefaz", "序"),
    "afterword": ("afterword", "nachwort", "postface"),
    "notes": ("annotat", "notes by", "comment", "kommentar", "注", "註"),
    "adapter": ("adapt", "bearbeit", "改编"),
    "compiler": ("compil", "zusammenst", "选编", "編者"),
    "editor": ("edit", "herausge", "hrsg", "éd", "redact", "a cura di", "主编", "编", "編"),
    "narrator": ("narrat", "read by", "sprecher", "gelesen", "朗读"),
    "director": ("direct", "regie"),
    "performer": ("perform", "actor", "singer"),
    "author": ("author", "writer", "verfasser", "auteur", "autor", "by ", "著", "撰"),
}
_NOT_OF_THE_BOOK = (
    "publisher",
    "issuing body",
    "sponsor",
    "former owner",
    "printer",
    "host institution",
    "distributor",
    "herausgebendes",
)
_SURNAME_FIRST = ("CJK", "HANGUL", "HIRAGANA", "KATAKANA")
_ENDS_WITH_INITIAL = re.compile(r"(?:^|[\s.-])\w\.$")


def contributors_of(marc: Marc) -> tuple[ContributorRecord, ...]:
    """Return who made the book, the main author first; nobody twice in a role."""
    found: dict[tuple[str, str], ContributorRecord] = {}
    for field in [*marc.fields(*_MAIN), *marc.fields(*_ADDED)]:
        for contributor in _contributor(marc, field):
            found.setdefault((contributor.name, contributor.role), contributor)
    return tuple(found.values())


def _contributor(marc: Marc, field: Field) -> Iterator[ContributorRecord]:
    filed, is_team = text_of(field, "a"), field.tag in _TEAMS
    # With a title beside the name, it is another work that is named.
    if not filed or "t" in field:
        return
    other = marc.other_script(field)
    written = text_of(other, "a") if other is not None else ""
    name, sort_name, original = _names(field, filed, written, is_team=is_team)
    for role, source in _roles(marc, field, filed, is_team=is_team):
        yield ContributorRecord(name, role, sort_name, original, is_team=is_team, source_role=source)


def _names(field: Field, filed: str, written: str, *, is_team: bool) -> tuple[str, str, str]:
    """Return the name as it is said, as it is filed, and in its own script."""
    original = written if written and not is_latin(written) else ""
    if original and not is_latin(filed):
        original = ""
    if is_team:
        units = [filed, *(trimmed(unit) for unit in subfields(field, "b"))]
        return ". ".join(units), "", original
    surname, comma, forename = (part.strip() for part in filed.partition(","))
    if not comma:
        return filed, "", original
    said = f"{surname} {forename}" if _is_said_surname_first(original or filed) else f"{forename} {surname}"
    if not is_latin(filed):
        said = said if " " in surname or not _is_said_surname_first(filed) else f"{surname}{forename}"
    return said, filed, original.replace(", ", "").replace(",", "") if _is_said_surname_first(original) else original


def _is_said_surname_first(name: str) -> bool:
    letter = next((character for character in name if character.isalpha()), "a")
    return name_of_character(letter, "").startswith(_SURNAME_FIRST)


def _roles(marc: Marc, field: Field, filed: str, *, is_team: bool) -> Iterator[tuple[str, str]]:
    """Yield our role and what the record calls it; nothing for who only printed, sold or paid."""
    told = [*subfields(field, "4"), *(trimmed(word) for word in subfields(field, "j" if field.tag.endswith("11") else "e"))]
    roles = dict.fromkeys((role, source) for source in told if (role := role_named(source)) is not None)
    if told:
        seen: set[str] = set()
        for role, source in roles:
            # The code and the word beside it say the same.
            if role not in seen and not (role == "other" and len(roles) > 1):
                seen.add(role)
                yield role, source
    elif field.tag in _MAIN:
        yield "author", ""
    elif not is_team:
        yield _role_on_title_page(marc, filed), ""


def role_named(source: str) -> str | None:
    """Return our role for a relator's code, address or word; None for who had no part in the book itself."""
    word = source.strip().lower().rstrip(".").rpartition("/")[2]
    if word in OF_THE_FILE or word.startswith(_NOT_OF_THE_BOOK):
        return None
    return RELATORS.get(word) or _role_in_words(word) or "other"


def _role_in_words(words: str) -> str:
    return next((role for role, beginnings in _WORDS.items() if any(one in words for one in beginnings)), "")


def _role_on_title_page(marc: Marc, filed: str) -> str:
    """Return what the statement of responsibility says of a name that has no role of its own."""
    surname = filed.partition(",")[0].casefold()
    statements = [part for field in marc.fields("245") for text in subfields(field, "c") for part in text.split(";")]
    for number, part in enumerate(statements):
        if surname in part.casefold():
            return _role_in_words(part.casefold()) or ("author" if number == 0 else "other")
    return "other"
