"""What a record tells of the book itself: texts, subjects, a picture of its cover."""

import re
from html import escape

from octavo.importers.book_records import FileUse, SubjectRecord
from octavo.importers.marc.fields import Marc, subfields, text_of, trimmed

_SCHEMES = {"bisacsh": "bisac", "bisac": "bisac", "thema": "thema"}
_CODES = {"thema": re.compile(r"[1-6A-Z][A-Z0-9-]{0,30}"), "bisac": re.compile(r"[A-Z]{3}\d{6}")}
_HEADINGS = ("650", "653")
# Of 520: a summary, an abstract, a scope, or not said; not a review, nor a warning.
_SUMMARIES = frozenset(" 023#|")
_CONTENTS_END = re.compile(r"\s--\s")
_MOST_LINES = 500
_COVERS = ("cover", "umschlag", "couverture", "portada", "copertina", "封面")


def description_of(marc: Marc) -> str | None:
    """Return the summaries as paragraphs."""
    fields = [field for field in marc.fields("520") if (field.indicator1 or " ") in _SUMMARIES]
    texts = [" ".join(subfields(marc.other_script(field), "ab")) or " ".join(subfields(field, "ab")) for field in fields]
    return "".join(f"<p>{escape(text)}</p>" for text in texts if text) or None


def contents_of(marc: Marc) -> str | None:
    """Return the table of contents as a list."""
    lines = [trimmed(line) for field in marc.fields("505") for line in _CONTENTS_END.split(" ".join(subfields(field, "agrt")))]
    lines = [line for line in lines if line][:_MOST_LINES]
    return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>" if len(lines) > 1 else None


def subjects_of(marc: Marc) -> tuple[SubjectRecord, ...] | None:
    """Return the subjects that have a code of Thema or BISAC; headings without one are a library's own."""
    headings = [
        " / ".join(trimmed(part) for part in subfields(field, "ax"))
        for field in marc.fields("650")
        if _scheme(text_of(field, "2")) == "bisac"
    ]
    found: dict[tuple[str, str], SubjectRecord] = {}
    number = 0
    for field in marc.fields("072", "084", "650", "653"):
        scheme = _scheme(text_of(field, "2"))
        # Of a heading the words stand in $a, and the code, if there is one, with the number of its entry.
        candidates = list(subfields(field, "0")) if field.tag in _HEADINGS else ["".join(subfields(field, "ax"))]
        code = _code(scheme, candidates)
        if not code:
            continue
        name = text_of(field, "a") if field.tag in _HEADINGS else ""
        if scheme == "bisac" and field.tag == "072":
            # Code and words stand in two rows of fields, in the same order.
            name, number = (headings[number] if number < len(headings) else ""), number + 1
        found.setdefault((scheme, code), SubjectRecord(scheme, code, "" if name == code else name))
    return tuple(found.values()) or None


def cover_of(marc: Marc) -> FileUse | None:
    """Return the address of a picture of the cover, where the record has one."""
    for field in marc.fields("856"):
        said = " ".join(subfields(field, "3yz")).casefold()
        url = next(subfields(field, "u"), "")
        if url.startswith(("https://", "http://")) and any(word in said for word in _COVERS):
            return FileUse(url=url)
    return None


def _scheme(source: str) -> str:
    return _SCHEMES.get(source.lower(), "")


def _code(scheme: str, candidates: list[str]) -> str:
    if not scheme:
        return ""
    plain = (re.sub(r"^\([^)]*\)", "", candidate).rpartition("/")[2].upper().replace(" ", "") for candidate in candidates)
    return next((code for code in plain if _CODES[scheme].fullmatch(code)), "")
