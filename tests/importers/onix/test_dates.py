"""Dates in every format of the trade, and in none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.importers.book_records import PartialDate
from octavo.importers.onix.dates import parsed_date
from tests.importers.onix.feeds import Feed, composite, described, details, message, product, read_one, reasons


def published(written: str, attribute: str = "", element: str = "") -> str:
    told = f"<DateFormat>{element}</DateFormat>" if element else ""
    day = f'<Date dateformat="{attribute}">{written}</Date>' if attribute else f"<Date>{written}</Date>"
    return message(
        product(described(), composite("PublishingDetail", composite("PublishingDate", told, day, PublishingDateRole="01")))
    )


@pytest.mark.parametrize(
    ("text", "date_format", "expected"),
    [
        ("20060807", "00", PartialDate(date(2006, 8, 7))),
        ("20060807", "", PartialDate(date(2006, 8, 7))),
        ("2006-08-07", "", PartialDate(date(2006, 8, 7))),
        ("200608", "01", PartialDate(date(2006, 8, 1), "month")),
        ("2006-08", "", PartialDate(date(2006, 8, 1), "month")),
        ("2006", "05", PartialDate(date(2006, 1, 1), "year")),
        ("2006", "00", PartialDate(date(2006, 1, 1), "year")),
        ("20060800", "00", PartialDate(date(2006, 8, 1), "month")),
        ("20060000", "00", PartialDate(date(2006, 1, 1), "year")),
        ("20060807T1015", "13", PartialDate(date(2006, 8, 7))),
        ("20060807T101500Z", "14", PartialDate(date(2006, 8, 7))),
        ("20060807T101500+0200", "14", PartialDate(date(2006, 8, 7))),
        ("2006-08-07T10:15:00+02:00", "", PartialDate(date(2006, 8, 7))),
        ("20060807 10:15", "", PartialDate(date(2006, 8, 7))),
        ("200632", "02", PartialDate(date(2006, 8, 1), "month")),
        ("20063", "03", PartialDate(date(2006, 7, 1), "month")),
        ("20062", "04", PartialDate(date(2006, 6, 1), "month")),
        ("2006080720060901", "06", PartialDate(date(2006, 8, 7))),
        ("200608200609", "07", PartialDate(date(2006, 8, 1), "month")),
        ("200632200633", "08", PartialDate(date(2006, 8, 1), "month")),
        ("2006320064", "09", PartialDate(date(2006, 7, 1), "month")),
        ("2006320064", "10", PartialDate(date(2006, 9, 1), "month")),
        ("20062007", "11", PartialDate(date(2006, 1, 1), "year")),
        ("ca. 1862, Christmas", "12", PartialDate(date(1862, 1, 1), "year")),
        ("500 BCE", "12", None),
        ("14270101", "20", None),
        ("20061301", "00", None),
        ("20060231", "00", None),
        ("20060007", "00", None),
        ("200660", "02", None),
        ("20065", "03", None),
        ("00000101", "00", None),
        ("07/08/2006", "", None),
        ("James", "", None),
        ("2", "", None),
    ],
)
def test_a_date_is_known_as_far_as_it_is_written(text: str, date_format: str, expected: PartialDate | None) -> None:
    assert parsed_date(text, date_format) == expected


@given(text=st.text(max_size=20), date_format=st.sampled_from(["", *(f"{number:02}" for number in range(34))]))
def test_no_text_makes_a_date_fail(text: str, date_format: str) -> None:
    found = parsed_date(text, date_format)

    assert found is None or found.precision in {"day", "month", "year"}


@given(day=st.dates(date(1, 1, 1)))
def test_every_day_there_is_comes_back(day: date) -> None:
    assert parsed_date(day.isoformat().replace("-", ""), "00") == PartialDate(day)


@pytest.mark.parametrize(("attribute", "element"), [("05", ""), ("", "05"), ("", ""), ("00", "")])
def test_the_format_may_be_said_in_either_place_or_not_at_all(feed: Feed, attribute: str, element: str) -> None:
    assert read_one(feed(published("2014", attribute, element))).published_on == PartialDate(date(2014, 1, 1), "year")


def test_a_malformed_date_is_left_out_and_told_and_the_record_comes_in(feed: Feed) -> None:
    record = read_one(feed(published("19983131")))

    assert record.published_on is None
    assert reasons(record) == ["A date that is none was left out."]
    assert details(record) == ["PublishingDate: 19983131"]


def test_a_date_known_roughly_says_so(feed: Feed) -> None:
    record = read_one(feed(published("20063", "03")))

    assert record.published_on == PartialDate(date(2006, 7, 1), "month")
    assert reasons(record) == ["A date known only roughly stands at its beginning."]


@pytest.mark.parametrize("written", ["", "00000000", "0000", " "])
def test_an_empty_date_is_not_worth_a_word(feed: Feed, written: str) -> None:
    record = read_one(feed(published(written)))

    assert (record.published_on, record.notes) == (None, ())
