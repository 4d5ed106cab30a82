"""One cell after the other, as spreadsheets have them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.books.codes import AVAILABILITY, FORMS, isbn13
from octavo.importers.sheets import cells
from octavo.importers.sheets.cells import CellError, Rounded, isbn_digits, scientific

HUNGER = "9780439023481"


@pytest.mark.parametrize(
    ("cell", "isbn"),
    [
        ("978-0-439-02348-1", HUNGER),
        ("9780439023481.0", HUNGER),
        ("0439023483", HUNGER),
        ("439023483", HUNGER),
        ("'9780439023481", HUNGER),
        ("", ""),
        ("n/a", ""),
        ("0", ""),
    ],
)
def test_an_isbn_in_any_dress(cell: str, isbn: str) -> None:
    assert isbn_digits(cell) == isbn


@pytest.mark.parametrize("cell", ["9780439023482", "439023484", "12345", "hardback"])
def test_what_is_no_isbn_is_said(cell: str) -> None:
    with pytest.raises(CellError, match="ISBN"):
        isbn_digits(cell)


def test_zeros_are_put_back_only_where_the_check_digit_speaks_for_them() -> None:
    assert isbn_digits("62301233") == isbn13("0062301233")
    with pytest.raises(CellError):
        isbn_digits("62301234")


bodies = st.integers(min_value=978_000_000_000, max_value=979_999_999_999).map(str)


@given(bodies)
def test_what_was_rounded_to_twelve_digits_is_among_its_candidates(body: str) -> None:
    isbn = body + cells._check_digit(body)
    rounded = scientific(f"{float(isbn):.12g}")

    assert rounded is not None
    assert rounded.fits(isbn)
    if len(rounded.digits) == 12:
        assert isbn in rounded.candidates()
        assert all(rounded.fits(other) for other in rounded.candidates())
    else:
        # A zero at the end is not written, and nobody can tell it from a digit that was lost.
        assert rounded.candidates() == []


def test_fewer_digits_are_not_made_up() -> None:
    assert scientific("9.78044E+12") == Rounded("978044")
    assert Rounded("978044").candidates() == []
    assert Rounded("978044").fits("9780439023481")


@pytest.mark.parametrize("cell", ["9780439023481", "", "9.78e+3", "1e13", "title"])
def test_what_is_no_rounded_isbn(cell: str) -> None:
    assert scientific(cell) is None


@pytest.mark.parametrize(
    ("cell", "day", "precision"),
    [
        ("2008-03-14", date(2008, 3, 14), "day"),
        ("2008/3/4", date(2008, 3, 4), "day"),
        ("2008-03", date(2008, 3, 1), "month"),
        ("2008", date(2008, 1, 1), "year"),
        ("2008.0", date(2008, 1, 1), "year"),
        ("14.3.2008", date(2008, 3, 14), "day"),
        ("03/2008", date(2008, 3, 1), "month"),
        ("14 March 2008", date(2008, 3, 14), "day"),
        ("March 14, 2008", date(2008, 3, 14), "day"),
        ("mars 2008", date(2008, 3, 1), "month"),
        ("14. März 2008", date(2008, 3, 14), "day"),
        ("2008年3月14日", date(2008, 3, 14), "day"),
        ("2008年3月", date(2008, 3, 1), "month"),
        ("2008年", date(2008, 1, 1), "year"),
        ("2008-03-14 00:00:00", date(2008, 3, 14), "day"),
    ],
)
def test_a_date_in_many_ways(cell: str, day: date, precision: str) -> None:
    read = cells.day(cell)

    assert (read.day, read.precision) == (day, precision)


def test_the_order_of_day_and_month_is_as_it_was_said() -> None:
    assert [cells.day("03/04/2020", order=order).day for order in ("dmy", "mdy")] == [date(2020, 4, 3), date(2020, 3, 4)]
    assert cells.day("14/03/2020", order="mdy").day == date(2020, 3, 14)


@pytest.mark.parametrize("cell", ["soon", "2008-13-01", "31.02.2008", "99/99/2008", "14 Brumaire 2008"])
def test_what_is_no_date_is_said(cell: str) -> None:
    with pytest.raises(CellError, match="is no date"):
        cells.day(cell)


@pytest.mark.parametrize(
    ("cell", "amount", "currency"),
    [
        ("12,90 €", "12.90", "EUR"),
        ("€12.90", "12.90", "EUR"),
        ("$1,299.00", "1299.00", "USD"),
        ("1.299,00 EUR", "1299.00", "EUR"),
        ("1 299,5 EUR", "1299.5", "EUR"),
        ("¥45", "45", "CNY"),
        ("45元", "45", "CNY"),
        ("12.90", "12.90", "CHF"),
        ("1,299", "1299", "CHF"),
        ("12", "12", "CHF"),
        ("£0.99", "0.99", "GBP"),
    ],
)
def test_a_price_in_many_ways(cell: str, amount: str, currency: str) -> None:
    assert cells.price(cell, "CHF") == (Decimal(amount), currency)


@pytest.mark.parametrize("cell", ["free", "12.90 XYZ", "-5", "12 pigs"])
def test_what_is_no_price_is_said(cell: str) -> None:
    with pytest.raises(CellError):
        cells.price(cell, "EUR")


def test_a_price_of_no_currency_is_none() -> None:
    with pytest.raises(CellError, match="names no currency"):
        cells.price("12.90", "")


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        *[(code, code) for code in ("en", "zh", "fr")],
        *[("eng", "en"), ("en-US", "en"), ("English", "en"), ("anglais", "en"), ("Englisch", "en"), ("英语", "en")],
        *[("Chinese", "zh"), ("chinois", "zh"), ("Deutsch", "de"), ("German", "de"), ("ger", "de")],
    ],
)
def test_a_language_by_code_and_by_name(cell: str, code: str) -> None:
    assert cells.language(cell) == code


@pytest.mark.parametrize("cell", ["Klingon of the north", "qq", "12"])
def test_what_is_no_language_is_said(cell: str) -> None:
    with pytest.raises(CellError):
        cells.language(cell)


@pytest.mark.parametrize(
    ("cell", "form"),
    [
        *[
            ("Hardcover", "hardback"),
            ("Taschenbuch", "paperback"),
            ("broché", "paperback"),
            ("精装", "hardback"),
            ("EPUB", "epub"),
        ],
        *[("Hardcover, 320 pages", "hardback"), ("E-Book", "ebook"), ("paperback", "paperback")],
    ],
)
def test_a_form_in_four_languages(cell: str, form: str) -> None:
    assert cells.form(cell) == form
    assert form in FORMS


@pytest.mark.parametrize(
    ("cell", "availability"),
    [
        ("3", "shelf"),
        ("0", "unavailable"),
        ("In stock", "shelf"),
        ("vergriffen", "out"),
        ("à paraître", "forthcoming"),
        ("缺货", "unavailable"),
    ],
)
def test_availability_by_word_and_by_stock(cell: str, availability: str) -> None:
    assert cells.availability(cell) == availability
    assert availability in AVAILABILITY


def test_words_of_tables_are_words_of_ours() -> None:
    assert set(cells.FORM_WORDS) <= set(FORMS)
    assert set(cells.AVAILABILITY_WORDS) == set(AVAILABILITY)


@pytest.mark.parametrize(("cell", "year"), [("-750.0", -750), ("750 BC", -750), ("1997.0", 1997), ("c. 1740", 1740)])
def test_years_before_our_era(cell: str, year: int) -> None:
    assert cells.year(cell) == year
