"""The beginning of a book: how much of it, in which order, with what kept."""

import re

import pytest

from octavo.books.epub import Chapter, sample_chapters, text_chapters
from octavo.books.epub.addresses import with_addresses
from tests.books.epub.making import PNG, book, entries, nav, opened, package, page

NAV = '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'


def sample(share: float = 1, max_characters: int = 60_000, **texts: str) -> list[Chapter]:
    with opened({**entries(**texts), "OPS/a.png": PNG, "OPS/b c.png": PNG}) as epub:
        return sample_chapters(epub, share=share, max_characters=max_characters)


def paragraphs(count: int) -> str:
    return "".join(f"<p>{number:04d} {'word ' * 19}</p>" for number in range(count))


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def test_a_tenth_of_the_text_is_given_ended_at_a_paragraph() -> None:
    (chapter,) = sample(share=0.1, one=paragraphs(100))

    assert re.findall(r"\d{4}", chapter.html) == [f"{number:04d}" for number in range(10)]
    assert chapter.html.endswith("word </p>")


def test_the_share_is_that_of_the_whole_book_and_later_chapters_stay_out() -> None:
    chapters = sample(share=0.3, one=paragraphs(20), two=paragraphs(20), three=paragraphs(60))

    assert [(chapter.path, chapter.html.count("<p>")) for chapter in chapters] == [("OPS/one.xhtml", 20), ("OPS/two.xhtml", 10)]


def test_no_more_than_the_most_is_given_of_a_long_book() -> None:
    (chapter,) = sample(share=0.5, max_characters=1000, one=paragraphs(100))

    assert chapter.html.count("<p>") == 13


def test_the_first_paragraph_is_given_whatever_its_length() -> None:
    (chapter,) = sample(share=0.01, one="<p>Once upon a hill.</p><p>Twice.</p>")

    assert chapter.html == "<p>Once upon a hill.</p>"


def test_the_cut_goes_through_sections_and_lists_but_not_through_figures_and_rows() -> None:
    body = (
        "<section><h2>One</h2><ul><li>first</li><li>second</li></ul></section><section><figure><img src='a.png' alt=''/>"
        "<figcaption><p>Caption</p><p>Credit</p></figcaption></figure><table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table></section>"
    )
    cuts = {words(sample(max_characters=limit, one=body)[0].html) for limit in range(1, 40)}

    assert cuts == {
        "One",
        "One first",
        "One first second",
        "One first second Caption Credit",
        "One first second Caption Credit a b",
        "One first second Caption Credit a b c",
    }


def test_loose_text_is_cut_with_the_blocks_around_it() -> None:
    (chapter,) = sample(max_characters=5, one="loose <b>text</b> and more<p>One</p>between<p>Two</p>")

    assert words(chapter.html) == "loose text and more"


def test_pages_without_words_the_navigation_and_what_is_aside_are_left_out() -> None:
    opf = package(
        documents=("cover.xhtml", "nav.xhtml", "title.xhtml", "one.xhtml", "aside.xhtml"),
        items=NAV,
    ).replace('idref="d4"', 'idref="d4" linear="no"')
    texts = {
        "cover": "<img src='a.png' alt='Cover'/>",
        "title": "<h1>The Hill</h1>",
        "one": "<p>One</p>",
        "aside": "<p>Answers</p>",
    }
    made = {**entries(opf, **texts), "OPS/nav.xhtml": nav('<li><a href="one.xhtml">First</a></li>'), "OPS/a.png": PNG}
    # The manifest names the navigation twice: as a plain document of the spine, and as what it is.
    made["OPS/package.opf"] = str(made["OPS/package.opf"]).replace(
        '<item id="d1" href="nav.xhtml" media-type="application/xhtml+xml"/>',
        '<item id="d1" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
    )
    with opened(made) as epub:
        chapters = sample_chapters(epub, share=1)

    assert [(chapter.path, chapter.title) for chapter in chapters] == [
        ("OPS/title.xhtml", "The Hill"),
        ("OPS/one.xhtml", "First"),
    ]


def test_a_book_of_pictures_only_has_no_sample() -> None:
    assert sample(one="<img src='a.png' alt='A hill'/>") == []


def test_a_chapter_is_called_what_the_contents_call_it_else_by_its_heading_else_nothing() -> None:
    opf = package(documents=("one.xhtml", "two.xhtml", "three.xhtml"), items=NAV)
    lines = '<li><span>Part</span><ol><li><a href="one.xhtml#x">First</a></li></ol></li>'
    made = entries(opf, one="<h1>I</h1>", two="<h2>II <i>b</i></h2>", three="<p>III</p>")
    with opened({**made, "OPS/nav.xhtml": nav(lines)}) as epub:
        assert [chapter.title for chapter in sample_chapters(epub, share=1)] == ["First", "II b", ""]


