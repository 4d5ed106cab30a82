"""Texts of both editors into blocks: nothing is dropped in silence, nothing that could run stays."""

import re
import time
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from octavo.base.html import plain_text
from octavo.importers.records import MediaUse, Part
from octavo.importers.wordpress import gutenberg, shortcodes
from octavo.importers.wordpress.body import Draft, convert_body
from octavo.importers.wordpress.body.draft import Lookups

BASE = "https://old.example/2011/column-1/"
PICTURE = '<img class="wp-image-5" src="/a.jpg" alt="A field">'
CAPTIONED = f"<figure>{PICTURE}<figcaption>c</figcaption></figure>"
USE = MediaUse("5", "https://old.example/a.jpg")


class Export(Lookups):
    def files_of(self, parent_id: str) -> list[str]:
        return {"1": ["5", "6"]}.get(parent_id, [])

    def file_url(self, source_id: str) -> str:
        return f"https://old.example/{source_id}.jpg"

    def reusable_block(self, source_id: str) -> str:
        return {"77": "<!-- wp:paragraph --><p>Shared.</p><!-- /wp:paragraph -->", "78": '<!-- wp:block {"ref":78} /-->'}.get(
            source_id, ""
        )


def draft_of(text: str) -> Draft:
    return convert_body(Draft(base_url=BASE, post_id="1", lookups=Export()), text)


def parts(text: str) -> list[tuple[str, Any]]:
    return [(part.name, part.value) for part in draft_of(text).parts]


def figure(**changes: Any) -> tuple[str, Any]:
    return "figure", {"picture": USE, "caption": "", "credit": "", "alt": "A field", "width": "measure", **changes}


def embed(url: str, title: str) -> tuple[str, Any]:
    return "embed", {"url": url, "title": title, "poster": None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\n\ntwo\nthree", [("text", "<p>one</p><p>two<br/>three</p>")]),
        ("one\r\n\r\ntwo", [("text", "<p>one</p><p>two</p>")]),
        ("<strong>a</strong> <em>b</em> <del>c</del> <tt>d</tt>", [("text", "<p><b>a</b> <i>b</i> <s>c</s> <code>d</code></p>")]),
        ('<a href="/x" onclick="f()">x</a> & y', [("text", '<p><a href="https://old.example/x">x</a> &amp; y</p>')]),
        ("a<hr>b", [("text", "<p>a</p><hr/><p>b</p>")]),
        ("<h1>One</h1><h5>Five</h5>", [("heading", {"text": "One", "level": "2"}), ("heading", {"text": "Five", "level": "4"})]),
        (
            '<h2><a href="/x">x</a></h2>',
            [("kept_html", {"html": '<h2><a href="https://old.example/x" rel="noopener noreferrer">x</a></h2>', "media": []})],
        ),
        (
            "<ul><li>a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li></ul>",
            [("text", "<ul><li>a<ul><li>b</li></ul></li><li>c<br/>d</li></ul>")],
        ),
        ('<ol start="8"><li>a</li></ol>', [("kept_html", {"html": '<ol start="8"><li>a</li></ol>', "media": []})]),
        ("<blockquote>a\n\nb <cite>Ana</cite></blockquote>", [("quote", {"text": "<p>a</p><p>b</p>", "source": "Ana"})]),
        ("<blockquote>as <cite>Emma</cite> says</blockquote>", [("quote", {"text": "<p>as <i>Emma</i> says</p>", "source": ""})]),
        (
            '<pre><code class="language-python">a = 1\n\nb</code></pre>',
            [("code", {"language": "python", "code": "a = 1\n\nb", "caption": ""})],
        ),
        ("<dl><dt>a</dt><dd>b</dd></dl>", [("kept_html", {"html": "<dl><dt>a</dt><dd>b</dd></dl>", "media": []})]),
        ("<ruby>字<rt>zì</rt></ruby> ok", [("kept_html", {"html": "<p><ruby>字<rt>zì</rt></ruby> ok</p>", "media": []})]),
        ("<q>so</q>", [("text", "<p>“so”</p>")]),
        ('smile <img class="wp-smiley" alt="🙂" src="/s.png">', [("text", "<p>smile 🙂</p>")]),
        (PICTURE, [figure()]),
        (f"{PICTURE} and words", [figure(), ("text", "<p>and words</p>")]),
        (f"words and {PICTURE}", [("text", "<p>words and</p>"), figure()]),
        (f'<a href="/a-large.jpg">{PICTURE}</a>', [figure()]),
        (f'<a href="/more/">{PICTURE}</a>', [figure(caption='<a href="https://old.example/more/">old.example/more</a>')]),
        (
            f'[caption id="attachment_5" align="alignwide"]{PICTURE} A <em>caption</em>[/caption]',
            [figure(caption="A <i>caption</i>", width="wide")],
        ),
        (f'[caption caption="Old &amp; new"]{PICTURE}[/caption]', [figure(caption="Old &amp; new")]),
        ("https://youtu.be/abc123", [embed("https://youtu.be/abc123", "youtu.be")]),
        ("https://elsewhere.example/abc", [("text", "<p>https://elsewhere.example/abc</p>")]),
        ("[embed]https://a.example/1[/embed]", [embed("https://a.example/1", "a.example")]),
        ("[youtube abc123]", [embed("https://www.youtube.com/watch?v=abc123", "www.youtube.com")]),
        (
            '<iframe src="//player.vimeo.com/video/1" title="A film"></iframe>',
            [embed("https://player.vimeo.com/video/1", "A film")],
        ),
        (
            "[audio mp3=/a.mp3]",
            [("audio", {"file": MediaUse("", "https://old.example/a.mp3"), "title": "a.mp3", "credit": "", "transcript": ""})],
        ),
        (
            '[video mp4="/a.mp4" poster="/a.jpg"][/video]',
            [
                (
                    "video",
                    {
                        "file": MediaUse("", "https://old.example/a.mp4"),
                        "poster": MediaUse("", USE.url),
                        "title": "a.mp4",
                        "captions": None,
                        "transcript": "",
                    },
                )
            ],
        ),
        (
            "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td><b>2</b></td></tr></table>",
            [
                (
                    "table",
                    {
                        "caption": "",
                        "columns": [{"type": "text", "heading": "a"}, {"type": "text", "heading": "b"}],
                        "rows": [{"values": ["1", "<b>2</b>"]}],
                    },
                )
            ],
        ),
        (
            '<table><tr><td colspan="2">a</td></tr></table>',
            [("kept_html", {"html": '<table><tbody><tr><td colspan="2">a</td></tr></tbody></table>', "media": []})],
        ),
        ("[[gallery]] is written so", [("text", "<p>[gallery] is written so</p>")]),
        ("<code>[gallery]</code>", [("text", "<p><code>[gallery]</code></p>")]),
    ],
)
def test_classic_texts(text: str, expected: list[tuple[str, Any]]) -> None:
    assert parts(text) == expected


