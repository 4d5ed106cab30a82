"""Rows as records."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from octavo.importers.book_records import ContributorRecord, EditionRecord, SeriesRecord, SubjectRecord
from octavo.importers.records import Refusal
from octavo.importers.sheets.rows import SheetOptions, guessed_dates, guessed_names, names_in, read_row
from octavo.importers.sheets.source import SheetFile

ISBN = "9780439023481"


def read(options: SheetOptions | None = None, **cells: str) -> Any:
    return read_row(2, list(cells.values()), {name: number for number, name in enumerate(cells)}, options or SheetOptions())


def record(options: SheetOptions | None = None, **cells: str) -> EditionRecord:
    made = read(options, **cells).record
    assert isinstance(made, EditionRecord), made
    return made


def test_a_row_is_an_edition_and_its_book() -> None:
    told = {"isbn": ISBN, "title": "Games", "authors": "Suzanne Collins", "publisher": "Scholastic", "published": "2008-09-14"}
    told |= {"form": "Hardcover", "pages": "374 p.", "languages": "eng", "price": "12,90 €", "availability": "3"}
    told |= {"series": "Hunger", "series_number": "1", "subjects": "YFA; JUV001000; nonsense"}
    made = record(**told, description="A girl.\n\nA bow & <arrow>.")

    assert (made.isbn, made.form, made.pages, made.languages, made.availability) == (ISBN, "hardback", 374, ("en",), "shelf")
    assert (made.prices or ())[0].amount == Decimal("12.90")
    assert made.work.contributors == (ContributorRecord("Suzanne Collins", "author"),)
    assert made.work.series == SeriesRecord("Hunger", "1")
    assert made.work.subjects == (SubjectRecord("thema", "YFA"), SubjectRecord("bisac", "JUV001000"))
    assert made.work.description_html == "<p>A girl.</p><p>A bow &amp; &lt;arrow&gt;.</p>"


def test_what_a_row_does_not_say_stays_as_it_is_here() -> None:
    made = record(isbn=ISBN, price="9 EUR")

    assert (made.work.title, made.work.contributors, made.publisher, made.published_on, made.availability) == (
        "",
        None,
        None,
        None,
        None,
    )


def test_a_bad_cell_costs_its_cell_alone() -> None:
    reading = read(isbn=ISBN, title="Games", published="soon", price="cheap")

    assert set(reading.errors) == {"published", "price"}
    assert (reading.record.published_on, reading.record.prices) == (None, None)
    assert [note.detail.split(":")[0] for note in reading.record.notes] == ["published", "price"]


@pytest.mark.parametrize("isbn", ["9780439023482", "9.78044E+12", "no number"])
def test_a_wrong_isbn_keeps_its_row_out(isbn: str) -> None:
    made = read(isbn=isbn, title="Games").record

    assert isinstance(made, Refusal)
    assert (made.source_id, "its ISBN" in made.reason) == (isbn, True)


def test_a_row_of_nothing_is_told() -> None:
    assert read(isbn="", title="", price="9 EUR").record.reason == "it has neither a title nor an ISBN"


def test_a_rounded_isbn_is_mended_by_the_other_column() -> None:
    reading = read(isbn="9.78043902348e+12", other_isbn="439023483", title="Games")

    assert reading.record.isbn == ISBN
    assert reading.notes[0].detail == f"9.78043902348e+12 is {ISBN}, as the other column says"


def test_an_isbn_of_another_edition_mends_nothing() -> None:
    reading = read(isbn="9.78055334254e+12", other_isbn="553341030", title="Games")

    assert isinstance(reading.record, Refusal)


def test_the_same_row_is_known_by_the_same_name_in_every_run() -> None:
    assert record(isbn=ISBN, title="A").source_id == record(isbn="0-439-02348-3", title="B").source_id
    assert record(title="A", authors="B").source_id == record(title="a ", authors="B").source_id
    assert record(title="A", authors="B").source_id != record(title="A", authors="C").source_id


def test_numbers_of_two_spreadsheets_are_not_mixed_up(tmp_path: Path) -> None:
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    one.write_text("id,title\n1,Games\n")
    two.write_text("id,title,price\n1,Stone,9\n")

    first, second = (next(SheetFile(path).entries()).source_id for path in (one, two))
    assert first != second


@pytest.mark.parametrize(
    ("cell", "order", "names"),
    [
        ("J.K. Rowling, Mary GrandPré", "first", ["J.K. Rowling", "Mary GrandPré"]),
        ("Chang, Eileen; Lu, Xun", "last", ["Eileen Chang", "Xun Lu"]),
        ("Lu Xun & Eileen Chang", "first", ["Lu Xun", "Eileen Chang"]),
        ("钱锺书、杨绛", "first", ["钱锺书", "杨绛"]),
        ("Madonna", "last", ["Madonna"]),
        ("", "first", []),
    ],
)
def test_who_is_named(cell: str, order: str, names: list[str]) -> None:
    assert names_in(cell, order=order) == names


def test_the_order_of_names_and_of_dates_is_guessed() -> None:
    assert guessed_names(["Chang, Eileen", "Lu, Xun", "Collins, Suzanne"]) == "last"
    assert guessed_names(["J.K. Rowling, Mary GrandPré", "Suzanne Collins"]) == "first"
    assert guessed_dates(["03/04/2020", "03/25/2020"]) == "mdy"
    assert guessed_dates(["03/04/2020", "25/03/2020"]) == "dmy"


def test_a_series_in_the_title_is_split_when_somebody_wants_it() -> None:
    title = "The Hunger Games (The Hunger Games, #1)"
    split, whole = record(SheetOptions(splits_series=True), title=title), record(title=title)

    assert (split.work.title, split.work.series) == ("The Hunger Games", SeriesRecord("The Hunger Games", "1"))
    assert (whole.work.title, whole.work.series) == (title, None)
