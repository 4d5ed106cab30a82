from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.blocks import CharBlock, RichTextBlock, StructBlock, TextBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Orderable, Page


class QuoteBlock(StructBlock):
    text = TextBlock()
    attribution = CharBlock(required=False)

    class Meta:
        template = "articles/blocks/quote.html"


class IndexPage(Page):
    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        articles = ArticlePage.objects.child_of(self).live().order_by("-date")
        return {**super().get_context(request, *args, **kwargs), "articles": articles}


class ArticlePage(Page):
    introduction = models.TextField(blank=True)
    image = models.ForeignKey("wagtailimages.Image", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    body = StreamField(
        [
            ("heading", CharBlock(form_classname="title", template="articles/blocks/heading.html")),
            ("paragraph", RichTextBlock()),
            ("quote", QuoteBlock()),
            ("image", ImageChooserBlock()),
        ],
        blank=True,
    )
    date = models.DateField()

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("image"),
        FieldPanel("body"),
        FieldPanel("date"),
        InlinePanel("related_pages", label="Related pages"),
    ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        related = [row.related for row in self.related_pages.select_related("related")]
        return {**super().get_context(request, *args, **kwargs), "related": related}


class RelatedPage(Orderable):
    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="related_pages")
    related = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")

    panels: ClassVar = [FieldPanel("related")]
