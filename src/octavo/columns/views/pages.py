"""Pages that are not Wagtail's: tags, sitemap, a draft shared by link."""

from django.contrib.sitemaps.views import sitemap as django_sitemap
from django.core.paginator import Paginator
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe
from taggit.models import Tag
from wagtail.models import Page

from octavo.base.bakeable import is_baked
from octavo.books.models import Book
from octavo.columns.actions import DRAFT_LINK_LIFETIME, DRAFT_LINK_SALT
from octavo.columns.card_image import card_png
from octavo.columns.models import ColumnPage
from octavo.columns.models.pages import COLUMNS_ON_A_PAGE, with_sections
from octavo.columns.queries.columns import columns_tagged
from octavo.columns.queries.furniture import magazine, site_of
from octavo.columns.sitemaps import SITEMAPS


@is_baked("page")
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """The columns of a tag in the language of the address."""
    found = get_object_or_404(Tag, slug=slug)
    columns = Paginator(columns_tagged(found).for_cards(), COLUMNS_ON_A_PAGE).get_page(request.GET.get("page"))
    columns.object_list = with_sections(columns.object_list)
    return render(request, "columns/tag.html", {"tag": found, "columns": columns})


@is_baked()
def sitemap(request: HttpRequest) -> HttpResponse:
    return django_sitemap(request, SITEMAPS)


@require_safe
@cache_control(public=True, max_age=24 * 3600)
def book_card_image(request: HttpRequest, pk: int) -> HttpResponse:
    """The picture of a book that has no cover, for pages elsewhere that link to it."""
    book = get_object_or_404(Book.objects.published().for_cards(), pk=pk)
    label = ", ".join(person.name for person in book.authors)
    name = magazine(request).name
    return HttpResponse(card_png(title=book.title, label=label, name=name), content_type="image/png")


@require_safe
@cache_control(public=True, max_age=24 * 3600)
def card_image(request: HttpRequest, pk: int) -> HttpResponse:
    """The picture of a column that has none, for pages elsewhere that link to it."""
    column = get_object_or_404(ColumnPage.objects.published().select_related("locale"), pk=pk)
    section = column.get_parent()
    name = site_of(request).site_name
    return HttpResponse(card_png(title=column.title, label=section.title, name=name), content_type="image/png")


@require_safe
@never_cache
def shared_draft(request: HttpRequest, token: str) -> HttpResponse:
    """The newest draft of a page, for whoever was given the link, until it expires."""
    try:
        pk = TimestampSigner(salt=DRAFT_LINK_SALT).unsign(token, max_age=DRAFT_LINK_LIFETIME)
    except BadSignature:
        return render(request, "columns/draft_link_expired.html", status=410)
    draft = get_object_or_404(Page, pk=pk).get_latest_revision_as_object()
    response = draft.make_preview_request(request, draft.default_preview_mode)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
