"""Descriptions, contents, subjects with a code, covers."""

from octavo.importers.book_records import FileUse, SubjectRecord
from tests.importers.marc.reading import read_fields
from tests.importers.marc.records import field


def test_a_summary_is_the_description_and_a_review_is_not() -> None:
    work = read_fields(field("520", "1 ", "aA masterpiece!"), field("520", "  ", "aA ferry & a girl.", "bAnd a dog.")).work
    assert work.description_html == "<p>A ferry &amp; a girl. And a dog.</p>"


def test_contents_are_a_list() -> None:
    work = read_fields(field("505", "0 ", "aThe ferry -- The girl <and> the dog -- The end.")).work
    assert work.contents_html == "<ul><li>The ferry</li><li>The girl &lt;and&gt; the dog</li><li>The end</li></ul>"


def test_one_line_of_contents_tells_nobody_anything() -> None:
    assert read_fields(field("505", "0 ", "aThe whole book.")).work.contents_html is None


def test_bisac_has_its_code_and_the_words_of_its_heading() -> None:
    work = read_fields(
        field("072", " 7", "aFIC", "x019000", "2bisacsh"),
        field("072", " 7", "aLIT", "x008010", "2bisacsh"),
        field("650", " 7", "aFICTION", "xLiterary.", "2bisacsh"),
        field("650", " 7", "aLITERARY CRITICISM", "xAsian", "xChinese.", "2bisacsh"),
    ).work
    assert work.subjects == (
        SubjectRecord("bisac", "FIC019000", "FICTION / Literary"),
        SubjectRecord("bisac", "LIT008010", "LITERARY CRITICISM / Asian / Chinese"),
    )


def test_thema_has_its_code() -> None:
    work = read_fields(field("072", " 7", "aFBC", "2thema"), field("650", " 7", "aFiction", "0(thema)FB", "2thema")).work
    assert work.subjects == (SubjectRecord("thema", "FBC"), SubjectRecord("thema", "FB", "Fiction"))


def test_headings_without_a_code_are_left_to_the_library() -> None:
    assert read_fields(field("650", " 0", "aRivers", "zChina"), field("653", "  ", "aboats")).work.subjects is None


def test_the_address_of_a_cover_is_taken_and_no_other() -> None:
    edition = read_fields(
        field("856", "42", "3Table of contents", "uhttps://library.example/toc.html"),
        field("856", "42", "3Cover image", "uhttps://library.example/cover.jpg"),
    )
    assert edition.cover == FileUse(url="https://library.example/cover.jpg")
    assert read_fields(field("856", "42", "3Cover", "ufile:///etc/passwd")).cover is None
