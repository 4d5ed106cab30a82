"""The book: what is told of a work, in one language."""

from typing import Any, ClassVar

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.fields import RichTextField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Orderable,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.search import index

from octavo.base.previews import PREVIEW_SIZES
from octavo.base.shown import is_shown
from octavo.books.codes import ROLES
from octavo.books.querysets import BookQuerySet

ROLE_NAMES = {
    "author": _("author"),
    "editor": _("editor"),
    "translator": _("translator"),
    "illustrator": _("illustrator"),
    "photographer": _("photographer"),
    "introduction": _("introduction by"),
    "foreword": _("foreword by"),
    "afterword": _("afterword by"),
    "notes": _("notes by"),
    "adapter": _("adapter"),
    "compiler": _("compiler"),
    "cover": _("cover by"),
    "director": _("director"),
    "narrator": _("narrator"),
    "performer": _("performer"),
    "other": _("contributor"),
}
# An address leads somewhere else at once, for all languages, or not at all; a merge is no matter of wording.
KEPT_OUT_OF_DRAFTS = ("slug", "is_source", "merged_into_id")
TEXT_FEATURES = ["bold", "italic", "link", "ol", "ul", "blockquote"]


# What readers never see of it.
OF_THE_DESK = (
    "latest_revision",
    "live_revision",
    "has_unpublished_changes",
    "locked",
    "locked_at",
    "locked_by",
    "go_live_at",
    "expire_at",
    "expired",
)


