"""The files of a book: which are its texts, which is its cover, and what its pictures really are."""

import pytest

from octavo.books.epub.reading import Epub
from tests.books.epub import making
from tests.books.epub.making import PLAIN_METADATA, PNG, book, entries, opened, package

PICTURE = {"OPS/front.png": PNG}


def with_items(items: str, *, extra: str = "", metadata: str = PLAIN_METADATA, **changes: str | bytes) -> Epub:
    return opened({**entries(package(items=items, extra=extra, metadata=metadata)), **PICTURE, **changes})


def test_reading_order_direction_scripts_and_layout_come_from_the_package() -> None:
    opf = package(
        documents=("one.xhtml", "two.xhtml"),
        items='<item id="n" href="notes.xhtml" media-type="application/xhtml+xml" properties="scripted"/>',
        spine='<itemref idref="n" linear="no"/><itemref idref="unknown"/>',
        spine_attributes='page-progression-direction="rtl"',
        metadata='<meta property="rendition:layout">pre-paginated</meta><meta property="rendition:spread">none</meta>',
    )
    with opened(entries(opf, one="<p>1</p>", two="<p>2</p>", notes="<p>3</p>")) as epub:
        assert [part.item.path for part in epub.texts] == ["OPS/one.xhtml", "OPS/two.xhtml"]
        assert len(epub.package.spine) == 3
        assert (epub.package.page_progression, epub.package.is_scripted, epub.package.is_fixed_layout) == ("rtl", True, True)
        assert epub.package.rendition == {"layout": "pre-paginated", "spread": "none"}
        assert epub.package.version == "3.0"


@pytest.mark.parametrize(
    "changes",
    [
        {"OPS/package.opf": package(metadata='<meta name="fixed-layout" content="true"/>')},
        {
            "META-INF/com.apple.ibooks.display-options.xml": '<display_options><platform name="*">'
            '<option name="fixed-layout">true'
            "</option></platform></display_options>"
        },
    ],
)
def test_fixed_layout_is_known_as_older_books_tell_it(changes: dict[str, str]) -> None:
    with opened({**entries(), **changes}) as epub:
        assert epub.package.is_fixed_layout


def test_a_plain_book_is_none_of_it() -> None:
    package_read = book().package

    assert not package_read.is_fixed_layout
    assert not package_read.is_scripted
    assert (package_read.page_progression, package_read.rendition, package_read.rendition_count) == ("", {}, 1)


def test_a_text_in_a_foreign_format_is_read_from_its_fallback() -> None:
    opf = package(
        items='<item id="x" href="x.pdf" media-type="application/pdf" fallback="y"/>'
        '<item id="y" href="y.dtb" media-type="application/x-dtbook+xml" fallback="d0"/>'
        '<item id="z" href="z.pdf" media-type="application/pdf" fallback="z"/>',
        spine='<itemref idref="x"/><itemref idref="z"/>',
    )
    with opened({**entries(opf), "OPS/x.pdf": "x", "OPS/y.dtb": "y", "OPS/z.pdf": "z"}) as epub:
        assert [part.item.path for part in epub.package.spine] == ["OPS/one.xhtml", "OPS/one.xhtml", "OPS/z.pdf"]
        assert [part.item.path for part in epub.texts] == ["OPS/one.xhtml", "OPS/z.pdf"]


def test_what_is_listed_but_missing_is_noted_and_what_is_elsewhere_is_not() -> None:
    items = (
        '<item id="a" href="lost.png" media-type="image/png"/>'
        '<item id="b" href="https://x.example/s.mp3" media-type="audio/mpeg"/>'
    )
    with with_items(items) as epub:
        assert epub.notes == ("“lost.png” is listed but not inside it",)


def test_a_file_named_in_another_case_or_encoded_is_found() -> None:
    made = entries(package(documents=("One.XHTML", "t%C3%A9xt%20two.xhtml")))
    with opened({**made, "OPS/te\u0301xt two.xhtml": making.page("<p>2</p>")}) as epub:
        assert [part.item.path for part in epub.texts] == ["OPS/one.xhtml", "OPS/te\u0301xt two.xhtml"]


