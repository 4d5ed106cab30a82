"""Blocks made of words."""

from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructValue
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from octavo.base.html import clean_html

TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul", "hr", "code", "superscript", "subscript", "strikethrough"]
INLINE_FEATURES = ["bold", "italic", "link", "superscript", "subscript"]


class TextBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs: object) -> None:
        super().__init__(**{"features": TEXT_FEATURES, **kwargs})

    class Meta:
        icon = "pilcrow"
        label = _("text")
        template = "columns/blocks/text.html"


class HeadingValue(StructValue):
    @cached_property
    def anchor(self) -> str:
        """The address of the heading within the page."""
        return slugify(self["text"], allow_unicode=True) or "section"


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("heading"), max_length=200)
    level = blocks.ChoiceBlock(
        label=_("level"),
        choices=[("2", _("section of the text")), ("3", _("subsection")), ("4", _("minor"))],
        default="2",
    )

    class Meta:
        icon = "title"
        label = _("heading")
        template = "columns/blocks/heading.html"
        value_class = HeadingValue


class PullQuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("words from the text"), rows=2)
    source = blocks.CharBlock(label=_("who said it"), required=False)

    class Meta:
        icon = "openquote"
        label = _("pull quote")
        template = "columns/blocks/pull_quote.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.RichTextBlock(label=_("quotation"), features=TEXT_FEATURES)
    source = blocks.CharBlock(label=_("source"), required=False)

    class Meta:
        icon = "openquote"
        label = _("quotation")
        template = "columns/blocks/quote.html"


class SidenoteBlock(blocks.StructBlock):
    text = blocks.RichTextBlock(label=_("note"), features=INLINE_FEATURES)

    class Meta:
        icon = "edit"
        label = _("sidenote")
        help_text = _("Numbered by itself; stands in the margin beside the text before it.")
        template = "columns/blocks/sidenote.html"


class InShortBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("heading"), required=False, help_text=_("Blank: “In short”."))
    points = blocks.ListBlock(blocks.TextBlock(rows=2), label=_("points"))

    class Meta:
        icon = "list-ul"
        label = _("in short")
        template = "columns/blocks/in_short.html"


class WordTableBlock(TypedTableBlock):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__([("text", blocks.RichTextBlock(label=_("text"), required=False, features=INLINE_FEATURES))], **kwargs)

    class Meta:
        icon = "table"
        label = _("table")
        template = "columns/blocks/table.html"


class CodeBlock(blocks.StructBlock):
    language = blocks.CharBlock(label=_("language"), required=False, max_length=40)
    code = blocks.TextBlock(label=_("code"))
    caption = blocks.CharBlock(label=_("caption"), required=False)

    class Meta:
        icon = "code"
        label = _("code")
        template = "columns/blocks/code.html"


class KeptHtmlValue(StructValue):
    @cached_property
    def safe_html(self) -> SafeString:
        """Cleaned again at the way out: the rules may have grown stricter since it was kept."""
        return mark_safe(clean_html(self["html"]))  # noqa: S308


class KeptHtmlBlock(blocks.StructBlock):
    html = blocks.TextBlock(label=_("HTML"), help_text=_("Kept from an import. Scripts and styles never run."))

    class Meta:
        icon = "code"
        label = _("kept HTML")
        template = "columns/blocks/kept_html.html"
        value_class = KeptHtmlValue
