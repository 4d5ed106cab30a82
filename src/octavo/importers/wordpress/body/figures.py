"""`figure` elements, of captions and of the block editor, by what they hold."""

import copy
from typing import Any

from octavo.importers.wordpress.body.draft import Draft
from octavo.importers.wordpress.body.inline import contents, is_smiley, rich_text, words
from octavo.importers.wordpress.body.media import add_gallery, add_media, add_picture, caption_of
from octavo.importers.wordpress.body.tables import add_table

_GALLERIES = ("wp-block-gallery", "blocks-gallery-grid", "tiled-gallery", "wp-block-jetpack-tiled-gallery")


def is_gallery_list(element: Any) -> bool:
    return any(name in element.get("class", "") for name in _GALLERIES)


def add_figure(draft: Draft, figure: Any, *, number: str = "") -> bool:
    """Add a figure's block; False when it holds words as well, which must be read in order."""
    classes = figure.get("class", "")
    images = [image for image in figure.iter("img") if not is_smiley(image)]
    caption = caption_of(figure, draft)
    if "wp-block-pullquote" in classes:
        _add_pull_quote(draft, figure)
    elif (len(images) > 1 or (images and is_gallery_list(figure))) and not _has_other_words(figure, but_of_tables=False):
        _add_gallery(draft, figure, images)
    elif images and not _has_other_words(figure, but_of_tables=False):
        link = next((link.get("href", "") for link in images[0].iterancestors("a")), "")
        add_picture(draft, images[0], link=link, caption=caption, classes=classes, number=number or figure.get("data-id", ""))
    else:
        return _add_single(draft, figure, caption)
    return True


def _add_single(draft: Draft, figure: Any, caption: str) -> bool:
    player = next(figure.iter("audio", "video", "iframe", "octavo-audio", "octavo-video", "octavo-embed"), None)
    table = next(figure.iter("table"), None)
    if player is not None and not _has_other_words(figure, but_of_tables=False):
        add_media(draft, player, caption=caption)
        return True
    return table is not None and not _has_other_words(figure) and add_table(draft, table, caption=caption)


def _has_other_words(figure: Any, *, but_of_tables: bool = True) -> bool:
    """Tell whether there are words beside those of a caption or a player, or of a table where that is what is shown."""
    bare = copy.deepcopy(figure)
    bare.tail = None
    shown = ("figcaption", "audio", "video", "iframe", *(["table"] if but_of_tables else []))
    for part in list(bare.iter(*shown)):
        if part.getparent() is not None:
            part.drop_tree()
    return bool(words([bare]))


def _add_gallery(draft: Draft, figure: Any, images: list[Any]) -> None:
    own = [
        child for child in figure.iter("figcaption") if child.getparent() is figure or "gallery-caption" in child.get("class", "")
    ]
    captioned = []
    for image in images:
        holder = next((parent for parent in image.iterancestors("figure", "li") if parent is not figure), None)
        text = caption_of(holder, draft) if holder is not None else ""
        captioned.append((image, text))
    add_gallery(draft, captioned, rich_text(contents(own[-1]), draft.address) if own else "")


def _add_pull_quote(draft: Draft, figure: Any) -> None:
    source = next(figure.iter("cite", "figcaption"), None)
    named = words([source]) if source is not None else ""
    if source is not None:
        source.drop_tree()
    text = words([figure])
    if text:
        draft.add("pull_quote", text=text, source=named)
