"""The column and what belongs to it alone: bylines, tags, corrections."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q, prefetch_related_objects
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    TitleFieldPanel,
)
from wagtail.models import Orderable, Page, PageManager
from wagtail.search import index

from octavo.base.fields import BlocksField
from octavo.base.html import plain_text
from octavo.base.previews import PREVIEW_SIZES
from octavo.base.shown import is_shown, shows
from octavo.books.models import Book
from octavo.columns.blocks import BodyBlock
from octavo.columns.blocks.chosen import chosen_in, fetched_together
from octavo.columns.body import contents_of, reading_minutes
from octavo.columns.models.pages import OfMagazine, SectionPage
from octavo.columns.querysets import ColumnQuerySet


@is_shown(part_of=("content_object",), lists=("tag",))
class ColumnTag(TaggedItemBase):
    content_object = ParentalKey("octavo_columns.ColumnPage", on_delete=models.CASCADE, related_name="tagged_items")


@dataclass(frozen=True)
class RecommendedBook:
    """`note` is the editor's reason, which may be blank."""

    book: Book
    note: str


@is_shown(placed_by=("is_pinned",))
class ColumnPage(OfMagazine, Page):
    """An article: by people, in a section, made of blocks."""

    standfirst = models.TextField(
        _("standfirst"), blank=True, help_text=_("One or two sentences under the title that make a reader stay.")
    )
    hero = models.ForeignKey(
        "octavo_base.Picture", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    hero_caption = models.CharField(_("caption"), max_length=500, blank=True, help_text=_("Blank: the picture's own."))
    hero_credit = models.CharField(_("credit"), max_length=255, blank=True, help_text=_("Blank: the picture's own."))
    body = BlocksField(BodyBlock(), blank=True, verbose_name=_("body"))
    tags = ClusterTaggableManager(through=ColumnTag, blank=True, verbose_name=_("tags"))
    is_pinned = models.BooleanField(_("pinned"), default=False, help_text=_("Stands first in its section."))
    shown_updated_at = models.DateTimeField(
        _("updated"), null=True, blank=True, help_text=_("Shown to readers. Fill it when the text changed in substance.")
    )
    reading_minutes = models.PositiveSmallIntegerField(default=1, editable=False, validators=[MinValueValidator(1)])

    objects: ClassVar = PageManager.from_queryset(ColumnQuerySet)()

    # Whether there are any, where the page was fetched to be shown: of what there is none, nothing is asked.
    has_books: bool = True
    has_corrections: bool = True
    has_tags: bool = True

    template = "columns/column.html"
    preview_sizes: ClassVar = PREVIEW_SIZES
    page_description = _("An article in a section.")
    parent_page_types: ClassVar = ["octavo_columns.SectionPage"]
    subpage_types: ClassVar[list[str]] = []

    content_panels: ClassVar = [
        TitleFieldPanel("title"),
        FieldPanel("standfirst"),
        InlinePanel("bylines", heading=_("By"), label=_("person or team"), min_num=0),
        MultiFieldPanel(
            [FieldPanel("hero"), FieldRowPanel([FieldPanel("hero_caption"), FieldPanel("hero_credit")])],
            heading=_("Picture"),
        ),
        FieldPanel("body"),
        InlinePanel("column_books", heading=_("Books in this column"), label=_("book")),
        FieldPanel("tags"),
        InlinePanel("corrections", heading=_("Corrections"), label=_("correction")),
    ]
    settings_panels: ClassVar = [
        *Page.settings_panels,
        FieldRowPanel([FieldPanel("is_pinned"), FieldPanel("shown_updated_at")], heading=_("For readers")),
    ]
    search_fields: ClassVar = [
        *Page.search_fields,
        index.SearchField("standfirst"),
        index.SearchField("body"),
        index.FilterField("is_pinned"),
    ]

    class Meta:
        verbose_name = _("column")
        verbose_name_plural = _("columns")

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.reading_minutes = reading_minutes(self.body_text)
        super().save(*args, **kwargs)
        # Wagtail saves a few fields of the published row for every draft; only a whole save is of the body.
        if kwargs.get("update_fields") is None:
            self._remember_book_cards()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        trail = list(SectionPage.objects.ancestor_of(self).select_related("locale").order_by("path"))
        newer, older = self.neighbours()
        self._fetch_what_shows([column for column in (newer, older) if column])
        return {
            **super().get_context(request, *args, **kwargs),
            "people": self.people,
            "section": trail[-1] if trail else None,
            "trail": trail,
            "tags": sorted(self.tags.all() if self.has_tags else (), key=lambda tag: tag.name),
            "contents": contents_of(self.body),
            "corrections": self.corrections_in_order,
            "newer": newer,
            "older": older,
            "books": self.recommended_books,
        }

    def neighbours(self) -> tuple["ColumnPage | None", "ColumnPage | None"]:
        """Return the next newer and the next older column of the section, by one query."""
        if not self.pk:
            return None, None
        shows(f"wagtailcore_page.beside:{self.pk}")
        beside = ColumnPage.objects.sibling_of(self, inclusive=False).published()
        moment = self.published_at
        newer = beside.filter(Q(first_published_at__gt=moment) | Q(first_published_at=moment, pk__gt=self.pk))
        older = beside.filter(Q(first_published_at__lt=moment) | Q(first_published_at=moment, pk__lt=self.pk))
        newer_pk = newer.order_by("first_published_at", "pk").values("pk")[:1]
        older_pk = older.newest_first().values("pk")[:1]
        both = ColumnPage.objects.filter(Q(pk__in=newer_pk) | Q(pk__in=older_pk)).defer("body").select_related("locale", "hero")
        found = {(column.published_at, column.pk) > (moment, self.pk): column for column in both}
        return found.get(True), found.get(False)

    def _fetch_what_shows(self, beside: list["ColumnPage"]) -> None:
        """Fetch bylines and renditions for the page and its neighbours together."""
        columns = [self, *beside] if self.pk else beside
        # A draft in preview carries its bylines in memory; the ones in the database are not its own.
        stored = columns if not self._has_unsaved_bylines() else beside
        prefetch_related_objects(stored, ColumnPage.objects.all().bylines_prefetch())
        # Asked for once: a cluster's rows are fetched anew each time they are named.
        self._book_rows = sorted(self.column_books.all() if self.has_books else (), key=lambda row: row.sort_order or 0)
        self._fetched = fetched_together(self.body, book_pks=[row.book_id for row in self._book_rows])
        pictures = [
            *self._fetched.pictures,
            *(column.hero for column in columns),
            *(person.picture for person in self.people),
        ]
        prefetch_related_objects([picture for picture in pictures if picture], "renditions")

    def _has_unsaved_bylines(self) -> bool:
        return "bylines" in getattr(self, "_cluster_related_objects", {})

    @property
    def people(self) -> list[Any]:
        """The persons and teams of the byline, in order."""
        return [byline.person for byline in sorted(self.bylines.all(), key=lambda byline: byline.sort_order or 0)]

    @property
    def corrections_in_order(self) -> list["Correction"]:
        return sorted(self.corrections.all() if self.has_corrections else (), key=lambda correction: correction.date)

    @property
    def recommended_books(self) -> list[RecommendedBook]:
        """The editor's books, in their order, as readers of the page's language see them."""
        shown: dict[int, RecommendedBook] = {}
        for row in self._book_rows:
            # Two that the editor chose may be one by now.
            if book := self._fetched.books.get(row.book_id):
                shown.setdefault(book.pk, RecommendedBook(book, row.note))
        return list(shown.values())

    def _remember_book_cards(self) -> None:
        chosen = {pk for model, pk in chosen_in(self.body) if model is Book} if self.body else set()
        wanted = set(Book.objects.filter(pk__in=chosen).values_list("pk", flat=True)) if chosen else set()
        present = set(self.book_cards.values_list("book_id", flat=True))
        if present != wanted:
            self.book_cards.exclude(book__in=wanted).delete()
            cards = [self.book_cards.model(page=self, book_id=pk) for pk in sorted(wanted - present)]
            self.book_cards.bulk_create(cards, ignore_conflicts=True)

    @property
    def published_at(self) -> datetime:
        """When readers saw it first; for a draft, when they would."""
        return self.first_published_at or self.go_live_at or timezone.now()

    @property
    def hero_caption_shown(self) -> str:
        return self.hero_caption or (self.hero.caption if self.hero else "")

    @property
    def hero_credit_shown(self) -> str:
        return self.hero_credit or (self.hero.credit if self.hero else "")

    @property
    def body_text(self) -> str:
        """The words of the body, for counting and for searching."""
        return " ".join(plain_text(str(piece)) for piece in self._searchable_pieces())

    @cached_property
    def summary(self) -> str:
        """What a feed, a search engine or a card says of it."""
        return self.search_description or self.standfirst or _shortened(self.body_text)

    def _searchable_pieces(self) -> Iterable[Any]:
        return self.body.stream_block.get_searchable_content(self.body) if self.body else ()


def _shortened(text: str, *, characters: int = 200) -> str:
    return text if len(text) <= characters else text[: characters - 1].rsplit(" ", 1)[0] + "…"


@is_shown(part_of=("page",), lists=("person",))
class Byline(Orderable):
    """A person's or team's part in a column."""

    page = ParentalKey(ColumnPage, on_delete=models.CASCADE, related_name="bylines")
    person = models.ForeignKey("octavo_people.Person", on_delete=models.PROTECT, related_name="bylines", verbose_name=_("person"))

    panels: ClassVar = [FieldPanel("person")]

    class Meta(Orderable.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["page", "person"], name="byline_names_a_person_once")]

    def __str__(self) -> str:
        return str(self.person)


@is_shown(part_of=("page",))
class Correction(Orderable):
    """What was wrong, said in the open and with its date."""

    page = ParentalKey(ColumnPage, on_delete=models.CASCADE, related_name="corrections")
    date = models.DateField(_("date"), default=timezone.localdate)
    text = models.TextField(_("what was wrong and what is right"))

    panels: ClassVar = [FieldPanel("date"), FieldPanel("text")]

    def __str__(self) -> str:
        return f"{self.date}: {self.text[:60]}"
