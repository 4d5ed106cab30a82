"""A sample as a file of its own: whole, safe, and the same bytes every time."""

from io import BytesIO
from zipfile import ZipFile

from octavo.books.epub import open_epub, sample_chapters
from octavo.books.epub.writing import sample_epub
from tests.books.epub.making import PNG, entries, opened, package

METADATA = (
    '<dc:title>The &amp; Hill</dc:title><dc:language>ar</dc:language><dc:creator>Ana</dc:creator><dc:identifier id="q">urn:isbn:'
    "9787115293800</dc:identifier>"
)


def made_sample() -> bytes:
    opf = package(
        documents=("one.xhtml", "two.xhtml", "three.xhtml"),
        metadata=METADATA,
        spine_attributes='page-progression-direction="rtl"',
    )
    texts = {
        "one": '<h1>First</h1><p>Once&#160;upon <img src="a.png" alt="A &lt; hill"/><br/><a href="two.xhtml#x">on</a></p>',
        "two": '<p id="x">Twice <img src="lost.svg" alt=""/><img src="bad.png" alt="Bad"/></p><script>alert(1)</script>',
        "three": "<p>The end, which is not in the sample.</p>" * 100,
    }
    bad = {"OPS/a.png": PNG, "OPS/bad.png": "no picture"}
    with opened({**entries(opf, **texts), **bad}) as epub:
        return sample_epub(epub, sample_chapters(epub, max_characters=20, share=1))


def test_a_sample_is_a_book_of_its_chapters_and_their_pictures() -> None:
    with open_epub(BytesIO(made_sample())) as sample:
        assert (sample.metadata.title, sample.language, sample.package.page_progression) == ("The & Hill", "ar", "rtl")
        assert [person.name for person in sample.metadata.contributors] == ["Ana"]
        # It is no edition of its own: nobody must take it for the book.
        assert (sample.metadata.isbn, sample.metadata.source_isbns) == ("", ("9787115293800",))
        assert [entry.title for entry in sample.toc] == ["First", "2"]
        assert sample.notes == ()
        one, two = sample_chapters(sample, share=1)
        assert one.html == (
            '<div><h1>First</h1><p>Once&nbsp;upon <img src="epub:EPUB/picture-1.png" alt="A &lt; hill"><br>'
            '<a href="epub:EPUB/chapter-2.xhtml#x">on</a></p></div>'
        )
        assert two.html == '<div><p id="x">Twice Bad</p></div>'
        assert (one.direction, one.language) == ("rtl", "ar")
        picture = sample.picture("EPUB/picture-1.png")
        assert picture is not None
        assert picture.content == PNG


def test_the_rest_of_the_book_is_not_in_it() -> None:
    with ZipFile(BytesIO(made_sample())) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())

    assert b"Twice" in whole
    assert b"The end" not in whole
    assert b"alert" not in whole


def test_the_same_sample_is_the_same_bytes() -> None:
    assert made_sample() == made_sample()


def test_a_sample_begins_as_epub_wants_it() -> None:
    with ZipFile(BytesIO(made_sample())) as archive:
        first = archive.infolist()[0]

    assert (first.filename, first.compress_type, first.extra) == ("mimetype", 0, b"")
