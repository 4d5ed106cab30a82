"""A book as the record of a work."""

from collections.abc import Iterable, Sequence
from html import escape

from django.conf import settings
from wagtail.rich_text import expand_db_html

from octavo.base.html import with_absolute_addresses
from octavo.books.models import Book, Contribution, Subject
from octavo.importers.book_records import ContributorRecord, SeriesRecord, SubjectRecord, WorkRecord

OWN_SCHEME = "octavo"
# A date of the trade has four figures; the years before our era have no place in it.
_YEARS = range(1, 10_000)


def work_of(source: Book, words: Book, subjects: Iterable[Subject], isbns: Sequence[str]) -> WorkRecord:
    """Return what there is to tell: `words` is the row whose texts are told, `isbns` those of all its editions."""
    return WorkRecord(
        title=words.title,
        subtitle=words.subtitle,
        title_original=source.title_original,
        title_romanised=source.title_romanised,
        original_language=source.original_language,
        first_year=source.first_year if source.first_year in _YEARS else None,
        description_html=_html(words.description),
        contents_html=_html(words.contents),
        excerpt_html=_html(words.excerpt),
        contributors=tuple(_contributor(part) for part in words.people),
        subjects=tuple(_subject(subject) for subject in subjects),
        series=SeriesRecord(source.series.name, source.series_number) if source.series else SeriesRecord(""),
        work_ids=(f"{OWN_SCHEME}:{source.translation_key}",),
        sibling_isbns=tuple(isbns),
    )


def absolute(path: str) -> str:
    return path if "://" in path else f"{settings.WAGTAILADMIN_BASE_URL}{path}"


def _html(text: str) -> str:
    """Return a text whose links work wherever it is read."""
    return with_absolute_addresses(expand_db_html(text), settings.WAGTAILADMIN_BASE_URL) if "<a " in text else text


def _contributor(part: Contribution) -> ContributorRecord:
    person = part.person
    bio = person.bio or (f"<p>{escape(person.short_bio, quote=False)}</p>" if person.short_bio else "")
    return ContributorRecord(
        person.name,
        part.role,
        person.sort_name if person.sort_name != person.name else "",
        person.name_original,
        person.is_team,
        _html(bio),
    )


def _subject(subject: Subject) -> SubjectRecord:
    # The heads of BISAC stand in capitals before a stroke, without which nobody reads the rest as one heading.
    head = f"{subject.parent.name} / " if subject.scheme == Subject.Scheme.BISAC and subject.parent else ""
    is_called_by_code = bool(subject.code) and subject.name.endswith(f"({subject.code})")
    return SubjectRecord(subject.scheme, subject.code, "" if is_called_by_code else f"{head}{subject.name}")