@pytest.mark.parametrize(
    ("attributes", "languages", "expected"),
    [
        ('dir="rtl" xml:lang="ar"', "", ("rtl", "ar")),
        ('lang="he"', "<dc:language>en</dc:language>", ("rtl", "he")),
        ("", "<dc:language>fa-IR</dc:language>", ("rtl", "fa-IR")),
        ("", "<dc:language>zh-Hant</dc:language>", ("ltr", "zh-Hant")),
        ('dir="ltr"', "<dc:language>ar</dc:language>", ("ltr", "ar")),
        ('dir="auto"', "", ("ltr", "")),
    ],
)
def test_direction_and_language_are_those_of_the_text(attributes: str, languages: str, expected: tuple[str, str]) -> None:
    with book(languages, **{"OPS/one.xhtml": page("<p>1</p>", attributes=attributes)}) as epub:
        (chapter,) = sample_chapters(epub)

    assert (chapter.direction, chapter.language) == expected


def test_passages_in_other_languages_keep_theirs() -> None:
    (chapter,) = sample(one='<p>He said <i xml:lang="zh-Hans">你好</i> and <span dir="rtl" lang="ar">سلام</span></p>')

    assert '<i lang="zh-Hans">你好</i>' in chapter.html
    assert 'lang="ar"' in chapter.html
    assert 'dir="rtl"' in chapter.html


def test_tables_ruby_and_lists_stay_what_they_are() -> None:
    body = (
        '<table><caption>T</caption><thead><tr><th scope="col" colspan="2">a</th></tr></thead>'
        '<tbody><tr><td rowspan="2">b</td></tr>'
        "</tbody></table><p><ruby>漢<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby></p>"
        '<ol start="3" type="a"><li value="4">x</li></ol><pre>a\n  b</pre>'
    )

    assert sample(one=body)[0].html == body


# Pictures


def test_pictures_are_named_by_their_place_in_the_archive() -> None:
    (chapter,) = sample(one='<p>A<img src="a.png" alt="A hill" width="10"/> B<img src="./b%20c.png" alt=""/></p>')

    assert 'src="epub:OPS/a.png"' in chapter.html
    assert 'src="epub:OPS/b%20c.png"' in chapter.html
    assert chapter.pictures == ("OPS/a.png", "OPS/b c.png")


@pytest.mark.parametrize(
    "src", ["https://x.example/a.png", "//x.example/a.png", "data:image/png;base64,AA", "../../etc/passwd", "lost.png", ""]
)
def test_a_picture_from_elsewhere_gives_way_to_its_words(src: str) -> None:
    (chapter,) = sample(one=f'<p>See <img src="{src}" alt="A hill"/> here</p>')

    assert (chapter.html, chapter.pictures) == ("<p>See A hill here</p>", ())


def test_a_photograph_in_a_frame_of_svg_is_a_picture_and_a_drawing_is_what_it_is_called() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'
    (chapter,) = sample(
        one="<p>a</p>"
        + svg.format('<title>Front</title><image xlink:href="a.png"/>')
        + svg.format("<desc>A star</desc><path d='M0 0'/>")
        + svg.format("<path d='M0 0'/>")
    )

    assert chapter.html == '<p>a</p><img src="epub:OPS/a.png" alt="Front"><em>A star</em>'


def test_formulas_switches_and_fallbacks_are_told_in_words() -> None:
    said = 'alttext="x is 1"'
    math = '<math xmlns="http://www.w3.org/1998/Math/MathML" {}><mi>x</mi><mo>=</mo><mn>1</mn></math>'
    body = (
        f"<p>{math.format('')} and {math.format(said)}</p>"
        '<epub:switch><epub:case required-namespace="x">case</epub:case><epub:default><p>default</p></epub:default></epub:switch>'
        '<object data="q.xml"><p>object</p></object><noscript><p>no script</p></noscript>'
        '<canvas>canvas</canvas><p hidden="">hidden</p>'
    )

    assert sample(one=body)[0].html == "<p>x=1 and x is 1</p><p>default</p><p>object</p><p>no script</p>"


# Links and notes


def test_links_within_the_sample_are_kept() -> None:
    one, two = sample(
        one='<p id="a"><a href="#b">here</a> <a href="two.xhtml#c">there</a> <a href="two.xhtml">two</a></p><p id="b">B</p>',
        two='<p id="c"><a href="one.xhtml#a">back</a></p>',
    )

    assert one.html.startswith(
        '<p id="a"><a href="#b">here</a> <a href="epub:OPS/two.xhtml#c">there</a> <a href="epub:OPS/two.xhtml">two'
    )
    assert two.html == '<p id="c"><a href="epub:OPS/one.xhtml#a">back</a></p>'


@pytest.mark.parametrize(
    "href",
    [
        "three.xhtml",
        "#lost",
        "one.xhtml#late",
        "https://x.example/",
        "//x.example/",
        "mailto:a@x.example",
        "javascript:alert(1)",
        " java\tscript:alert(1)",
        "data:text/html,x",
        "../../../etc/passwd",
    ],
)
def test_links_that_lead_out_of_the_sample_become_plain_text(href: str) -> None:
    (chapter,) = sample(
        max_characters=10, one=f'<p>Go <a href="{href}">some<b>where</b></a> now</p><p id="late">x</p>', three="<p>3</p>"
    )

    assert chapter.html == "<p>Go some<b>where</b> now</p>"