def test_names_without_the_flag_for_utf_8_are_read_as_utf_8() -> None:
    content = making.packed({**entries(package(documents=("é.xhtml",))), "OPS/é.xhtml": making.page("<p>2</p>")})
    unflagged = bytearray(content)
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = unflagged.find(signature)
        while place >= 0:
            unflagged[place + flags + 1] &= ~0x8
            place = unflagged.find(signature, place + 4)
    assert unflagged != content

    with making.opened_bytes(bytes(unflagged)) as epub:
        assert [part.item.path for part in epub.texts] == ["OPS/é.xhtml"]


# The cover


@pytest.mark.parametrize(
    ("items", "extra", "metadata"),
    [
        ('<item id="x" href="front.png" media-type="image/png" properties="cover-image"/>', "", ""),
        ('<item id="x" href="front.png" media-type="image/png"/>', "", '<meta name="cover" content="x"/>'),
        ('<item id="x" href="front.png" media-type="image/png"/>', "", '<meta name="cover" content="front.png"/>'),
        ('<item id="x" href="f.xhtml" media-type="application/xhtml+xml"/>', "", '<meta name="cover" content="x"/>'),
        ("", '<guide><reference type="cover" href="f.xhtml"/></guide>', ""),
        ("", '<guide><reference type="cover" href="front.png"/></guide>', ""),
        ('<item id="cover" href="front.png" media-type="image/png"/>', "", ""),
    ],
)
def test_the_cover_is_found_in_every_manner(items: str, extra: str, metadata: str) -> None:
    page = making.page(
        '<svg xmlns="http://www.w3.org/2000/svg"><image xmlns:x="http://www.w3.org/1999/xlink" x:href="front.png"/></svg>'
    )
    with with_items(items, extra=extra, metadata=metadata, **{"OPS/f.xhtml": page}) as epub:
        assert epub.cover is not None
        assert epub.cover.path == "OPS/front.png"
        picture = epub.picture(epub.cover.path)
        assert picture is not None
        assert (picture.content, picture.media_type, picture.extension) == (PNG, "image/png", ".png")


def test_a_first_page_that_is_only_a_picture_is_the_cover_and_gives_its_words() -> None:
    with opened({**entries(one='<div><img src="front.png" alt="A hill at dusk"/></div>'), **PICTURE}) as epub:
        assert epub.cover is not None
        assert (epub.cover.path, epub.cover.alt) == ("OPS/front.png", "A hill at dusk")


def test_a_picture_beside_text_is_no_cover() -> None:
    with opened({**entries(one='<p>Once <img src="front.png" alt=""/></p>'), **PICTURE}) as epub:
        assert epub.cover is None


def test_a_cover_that_is_no_picture_is_passed_over() -> None:
    items = (
        '<item id="x" href="f.png" media-type="image/png" properties="cover-image"/>'
        '<item id="cover" href="front.png" media-type="image/png"/>'
    )
    with with_items(items, **{"OPS/f.png": "<script>alert(1)</script>"}) as epub:
        assert epub.cover is not None
        assert epub.cover.path == "OPS/front.png"


# Pictures


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0JFIF", "image/jpeg"),
        (b"GIF89a...", "image/gif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml"),
    ],
)
def test_a_picture_is_known_by_its_bytes_not_its_name(content: bytes, media_type: str) -> None:
    with opened({**entries(), "OPS/x.txt": content}) as epub:
        picture = epub.picture("OPS/x.txt")

    assert picture is not None
    assert picture.media_type == media_type


@pytest.mark.parametrize("content", ["<html><script>alert(1)</script></html>", "%PDF-1.7", "", "<svg><!ENTITY", "RIFF....WAVE"])
def test_what_only_calls_itself_a_picture_is_none(content: str) -> None:
    with opened({**entries(), "OPS/x.png": content}) as epub:
        assert epub.picture("OPS/x.png") is None
        assert epub.picture("OPS/missing.png") is None


def test_a_drawing_has_nothing_in_it_that_runs() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script><path d="M0 0"/></svg>'
    with opened({**entries(), "OPS/x.svg": svg}) as epub:
        picture = epub.picture("OPS/x.svg")

    assert picture is not None
    assert b"alert" not in picture.content
    assert b'd="M0 0"' in picture.content
