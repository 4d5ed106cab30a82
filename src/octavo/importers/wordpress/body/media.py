"""Pictures, sounds, films and foreign players in a text."""

import copy
import re
from html import escape
from typing import Any

from octavo.base.html import plain_text
from octavo.importers.records import MediaUse
from octavo.importers.wordpress.body.draft import Draft
from octavo.importers.wordpress.body.inline import DROPPED_TAGS, MEDIA_TAGS, contents, is_smiley, rich_text

_NUMBER = re.compile(r"(?:^|\s)wp-image-(\d+)(?:\s|$)")
_PICTURE_FILE = re.compile(r"\.(?:avif|bmp|gif|jpe?g|png|svg|webp)(?:\?|$)", re.IGNORECASE)
_WIDTHS = {"alignwide": "wide", "alignfull": "full"}
MAX_CAPTION_CHARACTERS = 500


def add_media(draft: Draft, element: Any, *, link: str = "", caption: str = "", classes: str = "") -> None:
    """Add the block for one media element."""
    if element.tag == "img":
        add_picture(draft, element, link=link, caption=caption, classes=classes)
    elif element.tag in {"audio", "video", "octavo-audio", "octavo-video"}:
        add_recording(draft, element, caption=caption)
    elif element.tag == "octavo-gallery":
        add_numbered_gallery(draft, element)
    elif element.tag == "octavo-playlist":
        _add_playlist(draft, element)
    else:
        address = element.get("data-url") or element.get("src") or element.get("data-src") or element.get("data") or ""
        draft.embed(address, element.get("title", "") or plain_text(caption))


def add_picture(draft: Draft, image: Any, *, link: str = "", caption: str = "", classes: str = "", number: str = "") -> None:
    """Add a figure; where the picture led to something else than its own file, the caption keeps the link."""
    use = picture_use(draft, image, number)
    if use is None:
        return
    target = draft.address(link) if link else ""
    if target and not _PICTURE_FILE.search(target) and target not in caption:
        caption = f'{caption} <a href="{escape(target)}">{_shown_address(target)}</a>'.strip()
    draft.add(
        "figure",
        picture=use,
        caption=caption,
        credit="",
        alt=" ".join(image.get("alt", "").split())[:MAX_CAPTION_CHARACTERS],
        width=next((width for name, width in _WIDTHS.items() if name in f"{classes} {image.get('class', '')}"), "measure"),
    )


def picture_use(draft: Draft, image: Any, number: str = "") -> MediaUse | None:
    """Return which file an `img` shows, or nothing (and a note) when it shows none."""
    source = source_of(image)
    if image.get("width") == "1" and image.get("height") == "1":
        draft.note("a picture of one pixel, as counters use, was left out")
        return None
    found = _NUMBER.search(image.get("class", ""))
    number = number or (found[1] if found else "") or image.get("data-id", "")
    use = MediaUse(number, draft.address(source)) if source else draft.file(number)
    if not use.url and not use.source_id:
        draft.note("a picture without a usable address was left out")
        return None
    return use


def source_of(image: Any) -> str:
    """Return the address of the largest copy; pictures loaded late, and those of Jetpack, name it elsewhere."""
    named = (image.get(name, "") for name in ("data-orig-file", "data-src", "src"))
    return next((source for source in named if source and not source.startswith("data:")), "")


def media_uses(draft: Draft, elements: list[Any]) -> list[MediaUse]:
    """Return the pictures that HTML kept as it is shows."""
    images = [image for element in elements for image in element.iter("img") if not is_smiley(image)]
    return [use for image in images if (use := picture_use(draft, image))]


def without_players(draft: Draft, element: Any) -> Any:
    """Return a copy that holds no player: they are added as blocks of their own."""
    kept = copy.deepcopy(element)
    kept.tail = None
    for child in list(kept.iter()):
        if not isinstance(child.tag, str) or (child.tag in MEDIA_TAGS and child.tag != "img") or child.tag in DROPPED_TAGS:
            if child.getparent() is not None:
                child.drop_tree()
        elif child.tag == "acronym":
            child.tag = "abbr"
        elif child.get("cite"):
            child.set("cite", draft.address(child.get("cite")))
        elif child.tag == "img":
            # Written as in the list of `media_uses`, so that whoever brings the files can find it again.
            child.set("src", draft.address(source_of(child)))
    return kept


def players_in(element: Any) -> list[Any]:
    return [child for child in element.iter() if child.tag in MEDIA_TAGS and child.tag != "img"]


def add_recording(draft: Draft, element: Any, *, caption: str = "", number: str = "") -> None:
    """Add a sound or a film from an `audio` or `video` element."""
    kind = element.tag.removeprefix("octavo-")
    sources = [element.get("data-src"), element.get("src"), *(source.get("src") for source in element.iter("source"))]
    address = next((draft.address(source) for source in sources if source), "")
    number = number or element.get("data-id", "")
    if not address and not number:
        draft.note("a player without an address was left out", kind)
        return
    title = plain_text(caption) or element.get("title", "") or address.rpartition("/")[2]
    use = MediaUse(number, address) if address else draft.file(number)
    if kind == "audio":
        draft.add("audio", file=use, title=title[:200], credit="", transcript="")
    else:
        poster = draft.address(element.get("poster") or element.get("data-poster") or "")
        draft.add(
            "video", file=use, poster=MediaUse("", poster) if poster else None, title=title[:200], captions=None, transcript=""
        )


def add_gallery(draft: Draft, images: list[tuple[Any, str]], caption: str = "") -> None:
    """Add a gallery of `img` elements, each with its caption."""
    pictures = [{"picture": use, "caption": plain_text(text)} for image, text in images if (use := picture_use(draft, image))]
    if pictures:
        draft.add("gallery", pictures=pictures, caption=plain_text(caption))


def add_numbered_gallery(draft: Draft, element: Any) -> None:
    """Add the gallery of `[gallery]`: the pictures it numbers, or all that were uploaded to the post."""
    numbers = _numbers(element.get("data-ids", ""))
    if not numbers:
        left_out = set(_numbers(element.get("data-exclude", "")))
        numbers = [
            number for number in draft.lookups.files_of(element.get("data-parent") or draft.post_id) if number not in left_out
        ]
    if numbers:
        draft.add("gallery", pictures=[{"picture": draft.file(number), "caption": ""} for number in numbers], caption="")
    else:
        draft.note("a gallery of no pictures was left out")


def caption_of(element: Any, draft: Draft) -> str:
    """Return the rich text of a `figcaption` within, if there is one."""
    found = next(element.iter("figcaption"), None)
    return rich_text(contents(found), draft.address) if found is not None else ""


def _add_playlist(draft: Draft, element: Any) -> None:
    kind = "video" if element.get("data-type") == "video" else "audio"
    for number in _numbers(element.get("data-ids", "")):
        value: dict[str, Any] = {"file": draft.file(number), "title": ""}
        extra: dict[str, Any] = {"credit": ""} if kind == "audio" else {"poster": None, "captions": None}
        draft.add(kind, **value, **extra, transcript="")
    if not _numbers(element.get("data-ids", "")):
        draft.note("a playlist of no recordings was left out")


def _numbers(text: str) -> list[str]:
    return [number for number in re.split(r"[\s,]+", text) if number.isdecimal()]


def _shown_address(url: str) -> str:
    return escape(url.partition("://")[2].removeprefix("www.").removesuffix("/")[:60])
