"""ISBNs with their binding and their price."""

from decimal import Decimal

import pytest

from octavo.importers.book_records import PriceRecord, Refusal
from octavo.importers.marc.decoding import decode_exchange
from octavo.importers.marc.record import read_marc
from tests.book_makers import ISBNS
from tests.importers.marc.reading import read, read_fields
from tests.importers.marc.records import FIXED, border_town, exchange, field


def country(code: str) -> str:
    return f"{FIXED[:15]}{code.ljust(3)}{FIXED[18:]}"


def test_each_isbn_of_a_record_has_its_own_binding_and_price() -> None:
    paperback, hardback = read(border_town(), ISBNS[0]), read(border_town(), ISBNS[1])

    assert (paperback.form, paperback.prices) == ("paperback", (PriceRecord("USD", Decimal("14.95")),))
    assert (hardback.form, hardback.prices) == ("hardback", None)
    assert (paperback.work.sibling_isbns, hardback.work.sibling_isbns) == ((ISBNS[1],), (ISBNS[0],))


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("(pbk.)", "paperback"),
        ("(paperback : acid-free paper)", "paperback"),
        ("(hbk)", "hardback"),
        ("(hardcover : alk. paper)", "hardback"),
        ("(cloth)", "hardback"),
        ("(Pp.)", "book"),
        ("(kart.)", "paperback"),
        ("(精装)", "hardback"),
        ("(平裝)", "paperback"),
        ("(ebook)", "ebook"),
        ("(EPUB)", "epub"),
        ("(PDF ebook)", "pdf"),
        ("(audio CD)", "audio_disc"),
        ("", "book"),
    ],
)
def test_words_of_the_binding(words: str, form: str) -> None:
    assert read_fields(field("020", "  ", f"a{ISBNS[0]} {words}")).form == form


@pytest.mark.parametrize(
    ("told", "place", "currency", "amount"),
    [
        ("$14.95", "nyu", "USD", "14.95"),
        ("$14.95 :", "onc", "CAD", "14.95"),
        ("$380", "ch", "TWD", "380"),
        ("NT$1,380", "ch", "TWD", "1380"),
        ("£12.99", "enk", "GBP", "12.99"),
        ("EUR 19.90 (DE), EUR 20.50 (AT)", "gw", "EUR", "19.90"),
        ("19,90 EUR", "gw", "EUR", "19.90"),
        ("€ 1.234,50", "gw", "EUR", "1234.50"),
        ("CNY28.00", "cc", "CNY", "28.00"),
        ("28.00元", "cc", "CNY", "28.00"),
        ("¥28.00", "cc", "CNY", "28.00"),
        ("¥1,800", "ja", "JPY", "1800"),
        ("HK$98.00", "cc", "HKD", "98.00"),
    ],
)
def test_prices_in_the_currency_meant(told: str, place: str, currency: str, amount: str) -> None:
    edition = read_fields(field("020", "  ", f"a{ISBNS[0]}", f"c{told}"), fixed=country(place))
    assert edition.prices == (PriceRecord(currency, Decimal(amount)),)


@pytest.mark.parametrize("told", ["Rs 250", "gratis", "12 guineas", "$0.00"])
def test_what_is_no_price_is_left_out_and_said(told: str) -> None:
    edition = read_fields(field("020", "  ", f"a{ISBNS[0]}", f"c{told}"))
    assert edition.prices is None
    assert [note.detail for note in edition.notes] == [told]


def test_ten_digits_and_thirteen_of_one_edition_are_one() -> None:
    edition = read_fields(field("020", "  ", "a0306406152 (pbk.)"), field("020", "  ", f"a{ISBNS[0]}", "c£9.50"))
    assert (edition.form, edition.work.sibling_isbns) == ("paperback", ())
    assert edition.prices == (PriceRecord("GBP", Decimal("9.50")),)


def test_an_isbn_of_another_form_is_that_of_a_sibling() -> None:
    edition = read_fields(
        field("020", "  ", f"a{ISBNS[0]}"), field("020", "  ", f"z{ISBNS[1]}"), field("776", "08", f"z{ISBNS[2]} (online)")
    )
    assert edition.work.sibling_isbns == (ISBNS[1], ISBNS[2])


def test_a_wrong_isbn_is_said_and_passed_over() -> None:
    edition = read_fields(field("020", "  ", "a9780306406150 (pbk.)"), field("020", "  ", f"a{ISBNS[0]}"))
    assert [note.detail for note in edition.notes] == ["9780306406150 (pbk.)"]


def test_the_bar_code_counts_where_it_is_a_books() -> None:
    edition = read_fields(
        field("020", "  ", f"a{ISBNS[1]}"), field("024", "3 ", f"a{ISBNS[0]}"), field("024", "1 ", "a012345678905")
    )
    assert edition.isbn == ISBNS[0]


def test_a_record_about_another_isbn_is_refused() -> None:
    record, notes = decode_exchange(exchange(border_town()))
    assert read_marc(record, ISBNS[5], notes) == Refusal("edition", ISBNS[5], "", "the record is about another ISBN")
