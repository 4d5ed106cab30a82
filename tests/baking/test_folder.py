"""The folder of baked pages, and what is thrown away with it."""

from pathlib import Path

import pytest

from octavo.baking.baked import Head
from octavo.baking.folder import Folder, Written, take_away

HEAD = Head(headers=[], etag="a1", made_at=1.0)
NAMES = {"a/index.html", "a/index.html.br", "a/index.html.gz", "a/index.html.head"}


def names(pages: Path) -> set[str]:
    found = {path.relative_to(pages).as_posix() for path in pages.rglob("*") if path.is_file()}
    return {name for name in found if not name.startswith(".octavo/")}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "baked", "one")


def test_there_is_nothing_before_it_is_begun(folder: Folder) -> None:
    assert folder.pages() is None
    assert folder.index() is None


def test_a_page_appears_whole_and_goes_whole(folder: Folder) -> None:
    pages = folder.begin_anew("0").pages
    written = Written(pages, "a/index.html", b"<p>", HEAD)
    assert names(pages) == set()
    written.put()
    written.throw_away()
    assert names(pages) == NAMES
    take_away(pages, "a/index.html")
    assert names(pages) == set()
    assert list((pages / ".octavo").glob("half-*")) == []


def test_what_is_thrown_away_leaves_nothing(folder: Folder) -> None:
    pages = folder.begin_anew("0").pages
    Written(pages, "a/index.html", b"<p>", HEAD).throw_away()
    assert names(pages) == set()
    assert list((pages / ".octavo").glob("half-*")) == []


def test_a_page_that_cannot_be_written_leaves_nothing(folder: Folder) -> None:
    with pytest.raises(OSError, match="No such file"):
        Written(folder.root / "gone", "a/index.html", b"<p>", HEAD)


def test_beginning_anew_leaves_the_old_pages_behind(folder: Folder) -> None:
    old = folder.begin_anew("0").pages
    Written(old, "a/index.html", b"<p>", HEAD).put()
    new = folder.begin_anew("7").pages
    assert new != old
    assert folder.pages() == new
    assert names(new) == set()
    folder.remove_old()
    assert not old.exists()
    assert new.exists()


def test_two_who_begin_anew_for_one_reason_do_it_once(folder: Folder) -> None:
    first = folder.begin_anew("0").pages
    second = folder.begin_anew("7", instead_of=first).pages
    assert folder.begin_anew("7", instead_of=first).pages == second


@pytest.mark.parametrize("broken", ["made-for", "index.sqlite3"])
def test_a_folder_without_what_it_needs_is_none(folder: Folder, broken: str) -> None:
    pages = folder.begin_anew("0").pages
    (pages / ".octavo" / broken).unlink()
    assert folder.index() is None


def test_pages_made_with_something_else_are_none(folder: Folder) -> None:
    folder.begin_anew("0")
    assert folder.index() is not None
    assert Folder(folder.root, "two").index() is None


def test_a_lock_that_is_held_is_not_had(folder: Folder) -> None:
    with folder.locked("page-1") as first, folder.locked("page-1", seconds=0.01) as second, folder.locked("page-2") as other:
        assert (first, second, other) == (True, False, True)
    with folder.locked("page-1", seconds=0.01) as again:
        assert again
