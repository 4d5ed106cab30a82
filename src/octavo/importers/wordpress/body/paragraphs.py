"""Runs between block elements, cut into paragraphs as the classic editor meant them."""

import re
from html import escape
from urllib.parse import urlsplit

from octavo.importers.wordpress.body.draft import Draft
from octavo.importers.wordpress.body.inline import Node, as_html, media_in, must_be_kept, rich_text, words
from octavo.importers.wordpress.body.media import add_media, media_uses, without_players

CODE_LEFT_OUT = "an element was left out that would run, style or draw, and says nothing in words"
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_LONE_URL = re.compile(r"https?://\S+")
# Whom WordPress asks for a player when their address stands alone on a line.
_PLAYER_HOSTS = {
    "youtube.com", "youtu.be", "vimeo.com", "dailymotion.com", "dai.ly", "flickr.com", "flic.kr", "smugmug.com", "scribd.com",
    "wordpress.tv", "videopress.com", "soundcloud.com", "slideshare.net", "instagram.com", "twitter.com", "x.com", "facebook.com",
    "spotify.com", "imgur.com", "mixcloud.com", "ted.com", "kickstarter.com", "kck.st", "reddit.com", "issuu.com", "tumblr.com",
    "speakerdeck.com", "screencast.com", "amazon.com", "tiktok.com", "pinterest.com", "bilibili.com", "bsky.app", "canva.com",
    "wolframcloud.com", "pocketcasts.com", "animoto.com", "cloudup.com", "crowdsignal.com", "polldaddy.com", "hulu.com",
    "youku.com",
}  # fmt: skip


def add_run(draft: Draft, nodes: list[Node], *, classic: bool) -> None:
    """Add a run of words and inline elements: one paragraph, or in classic text one for each blank line."""
    for paragraph in _cut_at_blank_lines(nodes) if classic else [nodes]:
        add_paragraph(draft, paragraph, classic=classic)


def add_paragraph(draft: Draft, nodes: list[Node], *, classic: bool) -> None:
    """Add one paragraph; pictures and players in it become blocks of their own, before or after its words."""
    if classic and _add_lone_urls(draft, nodes):
        return
    html = rich_text(nodes, draft.address, breaks=classic)
    media = list(media_in(nodes))
    if not html:
        _note_emptied(draft, nodes)
    leads = bool(media) and _stands_first(nodes)
    for element, link in media if leads else []:
        add_media(draft, element, link=link)
    if html and must_be_kept(nodes):
        _keep(draft, nodes)
    elif html:
        draft.text(f"<p>{html}</p>")
    for element, link in [] if leads else media:
        add_media(draft, element, link=link)


def is_player(url: str) -> bool:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    return any(host == known or host.endswith(f".{known}") for known in _PLAYER_HOSTS)


def _cut_at_blank_lines(nodes: list[Node]) -> list[list[Node]]:
    paragraphs: list[list[Node]] = [[]]
    for node in nodes:
        if not isinstance(node, str):
            paragraphs[-1].append(node)
            continue
        first, *others = _BLANK_LINE.split(node.replace("\r", ""))
        paragraphs[-1].append(first)
        paragraphs += [[piece] for piece in others]
    return [paragraph for paragraph in paragraphs if any(not isinstance(node, str) or node.strip() for node in paragraph)]


def _add_lone_urls(draft: Draft, nodes: list[Node]) -> bool:
    """Add a player for each line when the paragraph is nothing but addresses of players."""
    if any(not isinstance(node, str) for node in nodes):
        return False
    lines = "".join(nodes).split()
    if not lines or not all(_LONE_URL.fullmatch(line) and is_player(line) for line in lines):
        return False
    for line in lines:
        draft.embed(line)
    return True


def _stands_first(nodes: list[Node]) -> bool:
    for node in nodes:
        if isinstance(node, str):
            if node.strip():
                return False
        elif any(media_in([node])):
            return not words([node.text or ""])
        elif words([node]):
            return False
    return False


def _keep(draft: Draft, nodes: list[Node]) -> None:
    inner = "".join(escape(node) if isinstance(node, str) else as_html(without_players(draft, node)) for node in nodes)
    draft.keep(f"<p>{inner}</p>", media_uses(draft, [node for node in nodes if not isinstance(node, str)]))


def _note_emptied(draft: Draft, nodes: list[Node]) -> None:
    for node in nodes:
        if not isinstance(node, str) and node.tag in {"script", "style", "svg", "math", "canvas"}:
            draft.note(CODE_LEFT_OUT, f"<{node.tag}>")