def test_a_link_that_others_lead_to_stays_as_their_target() -> None:
    (chapter,) = sample(one='<p><a id="x" href="https://x.example/">out</a> <a href="#x">up</a></p>')

    assert chapter.html == '<p><a id="x">out</a> <a href="#x">up</a></p>'


def test_the_notes_of_a_sample_come_along_from_behind_the_cut() -> None:
    (chapter,) = sample(
        max_characters=10,
        one='<p>Once upon<a epub:type="noteref" href="#n1" id="r1">*</a> a hill<a href="#n2"><sup>2</sup></a>.</p><p>Twice</p>'
        '<ol><li id="n1">A hill in Fujian. <a href="#r1">Back</a></li></ol><p><a id="n2">2</a> Not <b>this</b> one.</p>',
    )

    assert chapter.html == (
        '<p>Once upon<a href="#n1" id="r1">*</a> a hill<a href="#n2"><sup>2</sup></a>.</p><hr>'
        '<aside id="n1"><div>A hill in Fujian. <a href="#r1">Back</a></div></aside>'
        '<aside id="n2"><div><a>2</a> Not <b>this</b> one.</div></aside>'
    )


def test_notes_in_a_document_of_their_own_come_along_too() -> None:
    (chapter,) = sample(
        max_characters=5,
        one='<p>Once<a href="notes.xhtml#n1" id="r1">[1]</a></p>',
        notes='<h2>Notes</h2><p id="n1"><a href="one.xhtml#r1">1.</a> A hill.'
        ' <a href="three.xhtml">More</a> <img src="a.png" alt=""/></p>',
        three="<p>3</p>",
    )

    assert chapter.html == (
        '<p>Once<a href="#n1" id="r1">[1]</a></p><hr><aside id="n1"><div><a href="#r1">1.</a> A hill. More'
        ' <img src="epub:OPS/a.png" alt=""></div></aside>'
    )
    assert chapter.pictures == ("OPS/a.png",)


def test_what_is_too_long_for_a_note_stays_behind() -> None:
    (chapter,) = sample(max_characters=5, one=f'<p>Once<a href="#n">1</a></p><p>Twice</p><div id="n">{"long " * 500}</div>')

    assert chapter.html == "<p>Once1</p>"


def test_a_plain_link_never_brings_the_rest_of_the_book() -> None:
    (chapter,) = sample(max_characters=5, one='<p>Once <a href="#n">see below</a></p><p>Twice</p><p id="n">The end</p>')

    assert chapter.html == "<p>Once see below</p>"


# Addresses


def test_whoever_shows_a_chapter_gives_it_real_addresses() -> None:
    html = (
        '<img src="epub:OPS/b%20c.png" alt="epub:x"><img src="epub:no.png">'
        '<a href="epub:OPS/two.xhtml#c%20d">two</a><a href="#x">x</a>'
    )

    shown = with_addresses(
        html,
        of_picture=lambda path: f"/pictures/?path={path}&x" if path != "no.png" else None,
        of_text=lambda path: f"/text/{path}",
    )

    assert shown == (
        '<img src="/pictures/?path=OPS/b c.png&amp;x" alt="epub:x"><img>'
        '<a href="/text/OPS/two.xhtml#c%20d">two</a><a href="#x">x</a>'
    )


# Plain text


def test_a_plain_text_is_paragraphs() -> None:
    (chapter,) = text_chapters("\ufeffOnce <b>upon</b>\r\na hill.\r\n \r\n\r\nTwice.\r\n")

    assert chapter.html == "<p>Once &lt;b&gt;upon&lt;/b&gt;<br>a hill.</p><p>Twice.</p>"
    assert (chapter.title, chapter.direction, chapter.pictures) == ("", "ltr", ())


@pytest.mark.parametrize("heading", ["Chapter 2", "CHAPTER II. The Hill", "第二回 贾雨村", "第 12 章", "Part Two"])
def test_a_line_that_announces_a_chapter_begins_one(heading: str) -> None:
    chapters = text_chapters(f"Foreword.\n\n{heading}\n\nOnce.\n\nTwice.")

    assert [(chapter.title, chapter.html) for chapter in chapters] == [
        ("", "<p>Foreword.</p>"),
        (heading, f"<h2>{heading}</h2><p>Once.</p><p>Twice.</p>"),
    ]


@pytest.mark.parametrize("line", ["Chapter and verse were quoted.", "第一次见到他", "A part of it"])
def test_other_lines_do_not(line: str) -> None:
    assert len(text_chapters(f"One.\n\n{line}\n\nTwo.")) == 1


def test_a_text_from_right_to_left_is_known_by_its_letters() -> None:
    assert text_chapters("1. سلام")[0].direction == "rtl"


def test_a_long_text_is_ended_at_a_paragraph() -> None:
    (chapter,) = text_chapters("\n\n".join("x" * 100 for _ in range(100)), max_characters=250)

    assert chapter.html.count("<p>") == 3


def test_an_empty_text_has_no_chapter() -> None:
    assert text_chapters(" \n\n ") == []
