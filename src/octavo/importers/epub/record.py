"""What an EPUB says, as a record of an edition and its book."""

import re
from collections.abc import Iterator
from hashlib import sha256
from html import escape
from itertools import count
from unicodedata import name as name_of_character

from babel.core import get_global

from octavo.books.epub import Epub, sample_chapters
from octavo.books.epub.facts import Alternate, Contributor, Subject, TocEntry
from octavo.books.epub.writing import sample_epub
from octavo.importers.book_records import (
    ContributorRecord,
    EditionRecord,
    FileUse,
    PartialDate,
    SeriesRecord,
    SubjectRecord,
    WorkRecord,
)
from octavo.importers.records import Note

KIND = "edition"
SAMPLE_SHARE = 0.1
# ONIX list 150: a reflowable or fixed e-book, delivered as a file.
FORM_CODE = "ED"
MAX_TOC_DEPTH = 3
MAX_TOC_LINES = 500
_SHORTEST_UNIQUE_ID = 12
_LONGEST_SOURCE_ID = 255
_NO_LANGUAGE = {"", "und", "mul", "mis", "zxx"}
_HTML = re.compile(r"</?(p|br|div|span|b|i|em|strong|ul|ol|li|h[1-6]|a|blockquote)\b[^<>]*>", re.IGNORECASE)
_BLANK_LINES = re.compile(r"\n\s*\n")
_BISAC = re.compile(r"([A-Z]{3}\d{6})\b[\s:–-]*(.*)", re.DOTALL)


def source_id_of(epub: Epub) -> str:
    """Return what an edition is known by in every run: its ISBN, else the identifier of the package.

    Some programs write "NOID" or "1" into every book, so a short one is told apart by title and author.
    """
    metadata = epub.metadata
    if metadata.isbn:
        return f"isbn:{metadata.isbn}"
    unique = next((identifier.value for identifier in metadata.identifiers if identifier.is_unique), "")
    if len(unique) < _SHORTEST_UNIQUE_ID:
        first = next((person.name for person in metadata.contributors), "")
        unique = "|".join((unique, metadata.title, first, epub.language))
    return unique if len(unique) <= _LONGEST_SOURCE_ID else sha256(unique.encode()).hexdigest()


def record_of(epub: Epub, *, name: str, sample_share: float = SAMPLE_SHARE) -> EditionRecord:
    """Return the edition; `name` is for the files made of it. A share of 0 makes no sample. Raises EpubRefused."""
    metadata = epub.metadata
    accessibility = metadata.accessibility
    says_of_access = accessibility.modes or accessibility.features or accessibility.codes or accessibility.summary
    return EditionRecord(
        source_id=source_id_of(epub),
        work=_work(epub),
        isbn=metadata.isbn,
        form="epub",
        form_code=FORM_CODE,
        statement=metadata.edition_statement or None,
        languages=tuple(_languages(metadata.languages)) or None,
        publisher=metadata.publisher or None,
        published_on=PartialDate(metadata.published.day, metadata.published.precision) if metadata.published else None,
        accessibility=accessibility.codes if says_of_access else None,
        accessibility_note=accessibility.summary or None,
        cover=_cover(epub, name),
        sample=_sample(epub, name, sample_share),
        notes=tuple(Note("Something in the file could not be used as it is.", note) for note in epub.notes),
    )


def _work(epub: Epub) -> WorkRecord:
    metadata = epub.metadata
    original, romanised = _other_forms(epub)
    return WorkRecord(
        title=metadata.title,
        subtitle=metadata.subtitle or None,
        title_original=original,
        title_romanised=romanised,
        description_html=_html(metadata.description) or None,
        contents_html=_contents(epub.toc) or None,
        contributors=tuple(_contributors(metadata.contributors)) or None,
        subjects=tuple(_subjects(metadata.subjects)) or None,
        series=SeriesRecord(metadata.series.name, metadata.series.number) if metadata.series else None,
        sibling_isbns=metadata.source_isbns,
    )


