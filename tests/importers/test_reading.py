"""WXR into records: every version, in any order."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from octavo.importers.records import ColumnRecord, Kind, MediaUse, OrdinaryPageRecord, Record, Refusal, SectionRecord, Status
from octavo.importers.wordpress.shelf import url_key
from octavo.importers.wordpress.source import WordPressExport
from tests.importers import exports as wp

Write = Callable[..., Path]


def records(source: WordPressExport, kind: str) -> list[Record | Refusal]:
    return [entry.read() for entry in source.entries() if entry.kind == kind]


@pytest.fixture
def read(write_export: Write) -> Iterator[Callable[..., WordPressExport]]:
    return lambda *pieces: WordPressExport(write_export(*pieces))  # type: ignore[return-value]


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_every_version_is_read_with_either_scheme_in_its_namespace(tmp_path: Path, version: str, scheme: str) -> None:
    text = wp.export(wp.author(), wp.category("essays"), wp.tag("ink"), wp.item(1, excerpt="In short."))
    path = tmp_path / "export.xml"
    path.write_text(text.replace("http://wordpress.org/export/1.2/", f"{scheme}://wordpress.org/export/{version}/"))

    source = WordPressExport(path)

    assert source.found() == {"person": 1, "section": 1, "tag": 1, "media": 0, "column": 1, "page": 0, "menu": 0}
    (column,) = records(source, Kind.COLUMN)
    assert isinstance(column, ColumnRecord)
    assert (column.title, column.standfirst, column.slug) == ("Column 1", "In short.", "column-1")


def test_a_file_without_its_version_is_read_and_says_so(write_export: Write) -> None:
    path = write_export(wp.item(1))
    path.write_text(path.read_text().replace("<wp:wxr_version>1.2</wp:wxr_version>", ""))

    source = WordPressExport(path)

    assert source.found()["column"] == 1
    assert source.notes == ["the file does not say its version (wp:wxr_version): read as 1.2, as its namespace says"]


def test_text_in_several_cdata_sections_is_one_text(read: Callable[..., WordPressExport]) -> None:
    (column,) = records(read(wp.item(1, text="one ]]><![CDATA[two")), Kind.COLUMN)

    assert [part.value for part in column.body] == ["<p>one two</p>"]


def test_people_and_terms_that_only_posts_name_are_told_apart(read: Callable[..., WordPressExport]) -> None:
    source = read(wp.author("ben"), wp.item(1, wp.in_category("essays"), wp.tagged("ink"), creator="ana"))

    implied = {(entry.kind, entry.source_id) for entry in source.entries() if entry.is_implied}
    assert implied == {("person", "ana"), ("section", "essays"), ("tag", "ink")}
    assert source.found()["person"] == 1


def test_categories_come_parents_first_and_a_circle_ends(read: Callable[..., WordPressExport]) -> None:
    source = read(
        wp.category("leaf", parent="branch"),
        wp.category("branch", parent="root"),
        wp.category("root"),
        wp.category("x", parent="y"),
        wp.category("y", parent="x"),
        wp.category("orphan", parent="gone"),
    )

    sections = [record for record in records(source, Kind.SECTION) if isinstance(record, SectionRecord)]

    places = {section.source_id: place for place, section in enumerate(sections)}
    assert places["root"] < places["branch"] < places["leaf"]
    assert {section.source_id: section.parent_id for section in sections}["orphan"] == ""
    assert len(sections) == 6


def test_pages_come_parents_first_whatever_their_order_and_circles_are_outermost(read: Callable[..., WordPressExport]) -> None:
    source = read(
        wp.page(3, post_parent="2"),
        wp.page(2, post_parent="1"),
        wp.page(1),
        wp.page(8, post_parent="9"),
        wp.page(9, post_parent="8"),
        wp.page(7, post_parent="99"),
    )

    numbers = [record.source_id for record in records(source, Kind.PAGE) if isinstance(record, OrdinaryPageRecord)]

    assert numbers.index("1") < numbers.index("2") < numbers.index("3")
    assert sorted(numbers) == ["1", "2", "3", "7", "8", "9"]


def test_a_post_lives_in_its_deepest_category_and_the_others_become_tags(read: Callable[..., WordPressExport]) -> None:
    heads = (
        wp.category("art", number=1),
        wp.category("film", parent="art", number=2),
        wp.category("books", "Good Books", number=3),
    )
    source = read(*heads, wp.item(1, wp.in_category("books", "Good Books"), wp.in_category("film"), wp.in_category("art")))

    (column,) = records(source, Kind.COLUMN)

    assert column.section_id == "film"
    assert [(tag.source_id, tag.name) for tag in column.tags] == [("category:books", "Good Books")]
    assert [(note.reason, note.detail) for note in column.notes] == [
        ("it was in a further category: kept as a tag, since a column lives in one section", "Good Books")
    ]


def test_the_category_its_author_called_primary_comes_first(read: Callable[..., WordPressExport]) -> None:
    heads = (wp.category("art", number=1), wp.category("film", parent="art", number=2), wp.category("books", number=3))
    primary = wp.meta("_yoast_wpseo_primary_category", "3")
    source = read(*heads, wp.item(1, wp.in_category("film"), wp.in_category("books"), primary))

    assert records(source, Kind.COLUMN)[0].section_id == "books"


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("publish", Status.PUBLISHED),
        ("future", Status.SCHEDULED),
        ("private", Status.PRIVATE),
        ("draft", Status.DRAFT),
        ("pending", Status.DRAFT),
        ("odd", Status.DRAFT),
    ],
)
def test_statuses(read: Callable[..., WordPressExport], status: str, expected: Status) -> None:
    assert records(read(wp.item(1, status=status)), Kind.COLUMN)[0].status is expected


@pytest.mark.parametrize("status", ["trash", "auto-draft", "inherit"])
def test_what_was_thrown_away_does_not_come_and_says_why(read: Callable[..., WordPressExport], status: str) -> None:
    (refusal,) = records(read(wp.item(1, status=status)), Kind.COLUMN)

    assert isinstance(refusal, Refusal)
    assert refusal.reason


@pytest.mark.parametrize("kind", ["product", "revision", "wp_template", "wp_navigation", "wp_block", "elementor_library"])
def test_other_kinds_of_item_are_refused_with_a_reason_each(read: Callable[..., WordPressExport], kind: str) -> None:
    (refusal,) = records(read(wp.item(1, post_type=kind)), kind)

    assert isinstance(refusal, Refusal)
    assert (refusal.source_id, refusal.title) == ("1", "Column 1")
    assert len(refusal.reason) > 15


def test_dates_fall_back_from_gmt_to_local_to_the_feed(read: Callable[..., WordPressExport]) -> None:
    source = read(
        wp.item(1, post_date_gmt="2011-02-03 04:05:06"),
        wp.item(2, post_date_gmt="0000-00-00 00:00:00", post_date="2012-02-03 04:05:06"),
        wp.item(3, "<pubDate>Tue, 05 Mar 2013 04:05:06 +0200</pubDate>", post_date_gmt=""),
        wp.item(4, "<pubDate>nonsense</pubDate>", post_date_gmt="never"),
    )

    dates = [record.date and record.date.isoformat() for record in records(source, Kind.COLUMN)]
    assert dates == ["2011-02-03T04:05:06+00:00", "2012-02-03T04:05:06+00:00", "2013-03-05T02:05:06+00:00", None]


def test_titles_and_slugs_in_every_script(read: Callable[..., WordPressExport]) -> None:
    source = read(
        wp.item(1, title="An <em>odd</em> &amp; “long” title", post_name="%e4%b8%ad%e6%96%87"),
        wp.item(2, title=" ", text="<p>What it begins with, and goes on for quite a while so that it must be cut somewhere.</p>"),
        wp.item(3, title=" ", text=""),
        wp.item(4, title="x" * 300),
    )
    found = records(source, Kind.COLUMN)

    assert (found[0].title, found[0].slug) == ("An odd & “long” title", "中文")
    assert found[1].title == "What it begins with, and goes on for quite a while so that…"
    assert found[2].title == "№ 3"
    assert len(found[3].title) == 255


def test_old_addresses_are_those_of_the_old_site_only(read: Callable[..., WordPressExport]) -> None:
    source = read(
        wp.item(7, "<guid>https://old.example/?p=7</guid>"),
        wp.item(8, link="https://elsewhere.example/x/"),
        wp.page(9, link="https://www.old.example/about/"),
    )

    assert [record.old_paths for record in (*records(source, Kind.COLUMN), *records(source, Kind.PAGE))] == [
        ("/2011/column-7/", "/?p=7"),
        ("/?p=8",),
        ("/about/", "/?p=9", "/?page_id=9"),
    ]


def test_the_site_is_known_by_its_address_without_scheme_and_www(tmp_path: Path) -> None:
    path = tmp_path / "export.xml"
    path.write_text(
        wp.export().replace("<wp:base_blog_url>https://old.example<", "<wp:base_blog_url>http://www.Old.example:8080/blog/<")
    )

    assert WordPressExport(path).site.key == "old.example:8080/blog"
    assert WordPressExport(path, source_site="mine").site.key == "mine"


@pytest.mark.parametrize(
    ("url", "key", "unsized"),
    [
        ("https://old.example/a/b-300x200.jpg?w=3#x", "old.example/a/b-300x200.jpg", "old.example/a/b.jpg"),
        ("http://old.example/a/b-scaled.jpg", "old.example/a/b-scaled.jpg", "old.example/a/b.jpg"),
        ("http://old.example/a/b-x.jpg", "old.example/a/b-x.jpg", "old.example/a/b-x.jpg"),
    ],
)
def test_a_picture_is_the_same_in_all_its_sizes(url: str, key: str, unsized: str) -> None:
    assert (url_key(url), url_key(url, sized=True)) == (key, unsized)


def test_the_file_a_text_shows_is_found_by_address_before_number(read: Callable[..., WordPressExport]) -> None:
    source = read(wp.attachment(5, "2011/a.jpg"), wp.attachment(6, "2011/b.jpg"), wp.item(7))
    base = "https://old.example/wp-content/uploads/2011"

    assert source.file_at(MediaUse("6", f"{base}/a-150x150.jpg")) == "5"
    assert source.file_at(MediaUse("6", "https://old.example/gone.jpg")) == "6"
    assert source.file_at(MediaUse("7", "")) == ""
    assert source.is_own(f"{base}/c.jpg")
    assert not source.is_own("https://elsewhere.example/c.jpg")
