"""Lists of columns, ready for cards or for a feed."""

from django.utils.translation import get_language
from taggit.models import Tag

from octavo.columns.models import ColumnPage, SectionPage
from octavo.columns.querysets import ColumnQuerySet
from octavo.people.models import Person


def published_columns(language_code: str | None = None) -> ColumnQuerySet:
    """Return what a stranger may read in a language (default: that of the address), newest first."""
    return ColumnPage.objects.published().in_language(language_code or get_language()).newest_first()


def columns_by(person: Person) -> ColumnQuerySet:
    return published_columns(person.locale.language_code).by_person(person.pk)


def columns_tagged(tag: Tag) -> ColumnQuerySet:
    return published_columns().filter(tags=tag)


def columns_in(section: SectionPage) -> ColumnQuerySet:
    return published_columns(section.locale.language_code).in_section(section)


def section_of_all() -> SectionPage | None:
    """Return the section that shows the columns of every other one, in the language of the address."""
    sections = SectionPage.objects.published().in_language(get_language()).filter(kind=SectionPage.Kind.COLUMNS)
    return sections.select_related("locale").order_by("depth", "path").first()
