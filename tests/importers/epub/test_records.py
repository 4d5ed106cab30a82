"""An EPUB as a record: its facts in our words, its cover, its contents and a sample."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from octavo.books.epub import open_epub, sample_chapters
from octavo.importers.book_records import (
    ContributorRecord,
    EditionEntry,
    EditionRecord,
    Notice,
    PartialDate,
    SeriesRecord,
    SubjectRecord,
)
from octavo.importers.epub.source import EpubFiles, NoEpubFiles
from octavo.importers.records import Note, Refusal
from tests.books.epub.making import PNG, entries, nav, package, packed

NAV = '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
COVER = '<item id="cover" href="front.png" media-type="image/png" properties="cover-image"/>'
FULL = """
<dc:identifier id="q">urn:isbn:978-7-115-29380-0</dc:identifier>
<dc:title id="t">红楼梦</dc:title><meta refines="#t" property="title-type">main</meta>
<meta refines="#t" property="alternate-script" xml:lang="zh-Latn">Hóng lóu mèng</meta>
<dc:title id="s">石头记</dc:title><meta refines="#s" property="title-type">subtitle</meta>
<dc:title id="e">第二版</dc:title><meta refines="#e" property="title-type">edition</meta>
<dc:language>zh-Hans</dc:language><dc:language>chi</dc:language><dc:language>und</dc:language>
<dc:creator id="c">Cao Xueqin</dc:creator><meta refines="#c" property="role">aut</meta>
<meta refines="#c" property="role">edt</meta>
<meta refines="#c" property="file-as">Cao, Xueqin</meta><meta refines="#c" property="alternate-script" xml:lang="zh">曹雪芹</meta>
<dc:contributor opf:role="bkp">calibre (7.0)</dc:contributor>
<dc:publisher>People’s Literature</dc:publisher><dc:date>2008-07</dc:date>
<dc:description>A house falls.

