"""Tables of contents of both generations."""

import pytest

from octavo.books.epub.facts import TocEntry
from octavo.books.epub.links import Target, resolved
from octavo.books.epub.reading import Epub
from tests.books.epub.making import entries, nav, opened, package, page

NAV = '<item id="nav" href="nav/nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
NCX = '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'


def with_nav(document: str, *, ncx: str = "") -> Epub:
    made = entries(package(items=NAV + (NCX if ncx else ""), spine_attributes='toc="ncx"' if ncx else ""))
    return opened({**made, "OPS/nav/nav.xhtml": document, **({"OPS/toc.ncx": ncx} if ncx else {})})


def test_a_nested_table_of_contents_keeps_its_shape() -> None:
    lines = (
        '<li><a href="../one.xhtml">Part <i>One</i></a><ol><li><a href="../one.xhtml#a">A</a></li>'
        '<li><span>B</span><ol><li><a href="../one.xhtml#c">C</a></li></ol></li></ol></li><li><a href="http://x.example/">Out</a></li>'
    )

    assert with_nav(nav(lines)).toc == (
        TocEntry(
            "Part One",
            "OPS/one.xhtml",
            "",
            (
                TocEntry("A", "OPS/one.xhtml", "a"),
                TocEntry("B", "", "", (TocEntry("C", "OPS/one.xhtml", "c"),)),
            ),
        ),
        TocEntry("Out"),
    )


def test_only_the_navigation_called_toc_counts() -> None:
    document = page(
        '<nav epub:type="landmarks"><ol><li><a href="../one.xhtml">Cover</a></li></ol></nav>'
        '<nav epub:type="frontmatter toc"><ol><li><a href="../one.xhtml">One</a></li></ol></nav>'
    )

    assert with_nav(document).toc == (TocEntry("One", "OPS/one.xhtml"),)


def test_a_line_that_is_a_picture_is_named_by_its_words() -> None:
    assert with_nav(nav('<li><a href="../one.xhtml"><img src="x.png" alt="One"/></a></li>')).toc[0].title == "One"


def test_a_cfi_leads_to_its_document_and_the_last_id_on_the_way() -> None:
    line = '<li><a href="../package.opf#epubcfi(/6/2[d0]!/4/2[d10]/12[d85]/6[d93]/1:1552[Bryan,%20and])">752</a></li>'

    assert with_nav(nav(line)).toc == (TocEntry("752", "OPS/one.xhtml", "d93"),)


@pytest.mark.parametrize("cfi", ["epubcfi(/6/98!/4)", "epubcfi(/6/0!/4)", "epubcfi(nonsense", "other"])
def test_a_cfi_that_leads_nowhere_is_no_link(cfi: str) -> None:
    assert with_nav(nav(f'<li><a href="../package.opf#{cfi}">752</a></li>')).toc == (TocEntry("752"),)


NCX_TEXT = (
    '<?xml version="1.0"?><!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd">'
    '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint id="a" playOrder="1">'
    "<navLabel><text>One &amp; all</text></navLabel>"
    '<content src="one.xhtml"/><navPoint id="b"><navLabel><text>Sub</text></navLabel>'
    '<content src="one.xhtml#b"/></navPoint></navPoint>'
    "</navMap></ncx>"
)


def test_the_ncx_of_epub_2_is_read_too() -> None:
    made = entries(package(items=NCX, spine_attributes='toc="ncx"', version="2.0"))
    with opened({**made, "OPS/toc.ncx": NCX_TEXT}) as epub:
        assert epub.toc == (TocEntry("One & all", "OPS/one.xhtml", "", (TocEntry("Sub", "OPS/one.xhtml", "b"),)),)


def test_the_ncx_stands_in_for_an_empty_nav() -> None:
    assert with_nav(nav(""), ncx=NCX_TEXT).toc[0].title == "One & all"


def test_navigation_that_is_only_nearly_xml_is_read_as_a_browser_would() -> None:
    document = "<html><body><nav epub:type='toc'><ol><li><a href=../one.xhtml>One<br></a></ol></nav></body></html>"

    assert with_nav(document).toc == (TocEntry("One", "OPS/one.xhtml"),)


def test_a_book_without_navigation_has_an_empty_table_of_contents() -> None:
    with opened(entries()) as epub:
        assert epub.toc == ()


def test_lines_nested_too_deep_are_cut_off() -> None:
    lines = "".join(f'<li><a href="../one.xhtml">{n}</a><ol>' for n in range(50)) + "</ol></li>" * 50
    depth, level = 0, with_nav(nav(lines)).toc
    while level:
        depth, level = depth + 1, level[0].children

    assert depth == 10


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("b.xhtml", Target("OPS/text/b.xhtml")),
        ("../b.xhtml#x", Target("OPS/b.xhtml", "x")),
        ("#x", Target("OPS/text/a.xhtml", "x")),
        ("/OPS/b.xhtml", Target("OPS/b.xhtml")),
        ("%E7%AB%A0%20.xhtml#%E7%AB%A0", Target("OPS/text/章 .xhtml", "章")),
        ("../../../etc/passwd", None),
        ("%2e%2e/%2e%2e/%2e%2e/etc/passwd", None),
        ("..%5c..%5cx", None),
        ("a%00b", None),
        ("http://x.example/", None),
        ("//x.example/", None),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("http://[bad", None),
    ],
)
def test_an_address_leads_inside_the_archive_or_nowhere(href: str, target: Target | None) -> None:
    assert resolved("OPS/text/a.xhtml", href) == target
