"""Whether and when it can be had."""

from datetime import date

import pytest

from octavo.books.codes import AVAILABILITY
from tests.importers.onix.feeds import Feed, composite, described, details, elements, message, product, read_one, supplied


def status(code: str) -> str:
    return composite("PublishingDetail", elements(PublishingStatus=code))


@pytest.mark.parametrize(
    ("code", "availability"),
    [
        *[
            ("20", "warehouse"),
            ("21", "warehouse"),
            ("22", "order"),
            ("23", "order"),
            ("10", "forthcoming"),
            ("12", "forthcoming"),
        ],
        *[("31", "unavailable"), ("40", "unavailable"), ("51", "out"), ("01", "out"), ("47", "out")],
        *[("98", None), ("99", None)],
    ],
)
def test_what_a_supplier_says_is_what_a_bookseller_can_do(feed: Feed, code: str, availability: str | None) -> None:
    record = read_one(feed(message(product(described(), supplied(availability=code)))))

    assert record.availability == availability
    assert record.notes == ()


def test_what_is_in_stock_of_a_shop_is_on_its_shelf(feed: Feed) -> None:
    assert read_one(feed(message(product(described(), supplied(availability="21", role="08"))))).availability == "shelf"


@pytest.mark.parametrize("availability", sorted(AVAILABILITY))
def test_each_of_our_states_comes_back_from_a_shop(feed: Feed, availability: str) -> None:
    told = supplied(availability=AVAILABILITY[availability], role="08")

    assert read_one(feed(message(product(described(), told)))).availability == availability


def test_of_several_suppliers_the_best_counts(feed: Feed) -> None:
    told = supplied(availability="40") + supplied(availability="22") + supplied(availability="31")

    assert read_one(feed(message(product(described(), told)))).availability == "order"


@pytest.mark.parametrize(
    ("code", "availability"),
    [("02", "forthcoming"), ("07", "out"), ("03", "unavailable"), ("04", None), ("00", None), ("", None)],
)
def test_where_no_supplier_says_anything_the_publisher_does(feed: Feed, code: str, availability: str | None) -> None:
    assert read_one(feed(message(product(described(), status(code))))).availability == availability
    assert read_one(feed(message(product(described(), status(code), supplied(availability="99"))))).availability == availability


def test_a_supplier_knows_better_than_the_publisher(feed: Feed) -> None:
    assert read_one(feed(message(product(described(), status("07"), supplied(availability="21"))))).availability == "warehouse"


def test_a_code_that_nobody_knows_is_told(feed: Feed) -> None:
    record = read_one(feed(message(product(described(), supplied(availability="ZZ")))))

    assert record.availability is None
    assert details(record) == ["ZZ"]


def test_the_earliest_day_that_anybody_expects_it_counts(feed: Feed) -> None:
    def expected(day: str, role: str = "08") -> str:
        return composite("SupplyDate", SupplyDateRole=role, Date=day)

    stock = composite("Stock", composite("OnOrderDetail", OnOrder="5", ExpectedDate="20300401"))
    told = supplied(expected("20300601"), expected("20300101", "18")) + supplied(expected("20300501"), stock)

    assert read_one(feed(message(product(described(), told)))).available_on == date(2030, 4, 1)
