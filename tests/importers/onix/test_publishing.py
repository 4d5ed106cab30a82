"""Who brought it out, when, in which edition, and whom to ask about its safety."""

from datetime import date

import pytest

from octavo.importers.book_records import ContactRecord, PartialDate
from tests.importers.onix.feeds import Feed, composite, described, details, elements, message, product, read_one, supplied


def publishing(*told: str) -> str:
    return composite("PublishingDetail", *told)


def publisher(name: str, role: str = "01", *more: str) -> str:
    return composite("Publisher", elements(PublishingRole=role, PublisherName=name), *more)


def published(role: str, day: str, name: str = "PublishingDate") -> str:
    return composite(name, elements(**{f"{name}Role": role, "Date": day}))


def market(*told: str) -> str:
    return supplied().replace("<ProductSupply>", "<ProductSupply>" + composite("MarketPublishingDetail", *told))


def test_the_publisher_is_who_publishes_not_who_helps(feed: Feed) -> None:
    told = publishing(
        composite("Imprint", ImprintName="Perennial"),
        publisher("Co-publisher", "02"),
        publisher("Harper &amp; Sons"),
        publisher("Sponsor", "03"),
    )

    record = read_one(feed(message(product(described(), told))))

    assert (record.publisher, record.imprint) == ("Harper & Sons", "Perennial")


def test_a_co_publisher_alone_is_the_publisher(feed: Feed) -> None:
    assert read_one(feed(message(product(described(), publishing(publisher("Co", "02")))))).publisher == "Co"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (publishing(published("01", "20060807"), published("11", "1968")), PartialDate(date(2006, 8, 7))),
        (
            publishing(published("11", "1968")) + market(published("01", "200609", "MarketDate")),
            PartialDate(date(2006, 9, 1), "month"),
        ),
        (publishing(published("19", "20060807")), None),
    ],
)
def test_the_publication_date_is_the_publishers_else_the_markets(feed: Feed, told: str, expected: PartialDate | None) -> None:
    assert read_one(feed(message(product(described(), told)))).published_on == expected


@pytest.mark.parametrize(("dates", "year"), [((("11", "1968"), ("20", "1965")), 1965), ((("11", "1968"),), 1968), ((), None)])
def test_the_year_of_a_work_is_that_of_its_original(feed: Feed, dates: tuple[tuple[str, str], ...], year: int | None) -> None:
    told = publishing(*(published(role, day) for role, day in dates))

    assert read_one(feed(message(product(described(), told)))).work.first_year == year


def test_of_several_embargoes_the_last_counts(feed: Feed) -> None:
    told = publishing(published("02", "20300105")) + market(published("02", "20300201", "MarketDate"))
    told = told.replace("<ProductAvailability>", published("02", "20300301", "SupplyDate") + "<ProductAvailability>")

    assert read_one(feed(message(product(described(), told)))).embargo_until == date(2030, 3, 1)


def test_a_day_before_which_no_orders_are_wanted_is_told(feed: Feed) -> None:
    record = read_one(feed(message(product(described(), publishing(published("27", "20300105"))))))

    assert record.embargo_until is None
    assert details(record) == ["2030-01-05"]


@pytest.mark.parametrize(
    ("told", "statement"),
    [
        ("<EditionStatement>2nd, revised</EditionStatement><EditionNumber>9</EditionNumber>", "2nd, revised"),
        (elements(EditionType="REV", EditionNumber="2"), "2nd, revised"),
        (elements(EditionNumber="11"), "11th"),
        (elements(EditionNumber="23"), "23rd"),
        (elements(EditionNumber="1"), ""),
        (elements(EditionNumber="first"), ""),
        (elements(EditionType="XYZ"), ""),
        ("<NoEdition/>", ""),
    ],
)
def test_an_edition_is_told_in_words(feed: Feed, told: str, statement: str) -> None:
    assert read_one(feed(message(product(described(told))))).statement == statement


@pytest.mark.parametrize("place", [publishing, market])
def test_the_safety_contact_is_the_one_for_safety(feed: Feed, place) -> None:  # type: ignore[no-untyped-def]
    other = composite("ProductContact", ProductContactRole="02", ProductContactName="Promotion")
    contact = composite(
        "ProductContact",
        elements(ProductContactRole="10", ProductContactName="Press &amp; Co", EmailAddress="safety@press.example"),
        elements(StreetAddress="1 High Street", LocationName="Dublin", PostalCode="D01", CountryCode="IE"),
    )

    record = read_one(feed(message(product(described(), place(other, contact)))))

    assert record.safety_contact == ContactRecord("Press & Co", "1 High Street, D01 Dublin, IE", "safety@press.example")