def _other_forms(epub: Epub) -> tuple[str | None, str | None]:
    """Return the title in its original script and in Latin letters, where the book gives it so.

    A translation's title in the script of the translation is not the original's.
    """
    title = epub.metadata.main_title
    is_translated = any("translator" in person.roles for person in epub.metadata.contributors)
    alternates = title.alternates if title and not is_translated else ()
    romanised = next((other.text for other in alternates if _is_latin(other)), None)
    original = next((other.text for other in alternates if not _is_latin(other)), None)
    if romanised and title and not original and not _is_latin(Alternate(title.text, title.language)):
        original = title.text
    return original, romanised


def _contributors(people: tuple[Contributor, ...]) -> Iterator[ContributorRecord]:
    for person in people:
        original = next((other.text for other in person.alternates if not _is_latin(other)), "")
        for number, role in enumerate(person.roles):
            source_role = person.source_roles[number] if number < len(person.source_roles) else ""
            yield ContributorRecord(person.name, role, person.file_as, original, source_role=source_role)


def _subjects(subjects: tuple[Subject, ...]) -> Iterator[SubjectRecord]:
    seen: set[tuple[str, str]] = set()
    for subject in subjects:
        record = _subject(subject)
        if (record.scheme, record.code or record.name) not in seen:
            seen.add((record.scheme, record.code or record.name))
            yield record


def _subject(subject: Subject) -> SubjectRecord:
    scheme = subject.authority.lower().rpartition("/")[2]
    if subject.term and scheme in {"bisac", "thema"}:
        return SubjectRecord(scheme, subject.term.upper(), subject.text if subject.text != subject.term else "")
    if found := _BISAC.fullmatch(subject.text):
        return SubjectRecord("bisac", found[1], found[2].strip())
    return SubjectRecord("own", "", subject.text)


def _languages(tags: tuple[str, ...]) -> Iterator[str]:
    """Yield ISO 639-1 where there is one, else 639-3, each once."""
    aliases = get_global("language_aliases")
    codes = [tag.replace("_", "-").partition("-")[0].lower() for tag in tags]
    yield from dict.fromkeys(aliases.get(code, code) for code in codes if code not in _NO_LANGUAGE)


def _cover(epub: Epub, name: str) -> FileUse | None:
    picture = epub.picture(epub.cover.path) if epub.cover else None
    if picture is None or epub.cover is None:
        return None
    return FileUse(name=f"{name}{picture.extension}", content=picture.content, alt=epub.cover.alt)


def _sample(epub: Epub, name: str, share: float) -> FileUse | None:
    """Return the beginning of the book as a file of its own. A text that is a trick refuses the whole book."""
    chapters = sample_chapters(epub, share=share) if share > 0 else []
    return FileUse(name=f"{name}-sample.epub", content=sample_epub(epub, chapters)) if chapters else None


def _contents(entries: tuple[TocEntry, ...]) -> str:
    """Return the table of contents as nested lists; one line alone tells nobody anything."""
    if len(entries) == 1 and not entries[0].children:
        return ""
    return _lines(entries, MAX_TOC_DEPTH, count(1))


def _lines(entries: tuple[TocEntry, ...], depth: int, numbers: Iterator[int]) -> str:
    lines = [
        f"<li>{escape(entry.title)}{_lines(entry.children, depth - 1, numbers) if depth > 1 else ''}</li>"
        for entry in entries
        if next(numbers) <= MAX_TOC_LINES
    ]
    return f"<ul>{''.join(lines)}</ul>" if lines else ""


def _html(description: str) -> str:
    """Return a description as HTML, not yet cleaned: some books have it as HTML, some as plain text."""
    if not description or _HTML.search(description):
        return description
    paragraphs = [" ".join(paragraph.split()) for paragraph in _BLANK_LINES.split(description)]
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs if paragraph)


def _is_latin(words: Alternate) -> bool:
    """Tell whether words are in Latin letters: by their language tag where it says so, else by their first letter."""
    if "-latn" in words.language.lower():
        return True
    letter = next((character for character in words.text if character.isalpha()), "a")
    return name_of_character(letter, "").startswith("LATIN")
