"""`octavo import epub`: rows out of files, once, whatever they hold."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from octavo.base.models import Attachment, Picture
from octavo.books import samples
from octavo.books.actions import change_book
from octavo.books.models import Book, Edition
from octavo.cli.django_verbs import django_words
from octavo.importers.models import ImportedThing
from octavo.people.models import Person
from tests.book_makers import make_book, make_edition
from tests.importers.epub.pictures import COVER_JPEG
from tests.importers.epub.test_records import COVER, FULL, NAV, titled, write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _forget_samples() -> None:
    samples._sample.cache_clear()


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A folder with a book that says all there is to say, one that says little, and one that is none."""
    write(tmp_path / "shelf" / "stone.epub", items=NAV + COVER, picture=COVER_JPEG)
    write(tmp_path / "shelf" / "deep" / "hill.epub", titled(""), items="")
    (tmp_path / "shelf" / "none.epub").write_bytes(b"%PDF")
    return tmp_path / "shelf"


def bring(tmp_path: Path, *paths: Path, **options: Any) -> dict[str, Any]:
    report = tmp_path / "report.json"
    call_command("import_epub", *map(str, paths), report=report, stdout=StringIO(), **options)
    return json.loads(report.read_text())


def test_books_editions_people_covers_and_samples_come_out_of_files(tmp_path: Path, shelf: Path) -> None:
    report = bring(tmp_path, shelf)

    assert report["kinds"]["edition"]["made"] == 2
    stone = Edition.objects.get(isbn="9787115293800")
    assert (stone.form, stone.form_code, stone.languages, str(stone.publisher)) == ("epub", "ED", ["zh"], "People’s Literature")
    assert (stone.published_precision, stone.accessibility, stone.accessibility_note) == ("month", ["11"], "All of it is text.")
    book = stone.book
    assert (book.title, book.subtitle, book.title_romanised) == ("红楼梦", "石头记", "Hóng lóu mèng")
    assert book.description == "<p>A house falls.</p><p>Slowly &amp; well.</p>"
    assert book.contents == "<ul><li>One &amp; all<ul><li>A</li></ul></li><li>Two</li></ul>"
    assert [(part.person.name_original, part.role) for part in book.people] == [("曹雪芹", "author"), ("曹雪芹", "editor")]
    assert (str(book.series), book.series_number) == ("Four Novels", "1")
    assert stone.cover is not None
    assert stone.cover.file.read() == COVER_JPEG
    assert Person.objects.count() == 1


def test_a_second_run_changes_nothing(tmp_path: Path, shelf: Path) -> None:
    bring(tmp_path, shelf)
    before = [
        list(model.objects.order_by("pk").values()) for model in (Book, Edition, Person, Picture, Attachment, ImportedThing)
    ]

    report = bring(tmp_path, shelf)

    assert report["changes"] == 0
    assert report["kinds"]["edition"]["unchanged"] == 2
    after = [list(model.objects.order_by("pk").values()) for model in (Book, Edition, Person, Picture, Attachment, ImportedThing)]
    assert after == before


def test_a_dry_run_writes_nothing(tmp_path: Path, shelf: Path) -> None:
    report = bring(tmp_path, shelf, dry_run=True)

    assert (report["dry_run"], report["kinds"]["edition"]["made"]) == (True, 2)
    assert (Book.objects.count(), Attachment.objects.count(), ImportedThing.objects.count()) == (0, 0, 0)


def test_what_is_no_book_is_named_with_the_reason(tmp_path: Path, shelf: Path) -> None:
    (line,) = bring(tmp_path, shelf)["left_out"]

    assert line["source_id"] == "none.epub"
    assert "it is no EPUB: it does not begin like a ZIP archive" in line["reason"]


