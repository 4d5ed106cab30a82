"""Chainable filters of columns. `for_cards` and `for_page` fetch whatever a card or page shows, and no more."""

from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet
from django.db.models.functions import Length, Substr
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

from octavo.base.shown import shows

CARD_DEFERS = ("body", "search_description", "seo_title")


def restricted() -> Exists:
    """Tell of a page whether it or one above it is kept from strangers, within the same query."""
    above = PageViewRestriction.objects.annotate(at=F("page__path"))
    return Exists(above.filter(at=Substr(OuterRef("path"), 1, Length("at"))))


def shows_columns_under(path: str) -> None:
    """Say that a page lists the columns below another: which of them there are, and in which order."""
    shows(f"wagtailcore_page.under:{path}")


class ColumnQuerySet(PageQuerySet):
    def in_section(self, section: Page) -> "ColumnQuerySet":
        return self.descendant_of(section)

    def in_language(self, language_code: str) -> "ColumnQuerySet":
        return self.filter(locale__language_code=language_code)

    def by_person(self, person_pk: int) -> "ColumnQuerySet":
        return self.filter(bylines__person_id=person_pk)

    def published(self) -> "ColumnQuerySet":
        """What a stranger may read."""
        return self.live().exclude(restricted())

    def newest_first(self) -> "ColumnQuerySet":
        return self.order_by("-first_published_at", "-pk")

    def for_cards(self) -> "ColumnQuerySet":
        return (
            self.defer(*CARD_DEFERS)
            .select_related("locale", "hero")
            .prefetch_related("hero__renditions", self.bylines_prefetch())
        )

    def for_page(self) -> "ColumnQuerySet":
        """Fetch a column, and whether there is any of what only some columns have."""
        parts = {"has_books": "column_books", "has_corrections": "corrections", "has_tags": "tagged_items"}
        there = {flag: Exists(self._rows_of(name)) for flag, name in parts.items()}
        return self.select_related("locale", "hero").annotate(**there)

    def _rows_of(self, name: str) -> QuerySet:
        part = self.model._meta.get_field(name)
        return part.related_model._default_manager.filter(**{part.field.name: OuterRef("pk")})

    def for_feed(self) -> "ColumnQuerySet":
        return self.select_related("locale", "hero").prefetch_related(self.bylines_prefetch(), "tagged_items__tag")

    def bylines_prefetch(self) -> Prefetch:
        """Fetch bylines with all that shows of a person, by one query."""
        byline = self.model._meta.get_field("bylines").related_model
        people = byline._default_manager.select_related("person", "person__locale", "person__picture")
        return Prefetch("bylines", queryset=people.order_by("sort_order"))


class SectionQuerySet(PageQuerySet):
    def published(self) -> "SectionQuerySet":
        return self.live().exclude(restricted())

    def in_language(self, language_code: str) -> "SectionQuerySet":
        return self.filter(locale__language_code=language_code)


class MenuItemQuerySet(QuerySet):
    def with_live_targets(self) -> "MenuItemQuerySet":
        """Leave out what leads to an unpublished page."""
        return self.exclude(page__live=False)