def test_galleries_name_their_pictures_or_take_those_of_the_post() -> None:
    five, six = MediaUse("5", "https://old.example/5.jpg"), MediaUse("6", "https://old.example/6.jpg")

    assert [part[1]["pictures"] for part in parts('[gallery ids="6,5"]')] == [
        [{"picture": six, "caption": ""}, {"picture": five, "caption": ""}]
    ]
    assert [part[1]["pictures"] for part in parts('[gallery exclude="5"]')] == [[{"picture": six, "caption": ""}]]


def block(name: str, html: str = "", json: str = "") -> str:
    return f"<!-- wp:{name} {json} -->{html}<!-- /wp:{name} -->"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (block("paragraph", "<p>one\ntwo</p>"), [("text", "<p>one\ntwo</p>")]),
        (
            block("columns", f"<div>{block('column', '<div>' + block('paragraph', '<p>a</p>') + '</div>')}</div>"),
            [("text", "<p>a</p>")],
        ),
        (
            block("image", f'<figure class="alignfull">{PICTURE}<figcaption>c</figcaption></figure>', '{"id":5}'),
            [figure(caption="c", width="full")],
        ),
        (
            block("pullquote", "<figure class='wp-block-pullquote'><blockquote><p>a</p><cite>Ana</cite></blockquote></figure>"),
            [("pull_quote", {"text": "a", "source": "Ana"})],
        ),
        (block("verse", '<pre class="wp-block-verse">a\n<em>b</em></pre>'), [("text", "<p>a<br/><i>b</i></p>")]),
        (
            block(
                "embed",
                "<figure><div>\nhttps://a.example/1\n</div><figcaption>c</figcaption></figure>",
                '{"url":"https://a.example/1"}',
            ),
            [embed("https://a.example/1", "c")],
        ),
        (block("core-embed/youtube", "<div>https://youtu.be/1</div>"), [embed("https://youtu.be/1", "youtu.be")]),
        (
            block("shortcode", "[gallery ids=5]"),
            [("gallery", {"pictures": [{"picture": MediaUse("5", "https://old.example/5.jpg"), "caption": ""}], "caption": ""})],
        ),
        (
            block(
                "gallery",
                f"<figure class='wp-block-gallery'>{CAPTIONED}<figcaption>all</figcaption></figure>",
            ),
            [("gallery", {"pictures": [{"picture": USE, "caption": "c"}], "caption": "all"})],
        ),
        (
            block("media-text", f"<div><figure>{PICTURE}</figure><div>{block('paragraph', '<p>a</p>')}</div></div>"),
            [figure(), ("text", "<p>a</p>")],
        ),
        (
            block(
                "table",
                '<figure class="wp-block-table"><table><tr><td>1</td></tr></table><figcaption>c</figcaption></figure>',
            ),
            [("table", {"caption": "c", "columns": [{"type": "text", "heading": ""}], "rows": [{"values": ["1"]}]})],
        ),
        (
            block("details", f"<details><summary>s</summary>{block('paragraph', '<p>a</p>')}</details>"),
            [("kept_html", {"html": "<details><summary>s</summary><p>a</p></details>", "media": []})],
        ),
        (
            block("audio", '<figure><audio controls src="/a.mp3"></audio></figure>', '{"id":9}'),
            [("audio", {"file": MediaUse("9", "https://old.example/a.mp3"), "title": "a.mp3", "credit": "", "transcript": ""})],
        ),
        ('<!-- wp:block {"ref":77} /-->', [("text", "<p>Shared.</p>")]),
        (
            '<!-- wp:social-link {"url":"https://a.example","service":"mail"} /-->',
            [("text", '<p><a href="https://a.example">mail</a></p>')],
        ),
        (block("acme/thing", "<div>Some <b>words</b></div>"), [("text", "<p>Some <b>words</b></p>")]),
        (block("paragraph", "<p>a</p>") + "loose\n\nwords", [("text", "<p>a</p><p>loose</p><p>words</p>")]),
    ],
)
def test_block_texts(text: str, expected: list[tuple[str, Any]]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("text", "reason", "detail"),
    [
        ("<!-- wp:latest-posts /-->", "a block was left out whose contents WordPress makes anew for each reader", "latest-posts"),
        ('<!-- wp:block {"ref":5} /-->', "a reusable block was left out: the export does not hold it", ""),
        ('<!-- wp:block {"ref":78} /-->', "a reusable block was left out: the export does not hold it", ""),
        ("a<!--nextpage-->b", "a page break was left out: the text stands on one page", ""),
        ('[contact-form to="ana"]', "a plugin's shortcode: its text was kept as written", "[contact-form]"),
        ("[gallery ids='']", "", ""),
        ('<img src="data:image/png;base64,AAAA">', "a picture without a usable address was left out", ""),
        ('<img src="/count.gif" width="1" height="1">', "a picture of one pixel, as counters use, was left out", ""),
        (
            "<script>alert(1)</script>",
            "an element was left out that would run, style or draw, and says nothing in words",
            "<script>",
        ),
        ("<form><p>Mail <input></p></form>", "code was left out: what it did was WordPress' or a plugin's", "<form>"),
        ("[embed][/embed]", "an embed without a usable address was left out", ""),
    ],
)
def test_what_cannot_come_is_noted(text: str, reason: str, detail: str) -> None:
    assert [(note.reason, note.detail) for note in draft_of(text).notes] == ([(reason, detail)] if reason else [])


