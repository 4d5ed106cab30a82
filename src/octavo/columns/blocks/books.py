"""Blocks that show books."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from octavo.columns.blocks.chosen import BookChooserBlock


class BookCardBlock(blocks.StructBlock):
    book = BookChooserBlock(label=_("book"))
    note = blocks.CharBlock(label=_("a line of yours"), required=False, max_length=300)

    class Meta:
        icon = "openquote"
        label = _("book card")
        help_text = _("A small card with cover, title and price, in the margin beside the text before it.")
        template = "columns/blocks/book_card.html"
