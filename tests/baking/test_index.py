"""The index of what each page shows."""

from pathlib import Path

import pytest

from octavo.baking.index import Index, Row


@pytest.fixture
def index(tmp_path: Path) -> Index:
    (tmp_path / ".octavo").mkdir()
    index = Index(tmp_path)
    index.make("12")
    return index


def row(name: str = "a/index.html", **changes: float | None) -> Row:
    path = f"/{name.removesuffix('index.html')}"
    return Row(
        **{"name": name, "path": path, "query": "", "made_at": 5.0, "until": None, "stale_from": None, "bytes": 9, **changes}
    )


def add(index: Index, row: Row, *tags: str) -> None:
    with index.changing() as changing:
        changing.add(row, tags)


def test_pages_are_found_by_what_they_show(index: Index) -> None:
    add(index, row("a/index.html"), "book:1", "person:1")
    add(index, row("b/index.html"), "book:2", "person:1")
    found = {said: {row.name for row in index.reading().pages_of(said)} for said in (("book:1",), ("person:1",), ("book:3",), ())}
    assert found == {
        ("book:1",): {"a/index.html"},
        ("person:1",): {"a/index.html", "b/index.html"},
        ("book:3",): set(),
        (): set(),
    }


def test_more_tags_than_one_question_holds_are_asked_for(index: Index) -> None:
    add(index, row(), "book:1999")
    assert [found.name for found in index.reading().pages_of(f"book:{number}" for number in range(2000))] == ["a/index.html"]


def test_a_page_that_is_added_again_shows_what_it_shows_now(index: Index) -> None:
    add(index, row(), "book:1")
    add(index, row(made_at=6.0), "book:2")
    reading = index.reading()
    assert reading.pages_of(["book:1"]) == []
    assert reading.pages_of(["book:2"]) == [row(made_at=6.0)]
    assert (reading.has(row()), reading.has(row(made_at=6.0))) == (False, True)


def test_a_page_that_is_removed_shows_nothing(index: Index) -> None:
    add(index, row(), "book:1")
    with index.changing() as changing:
        changing.remove([row()])
    assert index.reading().rows() == []
    assert index.reading().connection.execute("SELECT count(*) FROM tags").fetchone() == (0,)


def test_pages_become_wrong_at_their_moment(index: Index) -> None:
    add(index, row("always/index.html"))
    add(index, row("until/index.html", until=100.0))
    add(index, row("stale/index.html", stale_from=50.0))
    add(index, row("future/index.html", made_at=90.0))

    def past(now: float, stale_before: float) -> set[str]:
        return {found.path for found in index.reading().pages_past(now, stale_before=stale_before)}

    assert past(95.0, 49.0) == set()
    assert past(100.0, 49.0) == {"/until/"}
    assert past(95.0, 50.0) == {"/stale/"}
    assert past(60.0, 0.0) == {"/future/"}


def test_what_fails_changes_nothing(index: Index) -> None:
    def fail() -> None:
        with index.changing() as changing:
            changing.add(row(), ["book:1"])
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert index.reading().rows() == []


def test_it_knows_up_to_where_it_followed(index: Index) -> None:
    assert index.reading().state()[0] == "12"
    with index.changing() as changing:
        changing.follow("17")
    assert index.reading().state()[0] == "17"


def test_an_index_that_was_deleted_is_not_made_by_itself(index: Index) -> None:
    index.path.unlink()
    with pytest.raises(FileNotFoundError):
        index.reading()


def test_totals_are_of_all_pages(index: Index) -> None:
    assert index.reading().totals() == (0, 0, None)
    add(index, row("a/index.html", made_at=3.0))
    add(index, row("b/index.html"))
    assert index.reading().totals() == (2, 18, 3.0)