HOSTILE = [
    "<script>steal()</script>",
    "<img src=x onerror=steal()>",
    "<svg onload=steal()><script>steal()</script></svg>",
    '<a href="javascript:steal()">x</a>',
    '<a href=" jAvA\tscript:steal()">x</a>',
    '<a href="data:text/html,<script>steal()</script>">x</a>',
    '<a href="vbscript:steal()">x</a>',
    '<iframe src="javascript:steal()"></iframe>',
    '<iframe srcdoc="<script>steal()</script>"></iframe>',
    '<object data="javascript:steal()"></object>',
    '<embed src="javascript:steal()">',
    '<p style="background:url(javascript:steal())">x</p>',
    '<table background="javascript:steal()"><tr><td colspan=2 onclick="steal()">x</td></tr></table>',
    '<dl onclick="steal()"><dt><a href="javascript:steal()">x</a></dt></dl>',
    '<details ontoggle="steal()" open><summary>x</summary><img src=x onerror=steal()></details>',
    '<math><mi xlink:href="javascript:steal()">x</mi></math>',
    '<form action="javascript:steal()"><button formaction="javascript:steal()">x</button></form>',
    '[caption caption="<img src=x onerror=steal()>"]<img src="javascript:steal()">[/caption]',
    "[embed]javascript:steal()[/embed]",
    '[audio src="javascript:steal()"]',
    '[video src="https://a.example/v.mp4" poster="javascript:steal()"]',
    '<!-- wp:embed {"url":"javascript:steal()"} --><figure></figure><!-- /wp:embed -->',
    "<!-- wp:html --><script>steal()</script><!-- /wp:html -->",
    '<noscript><p title="</noscript><img src=x onerror=steal()>"></noscript>',
    '<h2><a href="javascript:steal()">x</a></h2>',
    '<blockquote cite="javascript:steal()"><table><tr><td onclick="steal()">x</td></tr></table></blockquote>',
    '<ol start="1" onclick="steal()"><li>x</li></ol>',
    '<base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=javascript:steal()">',
    '<ruby onclick="steal()">x<rt>y</rt></ruby>',
]


