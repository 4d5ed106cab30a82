import pytest

from octavo.base.svg import UnsafeSvg, clean_svg

HEAD = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"'


def test_a_drawing_stays_a_drawing() -> None:
    source = HEAD + b'><defs><linearGradient id="g"/></defs><path d="M0 0h9" fill="url(#g)"/><use xlink:href="#g"/></svg>'

    cleaned = clean_svg(source)

    for kept in (b'viewBox="0 0 9 9"', b'd="M0 0h9"', b'fill="url(#g)"', b'href="#g"'):
        assert kept in cleaned


@pytest.mark.parametrize(
    "inner",
    [
        b"<script>alert(1)</script>",
        b'<path onload="alert(1)"/>',
        b'<a href="javascript:alert(1)"><path/></a>',
        b'<use xlink:href="https://evil.example/alert.svg#x"/>',
        b'<image href="https://evil.example/alert.png"/>',
        b'<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></body></foreignObject>',
        b"<style>@import url(https://evil.example/alert.css)</style>",
        b'<rect style="fill:url(https://evil.example/alert)"/>',
        b'<animate attributeName="href" values="javascript:alert(1)"/>',
        b'<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>',
    ],
)
def test_what_runs_or_asks_elsewhere_is_taken_out(inner: bytes) -> None:
    cleaned = clean_svg(HEAD + b">" + inner + b'<path d="M0 0"/></svg>')

    assert b"alert" not in cleaned
    assert b"evil" not in cleaned
    assert b'd="M0 0"' in cleaned


@pytest.mark.parametrize(
    "source",
    [
        b'<!DOCTYPE svg [<!ENTITY x "y">]>' + HEAD + b">&x;</svg>",
        b"<html></html>",
        b"<svg></svg>",
        b"not xml",
        b"",
    ],
)
def test_what_is_no_safe_svg_is_refused_with_a_reason(source: bytes) -> None:
    with pytest.raises(UnsafeSvg, match=r"\w+ .*\."):
        clean_svg(source)
