"""Blocks made of pictures, sound and film."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructValue

from octavo.columns.blocks.chosen import FileChooserBlock, PictureChooserBlock
from octavo.columns.blocks.words import INLINE_FEATURES, TEXT_FEATURES
from octavo.columns.embeds import frame_url, provider_name


class FigureValue(StructValue):
    @property
    def alt_shown(self) -> str:
        picture = self["picture"]
        return self["alt"] or (picture.description if picture else "")

    @property
    def credit_shown(self) -> str:
        picture = self["picture"]
        return self["credit"] or (picture.credit if picture else "")


class FigureBlock(blocks.StructBlock):
    picture = PictureChooserBlock(label=_("picture"))
    caption = blocks.RichTextBlock(label=_("caption"), required=False, features=INLINE_FEATURES)
    credit = blocks.CharBlock(label=_("credit"), required=False, help_text=_("Blank: the picture's own."))
    alt = blocks.CharBlock(
        label=_("alternative text"),
        required=False,
        help_text=_("What it shows here, for who cannot see it. Blank: the picture's own."),
    )
    width = blocks.ChoiceBlock(
        label=_("width"),
        choices=[("measure", _("as wide as the text")), ("wide", _("wider")), ("full", _("the whole page"))],
        default="measure",
    )

    class Meta:
        icon = "image"
        label = _("figure")
        template = "columns/blocks/figure.html"
        value_class = FigureValue


class GalleryPictureBlock(blocks.StructBlock):
    picture = PictureChooserBlock(label=_("picture"))
    caption = blocks.CharBlock(label=_("caption"), required=False)


class GalleryBlock(blocks.StructBlock):
    pictures = blocks.ListBlock(GalleryPictureBlock(), label=_("pictures"))
    caption = blocks.CharBlock(label=_("caption"), required=False)

    class Meta:
        icon = "grip"
        label = _("gallery")
        template = "columns/blocks/gallery.html"


class AudioBlock(blocks.StructBlock):
    file = FileChooserBlock(label=_("sound file"))
    title = blocks.CharBlock(label=_("title"))
    credit = blocks.CharBlock(label=_("credit"), required=False)
    transcript = blocks.RichTextBlock(label=_("transcript"), required=False, features=TEXT_FEATURES)

    class Meta:
        icon = "media"
        label = _("audio")
        template = "columns/blocks/audio.html"


class VideoBlock(blocks.StructBlock):
    file = FileChooserBlock(label=_("film file"))
    poster = PictureChooserBlock(label=_("picture before it plays"), required=False)
    title = blocks.CharBlock(label=_("title"))
    captions = FileChooserBlock(label=_("captions (WebVTT)"), required=False)
    transcript = blocks.RichTextBlock(label=_("transcript"), required=False, features=TEXT_FEATURES)

    class Meta:
        icon = "media"
        label = _("video")
        template = "columns/blocks/video.html"


class EmbedValue(StructValue):
    @cached_property
    def frame_url(self) -> str:
        """What a click loads; "" when the block is only a link."""
        return frame_url(self["url"])

    @cached_property
    def provider(self) -> str:
        return provider_name(self["url"])


class EmbedBlock(blocks.StructBlock):
    url = blocks.URLBlock(
        label=_("address"), help_text=_("Of a film or recording elsewhere. Readers contact it only by a click.")
    )
    title = blocks.CharBlock(label=_("title"))
    poster = PictureChooserBlock(label=_("picture before it plays"), required=False)

    class Meta:
        icon = "link-external"
        label = _("embed")
        template = "columns/blocks/embed.html"
        value_class = EmbedValue
