"""The small Markdown: what it makes, and what it never makes."""

import pytest
from lxml import html

from octavo.conversation.markdown import to_html


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("*so* **so** `so`", "<p><em>so</em> <strong>so</strong> <code>so</code></p>"),
        ("one\ntwo\n\nthree", "<p>one<br>\ntwo</p>\n<p>three</p>"),
        ("> said\n\nno", "<blockquote>\n<p>said</p>\n</blockquote>\n<p>no</p>"),
        ("```\n<b>\n```", "<pre><code>&lt;b&gt;\n</code></pre>"),
        (
            "see https://a.org/?b=1&c=2.",
            '<p>see <a href="https://a.org/?b=1&amp;c=2" rel="ugc nofollow noopener">https://a.org/?b=1&amp;c=2</a>.</p>',
        ),
        ("[here](https://example.org)", '<p><a href="https://example.org" rel="ugc nofollow noopener">here</a></p>'),
        ("# no heading\n- no list\n1. nor this", "<p># no heading<br>\n- no list<br>\n1. nor this</p>"),
        (
            "![no picture](https://a.org/a.png)",
            '<p>!<a href="https://a.org/a.png" rel="ugc nofollow noopener">no picture</a></p>',
        ),
        ("《红楼梦》*很好*", "<p>《红楼梦》<em>很好</em></p>"),
    ],
)
def test_what_marks_become(source: str, expected: str) -> None:
    assert to_html(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        '<https://example.org/"onmouseover=alert(1)>',
        '[x](https://example.org "\\" onmouseover=alert(1)")',
        "<img src=x onerror=alert(1)>",
        "[x](vbscript:alert(1))",
        "`</code><script>alert(1)</script>`",
    ],
)
def test_nothing_that_runs_comes_through(source: str) -> None:
    tree = html.fragment_fromstring(to_html(source), create_parent="div")
    for element in tree.iter():
        assert element.tag in {"div", "p", "br", "em", "strong", "a", "blockquote", "code", "pre"}
        assert set(element.attrib) <= {"href", "rel"}
        assert element.get("href", "https:").partition(":")[0] in {"http", "https", "mailto"}


@pytest.mark.parametrize("source", ["> " * 500 + "deep", "[" * 5_000, "*" * 9_999, "`" * 9_999, "![" * 3_000])
def test_what_is_meant_to_take_for_ever_does_not(source: str) -> None:
    assert isinstance(to_html(source), str)
