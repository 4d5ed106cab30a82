"""The parts a home page is composed of."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from octavo.columns.blocks.chosen import BookChooserBlock


class ColumnChooserBlock(blocks.PageChooserBlock):
    def __init__(self, **kwargs: object) -> None:
        super().__init__(**{"page_type": "octavo_columns.ColumnPage", **kwargs})


class LeadBlock(blocks.StructBlock):
    column = ColumnChooserBlock(label=_("lead"), required=False, help_text=_("Blank: the newest column."))
    seconds = blocks.ListBlock(
        ColumnChooserBlock(), label=_("seconds"), max_num=2, default=[], help_text=_("Missing ones: the next newest.")
    )

    class Meta:
        icon = "doc-full"
        label = _("lead and two seconds")


class NewsStripBlock(blocks.StructBlock):
    count = blocks.IntegerBlock(label=_("how many"), min_value=1, max_value=12, default=4)

    class Meta:
        icon = "list-ul"
        label = _("strip of news")


class SectionBlock(blocks.StructBlock):
    section = blocks.PageChooserBlock(label=_("section"), page_type="octavo_columns.SectionPage")
    count = blocks.IntegerBlock(label=_("how many"), min_value=1, max_value=12, default=3)

    class Meta:
        icon = "folder-open-inverse"
        label = _("newest of a section")


class PicksBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("heading"))
    columns = blocks.ListBlock(ColumnChooserBlock(), label=_("columns"), min_num=1)

    class Meta:
        icon = "pick"
        label = _("picks")


class BookShelfBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("heading"), required=False, help_text=_("Blank: what the shelf is called."))
    which = blocks.ChoiceBlock(
        label=_("which books"),
        choices=[
            ("newest", _("the newest")),
            ("picks", _("those we recommend")),
            ("forthcoming", _("those to come")),
            ("chosen", _("those chosen below")),
        ],
        default="newest",
    )
    books = blocks.ListBlock(BookChooserBlock(), label=_("books"), default=[])

    class Meta:
        icon = "openquote"
        label = _("shelf of books")


class FrontBlock(blocks.StreamBlock):
    lead = LeadBlock()
    news_strip = NewsStripBlock()
    section = SectionBlock()
    picks = PicksBlock()
    book_shelf = BookShelfBlock()

    class Meta:
        label = _("front")
        # Each shelf asks the catalogue anew.
        block_counts = {"book_shelf": {"max_num": 1}}