@is_shown(but=OF_THE_DESK, lists=("translation_key", "series"), whole=True, seen_when=("live", True))
class Book(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    TranslatableMixin,
    index.Indexed,
    ClusterableModel,
):
    """A work as it is shown in one language.

    Translations share a `translation_key`; the first of them, `is_source`, is
    the one that editions hang on, so that all languages sell the same things.
    """

    title = models.CharField(_("title"), max_length=500, help_text=_("As readers of this language call the book."))
    subtitle = models.CharField(_("subtitle"), max_length=500, blank=True)
    title_original = models.CharField(
        _("title in the original script"), max_length=500, blank=True, help_text=_("For example 红楼梦.")
    )
    title_romanised = models.CharField(
        _("title in Latin letters"), max_length=500, blank=True, help_text=_("For example Hóng lóu mèng.")
    )
    original_language = models.CharField(_("original language"), max_length=8, blank=True, help_text=_("Its code: zh, en, fr…"))
    first_year = models.SmallIntegerField(
        _("year of the work"), null=True, blank=True, help_text=_("Of the first publication; before our era with a minus.")
    )
    slug = models.SlugField(_("slug"), max_length=120, allow_unicode=True, help_text=_("The end of /books/…/"))
    is_source = models.BooleanField(default=True, editable=False)
    description = RichTextField(_("description"), blank=True, features=TEXT_FEATURES)
    contents = RichTextField(_("table of contents"), blank=True, features=TEXT_FEATURES)
    excerpt = RichTextField(_("excerpt"), blank=True, features=TEXT_FEATURES)
    series = models.ForeignKey(
        "octavo_books.Series", on_delete=models.SET_NULL, null=True, blank=True, related_name="books", verbose_name=_("series")
    )
    series_number = models.CharField(_("number in the series"), max_length=20, blank=True)
    editors_note = RichTextField(_("editor's note"), blank=True, features=TEXT_FEATURES)
    is_staff_pick = models.BooleanField(_("staff pick"), default=False)
    pick_text = models.TextField(_("why we recommend it"), blank=True)
    picked_by = models.ForeignKey(
        "octavo_people.Person",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="picks",
        verbose_name=_("recommended by"),
    )
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged_books",
        # Of nearly all books it is null: SQLite would take an index of all for the way to "not merged", and read every book.
        db_index=False,
    )
    # {"description": "desk", "title": "feed:gardners"}: who set each field last. Part of the draft, like the field itself.
    set_by = models.JSONField(default=dict, editable=False)

    revisions = GenericRelation("wagtailcore.Revision", related_query_name="book", for_concrete_model=False)
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="book",
        for_concrete_model=False,
    )

    objects: ClassVar = BookQuerySet.as_manager()

    preview_sizes: ClassVar = PREVIEW_SIZES
    search_fields: ClassVar = [
        index.SearchField("title", boost=4),
        index.AutocompleteField("title"),
        index.SearchField("title_original", boost=4),
        index.SearchField("title_romanised", boost=4),
        index.SearchField("description"),
        index.FilterField("locale_id"),
        index.FilterField("live"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("book")
        verbose_name_plural = _("books")
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["locale", "slug"], name="book_slug_unique_in_a_language"),
            models.UniqueConstraint(fields=["translation_key"], condition=Q(is_source=True), name="book_has_one_source"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["merged_into"], condition=Q(merged_into__isnull=False), name="books_that_were_merged")
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.title_original}".strip()

    @property
    def people(self) -> list["Contribution"]:
        """Its contributions, in the order of the title page."""
        return sorted(self.contributions.all(), key=lambda part: part.sort_order or 0)

    @property
    def authors(self) -> list[Any]:
        """Who is named under the title: the authors, else whoever edited or made it."""
        people = self.people
        wanted = [part.person for part in people if part.role == "author"]
        return wanted or [part.person for part in people[:1]]

    @property
    def url(self) -> str:
        return self.get_absolute_url()

    @property
    def address_here(self) -> str:
        """Its address among the pages of the reader's language, whatever language its own words are in."""
        return reverse("books:book", args=[self.slug])

    def get_absolute_url(self) -> str:
        with translation.override(self.locale.language_code):
            return reverse("books:book", args=[self.slug])

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "books/book.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        return {"request": request, "book": self, "page": None}

    def with_content_json(self, content: dict[str, Any]) -> "Book":
        """Return the draft as a book; what no draft may change stays as it is."""
        draft = super().with_content_json(content)
        # From the database: the row at hand may be older than a merge that somebody has made since.
        for name, value in (Book.objects.filter(pk=self.pk).values(*KEPT_OUT_OF_DRAFTS).first() or {}).items():
            setattr(draft, name, value)
        return draft

    def copy_for_translation(self, locale: Any, exclude_fields: Any = None) -> "Book":
        """Return a copy in another language, not saved. Nobody has translated it yet, so it begins as a draft."""
        copy = super().copy_for_translation(locale, exclude_fields=exclude_fields)
        copy.is_source = copy.live = False
        copy.has_unpublished_changes = True
        copy.first_published_at = copy.last_published_at = copy.live_revision = None
        copy.go_live_at = copy.expire_at = None
        return copy


@is_shown(part_of=("book",), lists=("person__translation_key",))
class Contribution(Orderable):
    """A person's or team's part in a book."""

    book = ParentalKey(Book, on_delete=models.CASCADE, related_name="contributions")
    person = models.ForeignKey(
        "octavo_people.Person", on_delete=models.PROTECT, related_name="contributions", verbose_name=_("person")
    )
    role = models.CharField(_("as"), max_length=20, choices=[(role, ROLE_NAMES[role]) for role in ROLES], default="author")

    class Meta(Orderable.Meta):
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["book", "person", "role"], name="contribution_named_once_in_a_role")
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.get_role_display()})"


@is_shown(part_of=("book",))
class BookSubject(Orderable):
    """A subject of a book; the first is the main one."""

    book = ParentalKey(Book, on_delete=models.CASCADE, related_name="book_subjects")
    subject = models.ForeignKey(
        "octavo_books.Subject", on_delete=models.CASCADE, related_name="book_subjects", verbose_name=_("subject")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("subject")
        verbose_name_plural = _("subjects")
        constraints: ClassVar = [models.UniqueConstraint(fields=["book", "subject"], name="book_subject_named_once")]

    def __str__(self) -> str:
        return str(self.subject)
