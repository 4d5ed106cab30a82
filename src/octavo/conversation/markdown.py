"""The small Markdown of comments and reviews: links, emphasis, quotations, code. Nothing else, and nothing that runs."""

import nh3
from markdown_it import MarkdownIt

_RULES = "emphasis backticks link autolink linkify blockquote fence newline escape entity balance_pairs fragments_join".split()
_TAGS = {"p", "br", "em", "strong", "a", "blockquote", "code", "pre"}
_MARKS = MarkdownIt("zero", {"breaks": True, "html": False, "linkify": True}).enable(_RULES, ignoreInvalid=True)


def to_html(source: str) -> str:
    """Return clean HTML. Links are marked as a reader's own (`ugc nofollow`) and lead to http, https and mailto only."""
    return nh3.clean(
        _MARKS.render(source),
        tags=_TAGS,
        attributes={"a": {"href"}, "*": set()},
        url_schemes={"http", "https", "mailto"},
        link_rel="ugc nofollow noopener",
    ).strip()
