"""Titles: what is a title, what a subtitle, which form is in which script."""

import pytest

from octavo.importers.book_records import SeriesRecord
from tests.importers.marc.reading import read, read_fields
from tests.importers.marc.records import border_town, field


def test_title_and_subtitle_lose_the_punctuation_of_cataloguers() -> None:
    work = read(border_town()).work
    assert (work.title, work.subtitle) == ("Border town", "a novel")


def test_a_translation_has_the_title_of_the_work_in_its_own_script_and_in_latin_letters() -> None:
    work = read(border_town()).work
    assert (work.title_original, work.title_romanised, work.original_language) == ("边城", "Bian cheng", "zh")


def test_a_translation_from_a_language_in_latin_letters_has_no_romanisation() -> None:
    work = read_fields(
        field("041", "1 ", "aeng", "hger"), field("240", "10", "aDer Process.", "lEnglish"), field("245", "14", "aThe trial")
    ).work
    assert (work.title_original, work.title_romanised) == ("Der Process", None)


def test_the_romanised_title_of_a_chinese_book_is_told_apart_from_its_own() -> None:
    work = read_fields(
        field("041", "0 ", "achi"),
        field("245", "10", "6880-01", "aHong lou meng /"),
        field("880", "10", "6245-01/$1", "a红楼梦 /"),
    ).work
    assert (work.title, work.title_original, work.title_romanised) == ("Hong lou meng", "红楼梦", "Hong lou meng")


def test_a_title_in_its_own_script_may_have_its_romanisation_linked() -> None:
    work = read_fields(field("245", "10", "6880-01", "a红楼梦"), field("880", "10", "6245-01/(B", "aHong lou meng")).work
    assert (work.title, work.title_original, work.title_romanised) == ("红楼梦", "红楼梦", "Hong lou meng")


def test_a_linked_field_of_another_title_is_not_taken() -> None:
    work = read_fields(field("245", "10", "6880-01", "aBorder town"), field("880", "1 ", "6100-01/$1", "a沈从文")).work
    assert work.title_original is None


@pytest.mark.parametrize("link", ["880-00", "no link", "", "880"])
def test_a_link_that_leads_nowhere_is_passed_over(link: str) -> None:
    assert read_fields(field("245", "10", f"6{link}", "aBorder town")).work.title == "Border town"


def test_parts_of_a_title_follow_it() -> None:
    assert read_fields(field("245", "10", "aDream of the red chamber.", "nVolume 2,", "pThe crab-flower club")).work.title == (
        "Dream of the red chamber. Volume 2. The crab-flower club"
    )


def test_the_same_title_in_another_language_is_no_subtitle() -> None:
    assert read_fields(field("245", "10", "aBorder town =", "bBian cheng /")).work.subtitle is None


def test_an_abbreviation_keeps_its_full_stop() -> None:
    edition = read_fields(field("245", "10", "aThe life of J. R. R."), field("250", "  ", "a2nd rev. ed."))
    assert (edition.work.title, edition.statement) == ("The life of J. R. R.", "2nd rev. ed.")


@pytest.mark.parametrize(("told", "number"), [("vol. 3", "3"), ("Bd. 12.", "12"), ("A 4, no. 7", "A 4, no. 7"), ("三", "三")])
def test_a_series_has_the_number_in_it(told: str, number: str) -> None:
    series = read_fields(field("490", "1 ", "aModern classics ;", f"v{told}"), field("830", " 0", "aElsewhere")).work.series
    assert series == SeriesRecord("Modern classics", number)


def test_a_series_that_is_only_filed_counts_too() -> None:
    assert read_fields(field("830", " 0", "aPenguin classics.")).work.series == SeriesRecord("Penguin classics")
