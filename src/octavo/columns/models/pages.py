"""Home, sections and ordinary pages: what columns stand in and beside."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.paginator import Paginator
from django.db import models
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.search import index
from wagtail.url_routing import RouteResult

from octavo.base.fields import BlocksField
from octavo.base.previews import PREVIEW_SIZES
from octavo.base.shown import is_shown
from octavo.columns.blocks import BodyBlock
from octavo.columns.blocks.front import FrontBlock
from octavo.columns.querysets import SectionQuerySet, shows_columns_under

COLUMNS_ON_A_PAGE = 20


class OfMagazine:
    """What all our pages do in another way than Wagtail's."""

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        """Ask in one query whether there is anything to ask: of nearly all pages there is not."""
        path = self.path  # type: ignore[attr-defined]
        above = [path[:end] for end in range(Page.steplen, len(path) + 1, Page.steplen)]
        told = Page.objects.filter(path__in=above).filter(Q(alias_of__isnull=False) | Q(view_restrictions__isnull=False))
        if told.order_by().exists():
            return super().get_view_restrictions()  # type: ignore[misc]
        return PageViewRestriction.objects.none()


@is_shown()
class HomePage(OfMagazine, Page):
    """The front page, composed by an editor; empty, it shows the newest of every section."""

    front = BlocksField(FrontBlock(), blank=True, verbose_name=_("front"))

    template = "columns/home.html"
    preview_sizes: ClassVar = PREVIEW_SIZES
    page_description = _("The front of the magazine.")
    # One for each language, made at install or by translating; the desk offers no other.
    is_creatable = False
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = ["octavo_columns.SectionPage", "octavo_columns.OrdinaryPage"]

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("front")]

    class Meta:
        verbose_name = _("home")
        verbose_name_plural = _("homes")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find a page by its whole path: as many queries at any depth, where a walk takes two a level."""
        language = get_language()
        if language != settings.LANGUAGE_CODE and language != self.locale.language_code:
            # Wagtail would show this home under the address of a language that has none.
            raise Http404
        if not path_components:
            return super().route(request, path_components)
        below = self.get_descendants().filter(depth=self.depth + len(path_components), slug=path_components[-1])
        found = below.filter(live=True, url_path=f"{self.url_path}{'/'.join(path_components)}/").first()
        if found is None:
            raise Http404
        return RouteResult(found.specific_class.objects.select_related("locale").get(pk=found.pk))


@is_shown()
class SectionPage(OfMagazine, Page):
    """Where columns live. Sections nest; the outermost shows the columns of all within."""

    class Kind(models.TextChoices):
        COLUMNS = "columns", _("columns")
        NEWS = "news", _("news: short columns, set as a list")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.COLUMNS)
    introduction = RichTextField(_("introduction"), blank=True, features=["bold", "italic", "link"])

    objects: ClassVar = PageManager.from_queryset(SectionQuerySet)()

    preview_sizes: ClassVar = PREVIEW_SIZES
    page_description = _("A place for columns on one matter.")
    parent_page_types: ClassVar = ["octavo_columns.HomePage", "octavo_columns.SectionPage"]
    subpage_types: ClassVar = ["octavo_columns.SectionPage", "octavo_columns.ColumnPage"]

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("kind")]
    search_fields: ClassVar = [*Page.search_fields, index.SearchField("introduction")]

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        return "columns/news.html" if self.kind == self.Kind.NEWS else "columns/section.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        trail = list(SectionPage.objects.ancestor_of(self).select_related("locale").order_by("path"))
        return {
            **super().get_context(request, *args, **kwargs),
            "trail": trail,
            "is_root": not trail and self.kind == self.Kind.COLUMNS,
            "subsections": self.subsections,
            "columns": self.columns_on_page(request.GET.get("page")),
        }

    @cached_property
    def subsections(self) -> list["SectionPage"]:
        shows_columns_under(self.path)
        return list(SectionPage.objects.child_of(self).published().select_related("locale").order_by("path"))

    def columns_on_page(self, number: str | None) -> Any:
        """Return one page of the columns within, pinned ones of this very section first."""
        from octavo.columns.models.column import ColumnPage  # noqa: PLC0415 - the two name each other

        shows_columns_under(self.path)
        within = ColumnPage.objects.in_section(self).published().for_cards()
        pinned_here = models.Case(
            models.When(is_pinned=True, depth=self.depth + 1, then=0), default=1, output_field=models.IntegerField()
        )
        ordered = within.order_by(pinned_here, "-first_published_at", "-pk")
        columns = Paginator(ordered, COLUMNS_ON_A_PAGE).get_page(number)
        columns.object_list = with_sections(columns.object_list)
        return columns


@is_shown()
class OrdinaryPage(OfMagazine, Page):
    """About, Contact, Imprint, Terms: a text without a byline."""

    introduction = models.TextField(_("introduction"), blank=True)
    body = BlocksField(BodyBlock(), blank=True, verbose_name=_("body"))

    template = "columns/ordinary.html"
    preview_sizes: ClassVar = PREVIEW_SIZES
    page_description = _("A text that is no column: About, Contact, Imprint.")
    parent_page_types: ClassVar = ["octavo_columns.HomePage", "octavo_columns.OrdinaryPage"]
    subpage_types: ClassVar = ["octavo_columns.OrdinaryPage"]

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("body")]
    search_fields: ClassVar = [*Page.search_fields, index.SearchField("introduction"), index.SearchField("body")]

    class Meta:
        verbose_name = _("ordinary page")
        verbose_name_plural = _("ordinary pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        trail = list(OrdinaryPage.objects.ancestor_of(self).live().select_related("locale").order_by("path"))
        return {**super().get_context(request, *args, **kwargs), "trail": trail}


def with_sections(columns: Any, *, among: list[SectionPage] | None = None) -> list[Any]:
    """Return the columns as a list, each with its `section` set: from `among`, else by one query for all of them."""
    columns = list(columns)
    if among is None:
        parents = {column.path[: -Page.steplen] for column in columns}
        among = list(SectionPage.objects.filter(path__in=parents).select_related("locale"))
    by_path = {section.path: section for section in among}
    for column in columns:
        column.section = by_path.get(column.path[: -Page.steplen])
    return columns
