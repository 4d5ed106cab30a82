"""Texts of books that would like to run, fetch, redirect or ask."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.books.epub import sample_chapters
from tests.books.epub.harmless import harm_in
from tests.books.epub.making import entries, opened, page

ATTACKS = [
    "<script>alert(1)</script>",
    "<script src='https://x.example/a.js'/>",
    "<p onclick='alert(1)' onmouseover='alert(1)'>x</p>",
    "<img src='lost.png' onerror='alert(1)'/>",
    "<img src='OPS/one.xhtml' srcset='https://x.example/a.png 2x'/>",
    "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script></svg>",
    "<svg xmlns='http://www.w3.org/2000/svg'><a href='javascript:alert(1)'><text>x</text></a></svg>",
    "<svg xmlns='http://www.w3.org/2000/svg'><style>@import url(https://x.example/a.css);</style></svg>",
    "<svg xmlns='http://www.w3.org/2000/svg'><foreignObject><iframe src='https://x.example/'/></foreignObject></svg>",
    "<math xmlns='http://www.w3.org/1998/Math/MathML'><mtext><img src='x' onerror='alert(1)'/></mtext></math>",
    "<math xmlns='http://www.w3.org/1998/Math/MathML' alttext='&lt;script>alert(1)&lt;/script>'><mi>x</mi></math>",
    "<iframe src='https://x.example/'>x</iframe>",
    "<iframe srcdoc='&lt;script>alert(1)&lt;/script>'/>",
    "<object data='https://x.example/x.swf'><embed src='https://x.example/x.swf'/></object>",
    "<form action='https://x.example/' method='post'><input name='p' type='password'/><button>Send</button></form>",
    "<meta http-equiv='refresh' content='0;url=https://x.example/'/>",
    "<base href='https://x.example/'/><link rel='stylesheet' href='https://x.example/a.css'/>",
    "<p style='background:url(https://x.example/a.png)'>x</p>",
    "<style>body{background:url(https://x.example/a.png)}</style>",
    "<a href='javascript:alert(1)'>x</a><a href=' java&#10;script:alert(1)'>x</a><a href='data:text/html,x'>x</a>",
    "<a href='https://x.example/' target='_top' ping='https://x.example/' download=''>x</a>",
    "<video src='https://x.example/a.mp4' poster='https://x.example/a.png'><track src='https://x.example/a.vtt'/></video>",
    "<audio src='https://x.example/a.mp3' autoplay=''>x</audio>",
    "<table background='https://x.example/a.png'><tr><td background='https://x.example/a.png'>x</td></tr></table>",
    "<q cite='https://x.example/'>x</q><blockquote cite='https://x.example/'>x</blockquote>",
    "<template><script>alert(1)</script></template><noscript><img src='x' onerror='alert(1)'/></noscript>",
    "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p><![CDATA[<script>alert(1)</script>]]>",
    "<textarea>&lt;/textarea>&lt;script>alert(1)&lt;/script></textarea><title>&lt;/title>&lt;script>alert(1)&lt;/script></title>",
    "<xmp>&lt;img src=x onerror=alert(1)></xmp><plaintext>&lt;script>alert(1)&lt;/script></plaintext>",
    "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>",
    "<p title='&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;' id='&quot; onclick=&quot;alert(1)'>x</p>",
    "<image xlink:href='https://x.example/a.png' xmlns:xlink='http://www.w3.org/1999/xlink'/>",
    "<portal src='https://x.example/'/><dialog open=''>x</dialog><details ontoggle='alert(1)' open=''>x</details>",
    "<select><option>x</option></select><keygen/><isindex/><marquee onstart='alert(1)'>x</marquee>",
]
# What is no XML at all is read as a browser would.
SOUP = [
    "<img src=x onerror=alert(1)>",
    "<scr<script>ipt>alert(1)</script>",
    "<svg><p><style><img src=x onerror=alert(1)></style>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--><img src=x onerror=alert(1)>'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<!--><script>alert(1)</script>-->",
    "<a href=javascript&colon;alert(1)>x</a>",
    "<p/onclick=alert(1)>x",
    "<img src=`x`onerror=alert(1)>",
    "<svg/onload=alert(1)//",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
]


def html_of(document: str) -> str:
    with opened(entries(one=document)) as epub:
        return "".join(chapter.html for chapter in sample_chapters(epub, share=1))


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_that_runs_fetches_or_asks_is_left_of_a_text(attack: str) -> None:
    html = html_of(page(f"<p>Before</p>{attack}<p>After</p>"))

    assert harm_in(html) == []
    assert "x.example" not in html.replace("&lt;", "")
    assert html.startswith("<p>Before</p>")
    assert html.endswith("<p>After</p>")


@pytest.mark.parametrize("attack", SOUP)
def test_nothing_is_left_of_a_text_that_is_no_xml_either(attack: str) -> None:
    html = html_of(f"<html><body><p>Before<br></p>{attack}<p>After</p></body></html>")

    assert harm_in(html) == []
    assert "Before" in html


def test_an_attack_in_a_note_is_cleaned_as_well() -> None:
    with opened(
        entries(
            one='<p>Once<a href="two.xhtml#n">1</a></p>',
            two='<p>Two</p><p id="n">Note <img src="x" onerror="alert(1)"/><script>alert(1)</script></p>',
        )
    ) as epub:
        (chapter,) = sample_chapters(epub, max_characters=5, share=1)

    assert harm_in(chapter.html) == []
    assert 'id="n"><div>Note </div>' in chapter.html


def test_the_title_of_a_chapter_is_words_for_its_reader_to_escape() -> None:
    with opened(entries(one="<h1>&lt;script>alert(1)&lt;/script></h1>")) as epub:
        assert sample_chapters(epub, share=1)[0].title == "<script>alert(1)</script>"


PIECES = [*list("<>/='\"& !-[]abp#:;"), "script", "svg", "img src=x onerror=y", "math", "style", "<p>", "plaintext", "é", "\0"]
MARKUP = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@settings(max_examples=150, deadline=None)
@given(MARKUP)
def test_no_soup_comes_out_harmful(text: str) -> None:
    assert harm_in(html_of(f"<html><body><p>{text}</p>{text}</body></html>") or "<p></p>") == []
