"""Publisher, dates, extent, size, form, languages."""

from datetime import date

import pytest

from octavo.importers.book_records import PartialDate
from tests.importers.marc.reading import read_fields
from tests.importers.marc.records import FIXED, field


def fixed(kind: str, first: str, second: str = "    ", *, item: str = " ", language: str = "eng") -> str:
    return f"000504{kind}{first}{second}nyu     {item}     000 1 {language}  "


def year(number: int) -> PartialDate:
    return PartialDate(date(number, 1, 1), "year")


@pytest.mark.parametrize(
    ("told", "expected"),
    [("[2009]", 2009), ("c1998.", 1998), ("©2019", 2019), ("民國108 [2019]", 2019), ("1925, reprinted 1999", 1925)],
)
def test_the_year_is_what_the_publishers_field_says(told: str, expected: int) -> None:
    edition = read_fields(field("260", "  ", "aNew York :", "bHarper,", f"c{told}"))
    assert edition.published_on == year(expected)


def test_without_a_field_the_fixed_places_tell_the_year() -> None:
    assert read_fields(fixed=fixed("s", "1987")).published_on == year(1987)


@pytest.mark.parametrize("unknown", ["    ", "uuuu", "19uu", "9999", "||||"])
def test_an_unknown_year_is_none(unknown: str) -> None:
    assert read_fields(fixed=fixed("n", unknown)).published_on is None


def test_an_exact_date_is_exact() -> None:
    assert read_fields(fixed=fixed("e", "2019", "0502")).published_on == PartialDate(date(2019, 5, 2))
    assert read_fields(fixed=fixed("e", "2019", "05  ")).published_on == PartialDate(date(2019, 5, 1), "month")
    assert read_fields(fixed=fixed("e", "2019", "1350")).published_on == year(2019)


def test_a_reprint_knows_the_year_of_the_work() -> None:
    edition = read_fields(fixed=fixed("r", "2009", "1934"))
    assert (edition.published_on, edition.work.first_year) == (year(2009), 1934)


def test_the_publisher_is_not_the_distributor_nor_nobody() -> None:
    assert read_fields(field("264", " 2", "bShips Ltd."), field("264", " 1", "bHarper,")).publisher == "Harper"
    assert read_fields(field("260", "  ", "a[S.l. :", "bs.n.],")).publisher is None
    assert read_fields(field("264", " 1", "b[publisher not identified],")).publisher is None


@pytest.mark.parametrize(
    ("extent", "pages"),
    [
        ("xii, 345 p., [8] p. of plates :", 345),
        ("169 pages :", 169),
        ("1 online resource (xv, 250 pages)", 250),
        ("232 S.", 232),
        ("345页", 345),
        ("[48] p.", 48),
        ("3 v.", None),
        ("1 audio disc (6 hr.)", None),
    ],
)
def test_pages(extent: str, pages: int | None) -> None:
    assert read_fields(field("300", "  ", f"a{extent}")).pages == pages


@pytest.mark.parametrize(
    ("told", "size"),
    [
        ("21 cm.", (210, None)),
        ("21 x 15 cm", (210, 150)),
        ("19,5 × 12 cm", (195, 120)),
        ("8 in.", (203, None)),
        ("24公分", (240, None)),
    ],
)
def test_sizes(told: str, size: tuple[int | None, int | None]) -> None:
    edition = read_fields(field("300", "  ", "a10 p. ;", f"c{told}"))
    assert (edition.height_mm, edition.width_mm) == size


def test_a_recording_is_an_audiobook_with_a_playing_time() -> None:
    edition = read_fields(field("300", "  ", "a5 audio discs (6 hr., 30 min.)"), leader="     nim a22      a 4500")
    assert (edition.form, edition.duration_seconds) == ("audio_disc", 23_400)
    edition = read_fields(field("306", "  ", "a073010"), leader="     nim a22      a 4500")
    assert edition.duration_seconds == 27_010


def test_the_record_of_a_file_is_an_e_book_without_a_height() -> None:
    edition = read_fields(field("300", "  ", "a1 online resource", "c21 cm"), fixed=fixed("s", "2009", item="o"))
    assert (edition.form, edition.height_mm) == ("ebook", None)


def test_the_paperback_in_the_record_of_a_file_is_a_paperback() -> None:
    from tests.book_makers import ISBNS

    edition = read_fields(field("020", "  ", f"a{ISBNS[0]} (pbk.)"), fixed=fixed("s", "2009", item="o"))
    assert edition.form == "paperback"


def test_languages_are_told_one_by_one_or_in_one() -> None:
    assert read_fields(field("041", "0 ", "aeng", "achi")).languages == ("en", "zh")
    assert read_fields(field("041", "0 ", "aengchi")).languages == ("en", "zh")
    assert read_fields(fixed=fixed("s", "2009", language="ger")).languages == ("de",)
    assert read_fields(fixed=fixed("s", "2009", language="und")).languages is None


def test_a_record_without_fixed_places_is_read_all_the_same() -> None:
    assert read_fields(fixed="short").languages is None
    assert len(FIXED) == 40