def test_the_sample_is_read_on_the_site_and_the_rest_of_the_book_is_nowhere(client: Client, tmp_path: Path) -> None:
    text = "".join(f"<p>Paragraph {number:03d}.</p>" for number in range(100))
    bring(tmp_path, write(tmp_path / "stone.epub", text=text))
    book = Book.objects.get()

    shown = client.get(f"/books/{book.slug}/sample/1/text/").content.decode()

    assert "Paragraph 009." in shown
    assert "Paragraph 010." not in shown
    stored = Attachment.objects.get().file.read()
    assert len(stored) < 5_000
    with (tmp_path / "kept.epub").open("wb") as file:
        file.write(stored)
    assert b"Paragraph 050" not in _unpacked(tmp_path / "kept.epub")


def test_no_sample_is_made_when_none_is_wanted(tmp_path: Path) -> None:
    bring(tmp_path, write(tmp_path / "stone.epub"), sample=0.0)

    assert Edition.objects.get().sample is None


def test_the_file_of_a_printed_edition_that_we_have_becomes_another_edition_of_the_same_book(tmp_path: Path) -> None:
    printed = make_edition(make_book(), isbn="9780306406157", hand="feed:trade")

    bring(tmp_path, write(tmp_path / "stone.epub"))

    assert Book.objects.count() == 1
    assert {edition.form for edition in printed.book.own_editions.all()} == {"paperback", "epub"}


def test_what_the_desk_has_changed_stays_when_the_file_changes(tmp_path: Path) -> None:
    bring(tmp_path, write(tmp_path / "stone.epub"))
    change_book(Book.objects.get(), {"description": "<p>Ours.</p>"}, hand="desk")

    report = bring(tmp_path, write(tmp_path / "stone.epub", FULL.replace("A house falls.", "Theirs.").replace("石头记", "New")))

    book = Book.objects.get()
    assert report["kinds"]["edition"]["updated"] == 1
    assert (book.description, book.subtitle) == ("<p>Ours.</p>", "New")


def test_a_description_that_would_run_something_is_cleaned(tmp_path: Path) -> None:
    metadata = titled("<dc:description>&lt;p onclick='x()'&gt;A hill&lt;script&gt;x()&lt;/script&gt;&lt;/p&gt;</dc:description>")

    bring(tmp_path, write(tmp_path / "hill.epub", metadata))

    assert Book.objects.get().description == "<p>A hill</p>"


def test_titles_longer_than_a_field_come_cut_or_are_refused_and_stop_nothing(tmp_path: Path, shelf: Path) -> None:
    write(
        shelf / "a-long.epub", f"<dc:title>{'long ' * 2000}</dc:title><dc:identifier id='q'>urn:uuid:longlonglong</dc:identifier>"
    )

    report = bring(tmp_path, shelf)

    assert report["kinds"]["edition"]["made"] >= 2
    assert Edition.objects.filter(isbn="9787115293800").exists()


@pytest.mark.parametrize("words", [["nothing.epub"], ["empty"]])
def test_naming_nothing_says_what_to_do(tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "empty").mkdir()

    with pytest.raises(CommandError, match="there is no"):
        call_command("import_epub", *[str(tmp_path / word) for word in words])


@pytest.mark.parametrize(("told", "share"), [("10", 0.1), ("25%", 0.25), ("0", 0.0), ("100", 1.0)])
def test_the_sample_is_told_in_percent(tmp_path: Path, told: str, share: float) -> None:
    path = write(tmp_path / "stone.epub", text="<p>Once.</p>" * 100)

    call_command("import_epub", str(path), "--sample", told, stdout=StringIO())

    sample = Edition.objects.get().sample
    count = samples.sample_in(sample).chapters[0].html.count("<p>") if sample else 0
    assert count == round(100 * share)


@pytest.mark.parametrize("told", ["ten", "-1", "101", ""])
def test_what_is_no_percentage_is_refused(tmp_path: Path, told: str) -> None:
    with pytest.raises(CommandError, match="is no number from 0 to 100"):
        call_command("import_epub", str(write(tmp_path / "stone.epub")), f"--sample={told}")


def test_the_verb_of_the_command_line_leads_here() -> None:
    assert django_words("import", ["epub", "a.epub"]) == ["import_epub", "a.epub"]


def _unpacked(path: Path) -> bytes:
    from zipfile import ZipFile

    with ZipFile(path) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())
