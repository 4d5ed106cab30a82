"""The parts a column's body is made of; each is a component of the theme."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamBlock

from octavo.columns.blocks.books import BookCardBlock
from octavo.columns.blocks.media import (
    AudioBlock,
    EmbedBlock,
    FigureBlock,
    GalleryBlock,
    VideoBlock,
)
from octavo.columns.blocks.words import (
    CodeBlock,
    HeadingBlock,
    InShortBlock,
    KeptHtmlBlock,
    PullQuoteBlock,
    QuoteBlock,
    SidenoteBlock,
    TextBlock,
    WordTableBlock,
)


class BodyBlock(StreamBlock):
    text = TextBlock()
    heading = HeadingBlock()
    figure = FigureBlock()
    gallery = GalleryBlock()
    pull_quote = PullQuoteBlock()
    quote = QuoteBlock()
    sidenote = SidenoteBlock()
    in_short = InShortBlock()
    book_card = BookCardBlock()
    audio = AudioBlock()
    video = VideoBlock()
    embed = EmbedBlock()
    table = WordTableBlock()
    code = CodeBlock()
    kept_html = KeptHtmlBlock()

    class Meta:
        label = _("body")
