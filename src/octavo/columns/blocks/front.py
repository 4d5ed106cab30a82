"""The parts a home page is composed of."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


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


class FrontBlock(blocks.StreamBlock):
    lead = LeadBlock()
    news_strip = NewsStripBlock()
    section = SectionBlock()
    picks = PicksBlock()

    class Meta:
        label = _("front")
