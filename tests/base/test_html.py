import pytest

from octavo.base.html import clean_html, clean_inline, plain_text, with_absolute_addresses


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
