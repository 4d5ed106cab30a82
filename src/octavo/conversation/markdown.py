"""The small Markdown of comments and reviews: links, emphasis, quotations, code. Nothing else, and nothing that runs."""

import re

import nh3
from markdown_it import MarkdownIt

_RULES = "emphasis backticks link autolink linkify blockquote fence newline escape entity balance_pairs fragments_join".split()
_TAGS = {"p", "br", "em", "strong", "a", "blockquote", "code", "pre"}
_EMPTY_LINES = re.compile(r"\n\s*\n")
_MARKS = MarkdownIt("zero", {"breaks": True, "html": False, "linkify": True}).enable(_RULES, ignoreInvalid=True)


def to_html(source: str) -> str:
    """Return clean HTML. Links are marked as a reader's own (`ugc nofollow`) and lead to http, https and mailto only."""
    return cleaned(_MARKS.render(source))


def cleaned(html: str) -> str:
    """Return what is allowed of HTML; where it has no paragraphs, its empty lines make them."""
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}, "*": set()},
        url_schemes={"http", "https", "mailto"},
        link_rel="ugc nofollow noopener",
    ).strip()
    if not clean or clean.startswith(("<p>", "<blockquote>", "<pre>")):
        return clean
    parts = [part.strip().replace("\n", "<br>\n") for part in _EMPTY_LINES.split(clean)]
    return "\n".join(f"<p>{part}</p>" for part in parts if part)