Slowly &amp; well.</dc:description>
<dc:subject>FIC004000 FICTION / Classics</dc:subject><dc:subject>Novels</dc:subject><dc:subject>Novels</dc:subject>
<dc:subject id="th">Classic fiction</dc:subject><meta refines="#th" property="authority">Thema</meta>
<meta refines="#th" property="term">fbc</meta>
<meta name="calibre:series" content="Four Novels"/><meta name="calibre:series_index" content="1.0"/>
<dc:source>urn:isbn:9780306406157</dc:source>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilitySummary">All of it is text.</meta>
"""
TOC = (
    '<li><a href="one.xhtml">One &amp; all</a><ol><li><a href="one.xhtml#a">A</a></li></ol></li>'
    '<li><a href="one.xhtml#b">Two</a></li>'
)


def write(
    path: Path, metadata: str = FULL, *, items: str = NAV + COVER, text: str = "<p>Once.</p>" * 30, picture: bytes = PNG
) -> Path:
    made = {**entries(package(metadata=metadata, items=items), one=text), "OPS/nav.xhtml": nav(TOC), "OPS/front.png": picture}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(packed(made))
    return path


def record_in(path: Path, **options: float) -> EditionRecord:
    (entry,) = EpubFiles([path], **options).entries()  # type: ignore[arg-type]
    record = entry.read()
    assert isinstance(record, EditionRecord)
    return record


def refusal_of(entry: EditionEntry) -> str:
    refusal = entry.read()
    assert isinstance(refusal, Refusal)
    assert (refusal.kind, refusal.source_id, refusal.title) == ("edition", entry.source_id, entry.title)
    return refusal.reason


def titled(metadata: str) -> str:
    return f"<dc:title>The Hill</dc:title><dc:identifier id='q'>urn:uuid:12c1df3e</dc:identifier>{metadata}"


def test_all_that_a_book_says_is_in_its_record(tmp_path: Path) -> None:
    record = record_in(write(tmp_path / "stone.epub"))
    work = record.work

    assert (record.source_id, record.isbn, record.notice) == ("isbn:9787115293800", "9787115293800", Notice.KEEP)
    assert (record.form, record.form_code, record.statement, record.languages) == ("epub", "ED", "第二版", ("zh",))
    assert (record.publisher, record.published_on) == ("People’s Literature", PartialDate(date(2008, 7, 1), "month"))
    assert (record.accessibility, record.accessibility_note) == (("11",), "All of it is text.")
    assert (work.title, work.subtitle, work.title_original, work.title_romanised) == (
        "红楼梦",
        "石头记",
        "红楼梦",
        "Hóng lóu mèng",
    )
    assert work.contributors == (
        ContributorRecord("Cao Xueqin", "author", "Cao, Xueqin", "曹雪芹", source_role="aut"),
        ContributorRecord("Cao Xueqin", "editor", "Cao, Xueqin", "曹雪芹", source_role="edt"),
    )
    assert work.subjects == (
        SubjectRecord("bisac", "FIC004000", "FICTION / Classics"),
        SubjectRecord("own", "", "Novels"),
        SubjectRecord("thema", "FBC", "Classic fiction"),
    )
    assert work.series == SeriesRecord("Four Novels", "1")
    assert work.sibling_isbns == ("9780306406157",)
    assert work.description_html == "<p>A house falls.</p><p>Slowly &amp; well.</p>"
    assert work.contents_html == "<ul><li>One &amp; all<ul><li>A</li></ul></li><li>Two</li></ul>"
    assert (record.notes, record.prices, record.availability) == ((), None, None)


def test_what_a_book_does_not_say_is_none_so_that_what_we_have_stays(tmp_path: Path) -> None:
    record = record_in(write(tmp_path / "plain.epub", titled(""), items=""))
    work = record.work

    told = (record.statement, record.languages, record.publisher, record.published_on, record.accessibility, record.cover)
    assert told == (None,) * 6
    assert (work.subtitle, work.title_original, work.description_html, work.contents_html) == (None,) * 4
    assert (work.contributors, work.subjects, work.series, work.sibling_isbns) == (None, None, None, ())


def test_accessibility_that_is_told_without_a_code_is_told_to_be_none(tmp_path: Path) -> None:
    record = record_in(write(tmp_path / "a.epub", titled('<meta property="schema:accessMode">visual</meta>')))

    assert record.accessibility == ()


def test_the_cover_comes_with_its_bytes_and_a_name_of_ours(tmp_path: Path) -> None:
    cover = record_in(write(tmp_path / "stone.epub")).cover

    assert cover is not None
    assert (cover.name, cover.content, cover.alt) == ("stone.png", PNG, "")


def test_the_sample_is_the_beginning_as_a_book_of_its_own(tmp_path: Path) -> None:
    record = record_in(write(tmp_path / "stone.epub"))

    assert record.sample is not None
    assert record.sample.name == "stone-sample.epub"
    with open_epub(BytesIO(record.sample.content or b"")) as sample:
        (chapter,) = sample_chapters(sample, share=1)
    assert chapter.html.count("<p>") == 3


def test_a_greater_share_is_a_longer_sample_and_none_is_none(tmp_path: Path) -> None:
    path = write(tmp_path / "stone.epub")
    half = record_in(path, sample_share=0.5).sample

    assert half is not None
    with open_epub(BytesIO(half.content or b"")) as sample:
        assert sample_chapters(sample, share=1)[0].html.count("<p>") == 15
    assert record_in(path, sample_share=0).sample is None


def test_the_same_file_is_the_same_record(tmp_path: Path) -> None:
    path = write(tmp_path / "stone.epub")

    assert record_in(path) == record_in(path)


def test_the_title_of_a_translation_in_its_own_script_is_not_the_original(tmp_path: Path) -> None:
    metadata = (
        '<dc:title id="t">Le Régime</dc:title><meta refines="#t" property="alternate-script" xml:lang="ar">النظام</meta>'
        '<dc:contributor id="c">Marina</dc:contributor><meta refines="#c" property="role">trl</meta>'
    )

    assert record_in(write(tmp_path / "a.epub", metadata)).work.title_original is None


def test_a_description_in_html_stays_html(tmp_path: Path) -> None:
    record = record_in(
        write(tmp_path / "a.epub", titled("<dc:description>&lt;p&gt;A &lt;b&gt;hill&lt;/b&gt;.&lt;/p&gt;</dc:description>"))
    )

    assert record.work.description_html == "<p>A <b>hill</b>.</p>"


def test_a_table_of_contents_of_one_line_tells_nothing(tmp_path: Path) -> None:
    path = write(tmp_path / "a.epub")
    path.write_bytes(packed({**entries(package(items=NAV)), "OPS/nav.xhtml": nav('<li><a href="one.xhtml">Start</a></li>')}))

    assert record_in(path).work.contents_html is None


def test_oddities_are_noted(tmp_path: Path) -> None:
    record = record_in(write(tmp_path / "a.epub", titled("<dc:date>last spring</dc:date>")))

    assert record.notes == (Note("Something in the file could not be used as it is.", "its date “last spring” cannot be read"),)


@pytest.mark.parametrize(
    ("metadata", "source_id"),
    [
        (titled("<dc:identifier>9787115293800</dc:identifier>"), "isbn:9787115293800"),
        (titled(""), "urn:uuid:12c1df3e"),
        ("<dc:title>The Hill</dc:title><dc:identifier id='q'>1</dc:identifier><dc:creator>Ana</dc:creator>", "1|The Hill|Ana|"),
        ("<dc:title>The Hill</dc:title><dc:language>en</dc:language>", "|The Hill||en"),
    ],
)
def test_an_edition_is_known_by_what_stays_the_same(tmp_path: Path, metadata: str, source_id: str) -> None:
    assert record_in(write(tmp_path / "a.epub", metadata)).source_id == source_id


def test_a_very_long_identifier_fits_the_ledger(tmp_path: Path) -> None:
    record = record_in(write(tmp_path / "a.epub", f"<dc:title>T</dc:title><dc:identifier id='q'>{'long' * 100}</dc:identifier>"))

    assert len(record.source_id) == 64


# Files and folders


def test_files_and_folders_at_any_depth_are_read_in_order(tmp_path: Path) -> None:
    for name in ("shelf/b.epub", "shelf/deep/a.EPUB", "one.epub"):
        write(tmp_path / name, f"<dc:title>{name}</dc:title><dc:identifier id='q'>{name} of a shelf</dc:identifier>")
    (tmp_path / "shelf" / "notes.txt").write_text("not a book")

    files = EpubFiles([tmp_path / "one.epub", tmp_path / "shelf"])
    titles = [entry.title for entry in files.entries()]

    assert titles == ["one.epub", "shelf/b.epub", "shelf/deep/a.EPUB"]
    assert files.bytes_read == files.total_bytes == sum(path.stat().st_size for path in tmp_path.rglob("*.[eE]*"))
    assert files.sender == "epub"


@pytest.mark.parametrize(
    ("name", "reason"), [("nothing.epub", "there is no such file"), ("", "there is no .epub file in this folder")]
)
def test_naming_nothing_that_can_be_read_says_so(tmp_path: Path, name: str, reason: str) -> None:
    with pytest.raises(NoEpubFiles, match=reason):
        EpubFiles([tmp_path / name])


def test_a_file_that_is_refused_stops_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.epub").write_bytes(b"%PDF")
    write(tmp_path / "b.epub")
    write(tmp_path / "c.epub", "<dc:identifier id='q'>urn:uuid:12c1df3e</dc:identifier>")
    bomb = "<?xml version='1.0'?><!DOCTYPE html [<!ENTITY a 'ha'>]><html><body><p>&a;</p></body></html>"
    write(tmp_path / "d.epub", titled("<dc:creator>D</dc:creator>").replace("12c1df3e", "another-one"), text=bomb)

    broken, good, untitled, tricky = EpubFiles([tmp_path]).entries()

    assert "a.epub: it is no EPUB" in refusal_of(broken)
    assert isinstance(good.read(), EditionRecord)
    assert "c.epub: it has no title" in refusal_of(untitled)
    assert "its document type declares entities" in refusal_of(tricky)


def test_a_second_file_of_the_same_edition_is_left_out_so_that_a_second_run_changes_nothing(tmp_path: Path) -> None:
    write(tmp_path / "a.epub")
    write(tmp_path / "b.epub")

    first, second = EpubFiles([tmp_path]).entries()

    assert isinstance(first.read(), EditionRecord)
    assert "it has the same identifier as a file that came before it" in refusal_of(second)
    assert second.title == f"红楼梦 ({tmp_path / 'b.epub'})"