def written(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(written(inner) for inner in value.values())
    if isinstance(value, list | tuple):
        return " ".join(written(inner) for inner in value)
    return value.url if isinstance(value, MediaUse) else str(value)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_could_run_comes_in(text: str) -> None:
    for wrapped in (text, f"<p>before</p>{text}<p>after</p>", f"<!-- wp:html -->{text}<!-- /wp:html -->"):
        said = " ".join(written(value) for _, value in parts(wrapped)).lower()

        assert not re.search(r"<script|<iframe|<svg|<object|<embed|<form|<style|<meta|<base|srcdoc", said)
        assert not re.search(r"<[^>]*\son\w+\s*=", said)
        assert not re.search(r"(?:href|src|action)=[\"']?\s*(?:javascript|data|vbscript)", said)
        assert "javascript:" not in re.sub(r"&lt;.*?&gt;", "", said)


@pytest.mark.parametrize(
    "text",
    [
        "<div>" * 20_000 + "words",
        "<ul><li>" * 5_000 + "words",
        "<blockquote>" * 3_000 + "words",
        "<b>" * 20_000 + "words",
        "<!-- wp:group --><div>" * 5_000 + "words",
    ],
)
def test_texts_nested_without_end_keep_their_words(text: str) -> None:
    draft = draft_of(text)

    assert "words" in plain_text(" ".join(written(part.value) for part in draft.parts))


@pytest.mark.parametrize(
    "text",
    [
        "[caption]" * 50_000,
        "[gallery " * 50_000,
        "[[" * 50_000,
        "<code>" * 20_000,
        "<!-- wp:a " * 50_000,
        "<!-- wp:a -->" * 3_000,
        "[a b=c]" * 20_000,
        "[" * 100_000,
    ],
)
def test_texts_made_to_take_for_ever_do_not(text: str) -> None:
    began = time.monotonic()

    draft_of(text)

    assert time.monotonic() - began < 10


def test_an_unclosed_block_ends_with_the_text_and_a_stray_end_is_passed_over() -> None:
    assert parts("<!-- /wp:group --><!-- wp:group --><!-- wp:paragraph --><p>a</p>") == [("text", "<p>a</p>")]


def test_attributes_that_are_no_json_are_as_if_there_were_none() -> None:
    assert [found.attributes for found in gutenberg.parse("<!-- wp:a {not json} /--><!-- wp:b [1] /-->")] == [{}, {}]


def test_json_of_a_block_may_hold_what_looks_like_a_comments_end() -> None:
    (found,) = gutenberg.parse('<!-- wp:a {"x":"\\u002d\\u002d\\u003e"} --><p>b</p><!-- /wp:a -->')

    assert found.attributes == {"x": "-->"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('ids="1,2" order=asc', {"ids": "1,2", "order": "asc"}),
        ("https://a.example/?x=1&amp;y=2", {"0": "https://a.example/?x=1&y=2"}),
        ("“curly” x=‘y’", {"0": "curly", "x": "y"}),
        ("", {}),
    ],
)
def test_shortcode_attributes(text: str, expected: dict[str, str]) -> None:
    assert shortcodes.attributes_of(text) == expected


PIECES = (
    "word| |\n\n|<p>|</p>|<b>|</b>|<ul><li>|</li></ul>|<blockquote>|</blockquote>|<table><tr><td>|</table>|[caption]|[/caption]"
    "|[gallery]|<!-- wp:group -->|<!-- /wp:group -->|<!-- wp:more /-->|<h2>|</h2>|<pre>|</pre>|&lt;|字|]]|<figure>"
).split("|")
FRAGMENTS = st.lists(st.sampled_from([*PIECES, PICTURE]), max_size=30)


@given(FRAGMENTS)
@example(["<figure>", "<table><tr><td>", "字", PICTURE])
@example(["<figure>", PICTURE, PICTURE, "<table><tr><td>", "字"])
@settings(max_examples=200, deadline=None)
def test_any_text_gives_parts_and_loses_no_word(fragments: list[str]) -> None:
    found = draft_of("".join(fragments)).parts

    assert all(isinstance(part, Part) for part in found)
    said = " ".join(written(part.value) for part in found)
    assert said.count("字") >= fragments.count("字")
