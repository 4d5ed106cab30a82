"""A post's whole text, whichever editor wrote it."""

import re
from html import escape
from typing import Any

from octavo.base.html import plain_text
from octavo.importers.wordpress import gutenberg, shortcodes
from octavo.importers.wordpress.body.draft import Draft
from octavo.importers.wordpress.body.elements import add_html
from octavo.importers.wordpress.gutenberg import Block

# Read as one piece: the blocks within are part of one element.
_WHOLE = frozenset(
    "audio button code details file footnotes gallery heading html image list paragraph preformatted pullquote quote"
    " separator table verse video".split()
)
_NOTHING_TO_BRING = {"more", "spacer", "block-patterns"}
_NEXT_PAGE = re.compile(r"<!--\s*nextpage\s*-->")
MAX_BLOCK_DEPTH = 60
MAX_REUSED_DEPTH = 20


def convert_body(draft: Draft, text: str) -> Draft:
    """Fill the draft with the blocks of a post's text."""
    for name in shortcodes.unknown(text):
        draft.note("a plugin's shortcode: its text was kept as written", f"[{name}]")
    if pages := len(_NEXT_PAGE.findall(text)):
        draft.note("a page break was left out: the text stands on one page", times=pages)
    if not gutenberg.has_blocks(text):
        add_html(draft, shortcodes.expand(text), classic=True)
        return draft
    for block in gutenberg.parse(text):
        _add_block(draft, block, 0)
    return draft


def _add_block(draft: Draft, block: Block, depth: int) -> None:
    if not block.name or block.name in {"freeform", "shortcode"}:
        html = gutenberg.html_of(block)
        add_html(draft, shortcodes.expand(html), classic="<p" not in html)
    elif block.name in _NOTHING_TO_BRING or block.name == "nextpage":
        return
    elif block.name == "embed" or block.name.startswith("core-embed/"):
        _add_embed(draft, block)
    elif block.name in _WHOLE or depth > MAX_BLOCK_DEPTH:
        add_html(draft, shortcodes.expand(_numbered(block)))
    elif block.name == "block":
        _add_reusable(draft, block, depth)
    elif block.is_void:
        _add_void(draft, block)
    else:
        _add_pieces(draft, block, depth)


def _add_pieces(draft: Draft, block: Block, depth: int) -> None:
    """Add a block that holds blocks, in order; its own HTML between them is mostly wrapping."""
    for piece in block.inner:
        if isinstance(piece, Block):
            _add_block(draft, piece, depth + 1)
        else:
            add_html(draft, shortcodes.expand(piece))


def _add_reusable(draft: Draft, block: Block, depth: int) -> None:
    text = draft.lookups.reusable_block(str(block.attributes.get("ref", "")))
    if not text or depth > MAX_REUSED_DEPTH:
        draft.note("a reusable block was left out: the export does not hold it")
        return
    for shared in gutenberg.parse(text):
        # One that holds itself ends here.
        _add_block(draft, shared, depth + MAX_REUSED_DEPTH // 2)


def _add_void(draft: Draft, block: Block) -> None:
    url = draft.address(_text(block.attributes, "url"))
    if url and block.name in {"navigation-link", "social-link", "rss"}:
        label = next((found for name in ("label", "service") if (found := _text(block.attributes, name))), url)
        draft.text(f'<p><a href="{escape(url)}">{escape(plain_text(label))}</a></p>')
    elif url:
        draft.embed(url)
    else:
        draft.note("a block was left out whose contents WordPress makes anew for each reader", block.name)


def _add_embed(draft: Draft, block: Block) -> None:
    inner = draft.part_of_it()
    add_html(inner, gutenberg.html_of(block))
    url = _text(block.attributes, "url") or next((part.value["url"] for part in inner.parts if part.name == "embed"), "")
    caption = re.search(r"<figcaption[^>]*>(.*?)</figcaption>", gutenberg.html_of(block), re.DOTALL)
    if not url:
        found = re.search(r"https?://[^\s<\"]+", gutenberg.html_of(block))
        url = found[0] if found else ""
    draft.embed(url, plain_text(caption[1]) if caption else "")


def _numbered(block: Block) -> str:
    """Return the block's HTML, with the attachment's number on the element where only the comment has it."""
    html = gutenberg.html_of(block)
    number = block.attributes.get("id")
    if block.name in {"audio", "video", "image"} and isinstance(number, int):
        return re.sub(r"<(audio|video|img|figure)\b", rf'<\1 data-id="{number}"', html, count=2)
    return html


def _text(attributes: dict[str, Any], name: str) -> str:
    value = attributes.get(name)
    return value if isinstance(value, str) else ""
