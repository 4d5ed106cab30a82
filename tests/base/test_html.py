import pytest

from octavo.base.html import clean_html, clean_inline, clean_prose, plain_text, with_absolute_addresses


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<a href='javascript:alert(1)'>x</a>",
        "<iframe src=//evil.example></iframe>",
        "<svg onload=alert(1)></svg>",
        "<p style='background:url(javascript:alert(1))'>x</p>",
        "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
        "<style>@import 'x'; alert(1)</style>",
    ],
)
def test_nothing_that_runs_is_kept(hostile: str) -> None:
    for cleaned in (clean_html(hostile), clean_inline(hostile)):
        assert "alert" not in cleaned
        assert "evil" not in cleaned


def test_structure_and_words_are_kept() -> None:
    kept = '<h2>A</h2><p lang="zh">雨 <em>rain</em></p><table><tbody><tr><td colspan="2">1</td></tr></tbody></table>'

    assert clean_html(kept) == kept


def test_links_do_not_hand_over_the_window() -> None:
    assert clean_inline('<a href="https://example.org">x</a>') == '<a href="https://example.org" rel="noopener noreferrer">x</a>'


def test_plain_text_separates_blocks_and_resolves_entities() -> None:
    assert plain_text("<p>Ma &amp; Spielberg</p><p>talk<br>long</p><script>no()</script>") == "Ma & Spielberg talk long"


def test_a_fragment_works_elsewhere() -> None:
    html = '<p><a href="/about/">a</a></p><img src="/m/1.jpg" srcset="/m/1.jpg 480w, /m/2.jpg 800w">'

    assert with_absolute_addresses(html, "https://m.example") == (
        '<p><a href="https://m.example/about/">a</a></p>'
        '<img src="https://m.example/m/1.jpg" srcset="https://m.example/m/1.jpg 480w, https://m.example/m/2.jpg 800w">'
    )
    assert with_absolute_addresses("  ", "https://m.example") == ""


PROSE = {
    "a line without a tag": ("Plain & simple", "<p>Plain &amp; simple</p>"),
    "headings": ("<h2>Hi</h2><p>a<br></p><p>&nbsp;</p>", "<p><b>Hi</b></p><p>a</p>"),
    "layout": ("<div>One</div><div>Two <img src='https://spy.example/1.png'></div>", "<p>One<br>Two</p>"),
    "a table": ("<table><tr><td>1</td><td>A</td></tr><tr><td>2</td><td>B</td></tr></table>", "<p>1 A <br>2 B</p>"),
    "a paragraph that nobody ended": ("Text <b>bold<p>more</p>", "<p>Text <b>bold</b></p><p><b>more</b></p>"),
    "what could run": ("<p onclick='x()'>y <a href='javascript:x()'>z</a></p><script>x()</script>", "<p>y <a>z</a></p>"),
    "links": ("<p><a href='https://a.example/?x=1&y=2' target='_blank' class='b'>w</a></p>", None),
    "nothing": (" <br> ", ""),
}


@pytest.mark.parametrize("what", PROSE)
def test_prose_of_others_becomes_what_an_editor_could_have_written(what: str) -> None:
    theirs, ours = PROSE[what]
    expected = '<p><a href="https://a.example/?x=1&amp;y=2">w</a></p>' if ours is None else ours

    assert clean_prose(theirs) == expected
    assert clean_prose(expected) == expected
