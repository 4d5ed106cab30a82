"""Lists of columns, ready for cards or for a feed."""

from django.utils.translation import get_language
from taggit.models import Tag

from octavo.base.shown import shows_rows
from octavo.columns.models import Byline, ColumnPage, ColumnTag, SectionPage
from octavo.columns.queries.furniture import homes
from octavo.columns.querysets import ColumnQuerySet, shows_columns_under
from octavo.people.models import Person


def published_columns(language_code: str | None = None) -> ColumnQuerySet:
    """Return what a stranger may read in a language (default: that of the address), newest first."""
    language_code = language_code or get_language()
    if home := homes().get(language_code):
        shows_columns_under(home.path)
    return _published(language_code)


def columns_by(person: Person) -> ColumnQuerySet:
    shows_rows(Byline, person=person.pk)
    return _published(person.locale.language_code).by_person(person.pk)


def columns_tagged(tag: Tag) -> ColumnQuerySet:
    shows_rows(ColumnTag, tag=tag.pk)
    return _published(get_language()).filter(tags=tag)


def columns_in(section: SectionPage) -> ColumnQuerySet:
    shows_columns_under(section.path)
    return _published(section.locale.language_code).in_section(section)


def section_of_all() -> SectionPage | None:
    """Return the section that shows the columns of every other one, in the language of the address."""
    sections = SectionPage.objects.published().in_language(get_language()).filter(kind=SectionPage.Kind.COLUMNS)
    return sections.select_related("locale").order_by("depth", "path").first()


def _published(language_code: str) -> ColumnQuerySet:
    return ColumnPage.objects.published().in_language(language_code).newest_first()
